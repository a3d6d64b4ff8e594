import { Field, Int, ObjectType } from 'type-graphql';
import { LocalDateScalar } from '../scalars.js';
import { PublishedItem, PublishedWords } from './published-words.type.js';

@ObjectType({
  description: 'One step of the procedure with the time that it may take.',
  simpleResolvers: true,
})
export class PublishedTimescale extends PublishedWords {
  @Field(() => String, { description: 'Its id in the policy.' })
  step!: string;

  @Field(() => String, {
    description: 'The time in words, such as "14 days" or "the next meeting of the board".',
  })
  within!: string;

  @Field(() => String, { description: 'From when it is counted, or before what, in words.' })
  from!: string;

  @Field(() => Boolean, {
    description: 'Whether the day from which it is counted is day 1; otherwise the day after is.',
  })
  firstDayCounts!: boolean;

  @Field(() => String, { description: 'What ends it, in words.' })
  endsWith!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The step is there only once this happened; null for always.',
  })
  onlyIf!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The step is over once this happened; null where nothing ends it so.',
  })
  unless!: string | null;

  @Field(() => Boolean, { description: 'Whether it begins anew each time that it ends.' })
  repeats!: boolean;

  @Field(() => Boolean, {
    description: 'Whether it begins anew each time that what it is counted from happens.',
  })
  eachTime!: boolean;

  @Field(() => String, { nullable: true, description: 'Id of the appeal whose step it is; null for none.' })
  appeal!: string | null;

  @Field(() => String, { description: 'Who has to act.' })
  actor!: string;

  @Field(() => Boolean, { description: 'Whether it is promised only as the usual time.' })
  usually!: boolean;

  @Field(() => PublishedWords, {
    nullable: true,
    description: 'How the time may be extended; null where it may not.',
  })
  extension!: PublishedWords | null;

  @Field(() => String, {
    nullable: true,
    description: 'The most by which it may be extended in all, such as "28 days"; null where it is not said.',
  })
  extensionUpTo!: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'How often it may be extended; null where it is not said.',
  })
  extensionTimes!: number | null;

  @Field(() => [String], {
    description: 'While one of these lasts the time stands still, such as "waiting for applicant".',
  })
  pausedBy!: readonly string[];
}

@ObjectType({ description: 'Meetings that come round.', simpleResolvers: true })
export class PublishedMeetings extends PublishedItem {
  @Field(() => [LocalDateScalar], { description: 'Their days, in order; empty where they are not listed.' })
  dates!: readonly string[];

  @Field(() => Int, {
    nullable: true,
    description: 'They come every so many weeks; null where their days are listed.',
  })
  everyWeeks!: number | null;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'The day from which the weeks are counted; null where it is not said.',
  })
  everyFrom!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'On which day of the month, in words; null where it does not go by the month.',
  })
  monthly!: string | null;
}

@ObjectType({
  description: 'A day on which the partnership does not work, beside the bank holidays.',
  simpleResolvers: true,
})
export class ClosingDay {
  @Field(() => LocalDateScalar, { description: 'The day.' })
  on!: string;

  @Field(() => String, { description: 'Why.' })
  words!: string;
}

@ObjectType({ description: 'When an application form is complete.', simpleResolvers: true })
export class PublishedCompleteForm extends PublishedWords {
  @Field(() => String, { description: 'Who declares it complete.' })
  declaredBy!: string;

  @Field(() => String, { description: 'What the applicant is asked for where it is not.' })
  asksFor!: string;

  @Field(() => String, { nullable: true, description: 'The same in Welsh.' })
  asksForInWelsh?: string | null;
}
