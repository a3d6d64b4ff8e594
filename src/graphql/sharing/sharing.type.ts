import { Field, ID, ObjectType } from 'type-graphql';
import type { DayText, InstantText } from '#casework/views.js';
import { listOf } from '../guard/prices.js';
import { Agency } from '../partnership/partnership.type.js';
import { InstantScalar, LocalDateScalar } from '../scalars.js';
import {
  ArticleSixEnum,
  FieldGroupEnum,
  GrantAudienceEnum,
  RecordClassEnum,
  RegimeEnum,
  SharingLevelEnum,
} from './sharing.enum.js';

@ObjectType({
  description: 'An agency of a sharing agreement and the law it rests on.',
  simpleResolvers: true,
})
export class AgreementParty {
  @Field(() => Agency, { description: 'The agency.' })
  agency!: Agency;

  @Field(() => RegimeEnum, { description: 'The law it works under.' })
  regime!: RegimeEnum;

  @Field(() => [String], { description: 'What lets it disclose, such as "Schedule 4, paragraph 7".' })
  gateways!: readonly string[];

  @Field(() => ArticleSixEnum, {
    nullable: true,
    description: 'Its basis of Article 6(1); none under Part 3.',
  })
  articleSix!: ArticleSixEnum | null;

  @Field(() => String, { nullable: true, description: 'Its condition for special categories of data.' })
  specialCategoryCondition!: string | null;

  @Field(() => String, { nullable: true, description: 'Its condition for data on criminal offences.' })
  criminalOffenceCondition!: string | null;

  @Field(() => InstantScalar, { nullable: true, description: 'When it left; null while it is party.' })
  leftAt!: InstantText | null;

  @Field(() => String, { nullable: true, description: 'Why it left.' })
  leftReason!: string | null;
}

@ObjectType({ description: 'What agencies of the partnership agreed to share.', simpleResolvers: true })
export class SharingAgreement {
  @Field(() => ID, { description: 'Opaque.' })
  id!: string;

  @Field(() => String, { description: 'Its title.' })
  title!: string;

  @Field(() => String, { description: 'What records are shared for.' })
  purpose!: string;

  @Field(() => [RecordClassEnum], { description: 'What kinds of records it covers.' })
  recordClasses!: readonly RecordClassEnum[];

  @Field(() => [FieldGroupEnum], { description: 'What of a record it covers, beside that it exists.' })
  fieldGroups!: readonly FieldGroupEnum[];

  @Field(() => SharingLevelEnum, {
    description:
      'How far a report put to a case is open to the coordinator, unless its agency says otherwise.',
  })
  coordinatorLevel!: SharingLevelEnum;

  @Field(() => SharingLevelEnum, {
    nullable: true,
    description: 'The same for the other agencies of the case; null: not at all.',
  })
  partyLevel!: SharingLevelEnum | null;

  @Field(() => LocalDateScalar, { description: 'Its first day.' })
  startsOn!: DayText;

  @Field(() => LocalDateScalar, { description: 'By when the parties look at it again.' })
  reviewOn!: DayText;

  @Field(() => LocalDateScalar, { description: 'Its last day.' })
  expiresOn!: DayText;

  @Field(() => Boolean, {
    description: 'Whether an agency that leaves a case keeps reference, dates and outcome.',
  })
  leavesStub!: boolean;

  @Field(() => Boolean, { description: 'Whether records may be opened under it now.' })
  inForce!: boolean;

  @Field(() => Boolean, { description: 'Whether the day of its review has come, though it is in force.' })
  reviewIsDue!: boolean;

  @Field(() => InstantScalar, { nullable: true, description: 'When it was withdrawn for all its parties.' })
  withdrawnAt!: InstantText | null;

  @Field(() => String, { nullable: true, description: 'Why it was withdrawn.' })
  withdrawnReason!: string | null;

  @Field(() => [AgreementParty], { complexity: listOf(8), description: 'Its parties, also those that left.' })
  parties!: readonly AgreementParty[];
}

@ObjectType({ description: 'A report opened by its agency, in one case.', simpleResolvers: true })
export class Grant {
  @Field(() => ID, { description: 'Opaque.' })
  id!: string;

  @Field(() => ID, { description: 'The agreement that it rests on.' })
  agreementId!: string;

  @Field(() => ID, { description: 'The case in which it is opened.' })
  caseId!: string;

  @Field(() => GrantAudienceEnum, { description: 'To whom.' })
  audience!: GrantAudienceEnum;

  @Field(() => Agency, { nullable: true, description: 'The agency, where it is opened to one.' })
  agency!: Agency | null;

  @Field(() => SharingLevelEnum, { description: 'How far.' })
  level!: SharingLevelEnum;

  @Field(() => InstantScalar, { nullable: true, description: 'Until when; null: as long as the agreement.' })
  untilAt!: InstantText | null;

  @Field(() => String, { nullable: true, description: 'Why it is shared although somebody objects.' })
  despiteObjection!: string | null;

  @Field(() => InstantScalar, { description: 'When it was given.' })
  givenAt!: InstantText;

  @Field(() => InstantScalar, { nullable: true, description: 'When its agency closed it again.' })
  withdrawnAt!: InstantText | null;

  @Field(() => String, { nullable: true, description: 'Why it was closed.' })
  withdrawnReason!: string | null;
}
