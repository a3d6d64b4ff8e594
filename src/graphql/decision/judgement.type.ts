import { Field, ID, ObjectType } from 'type-graphql';
import type { DayText, InstantText } from '#casework/views.js';
import { InstantScalar, LocalDateScalar } from '../scalars.js';

@ObjectType({ description: 'An answer that was recorded to a question that the policy asks of people.' })
export class Judgement {
  @Field(() => ID, { description: 'Opaque.' })
  id!: string;

  agencyId!: string | null;

  @Field(() => String, { description: 'A condition, a relation, or the id of a test of the policy.' })
  question!: string;

  @Field(() => String, { description: 'The test that asks it, in the words of the policy.' })
  words!: string;

  @Field(() => Boolean, { description: 'Yes or no.' })
  answer!: boolean;

  @Field(() => String, { description: 'The role that gave it: "applicant", "coordinator", "panel", …' })
  answeredBy!: string;

  @Field(() => LocalDateScalar, { description: 'The local day of the answer.' })
  answeredOn!: DayText;

  @Field(() => String, { description: 'Why, in a sentence.' })
  why!: string;

  @Field(() => [ID], {
    nullable: true,
    description: 'Incidents that belong together, or do not; null where it is about all of the case.',
  })
  incidentIds!: string[] | null;

  @Field(() => [String], { description: 'Discretion only: ids of the factors weighed.' })
  factors!: string[];

  @Field(() => InstantScalar, { description: 'When it was recorded.' })
  recordedAt!: InstantText;

  @Field(() => Boolean, {
    description: 'Whether it stands; false once the same question was answered again.',
  })
  holds!: boolean;
}

@ObjectType({
  description: 'Something that is missing before the rules can tell whether the threshold is met.',
  simpleResolvers: true,
})
export class OpenQuestion {
  @Field(() => String, {
    description:
      'agency_answer, match, judgement, complainant, condition, relation, question, risk_assessment or detail.',
  })
  kind!: string;

  @Field(() => String, { description: 'What is missing, in words, with the numbers of its incidents.' })
  what!: string;

  @Field(() => String, { description: 'Who has to say it, in words.' })
  of!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The question to give to recordJudgement; null where another act answers it.',
  })
  question!: string | null;

  @Field(() => [ID], { description: 'Incidents that it is about; empty where it is about all of the case.' })
  incidentIds!: string[];
}
