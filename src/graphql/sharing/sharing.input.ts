import { Field, ID, InputType } from 'type-graphql';
import type { Temporal } from 'temporal-polyfill';
import { LocalDateScalar } from '../scalars.js';
import {
  ArticleSixEnum,
  FieldGroupEnum,
  GrantAudienceEnum,
  RecordClassEnum,
  RegimeEnum,
  SharingLevelEnum,
} from './sharing.enum.js';

@InputType({ description: 'An agency that signed, and the law it rests on.' })
export class AgreementPartyInput {
  @Field(() => ID, { description: 'The agency.' })
  agencyId!: string;

  @Field(() => RegimeEnum, { description: 'The law it works under.' })
  regime!: RegimeEnum;

  @Field(() => [String], {
    description: 'What lets it disclose: 1 to 10, such as "Schedule 4, paragraph 7".',
  })
  gateways!: string[];

  @Field(() => ArticleSixEnum, {
    nullable: true,
    description: 'Under the UK GDPR: its basis of Article 6(1).',
  })
  articleSix?: ArticleSixEnum;

  @Field(() => String, {
    nullable: true,
    description: 'Its condition for special categories; under Part 3 the one of Schedule 8.',
  })
  specialCategoryCondition?: string;

  @Field(() => String, {
    nullable: true,
    description: 'Under the UK GDPR: its condition for data on criminal offences.',
  })
  criminalOffenceCondition?: string;
}

@InputType({ description: 'A sharing agreement as it was signed.' })
export class RecordSharingAgreementInput {
  @Field(() => String, {
    description: 'Your own key, 8 to 100 characters: the same key and input give the first answer again.',
  })
  clientKey!: string;

  @Field(() => String, { description: 'Its title, unlike that of any other.' })
  title!: string;

  @Field(() => String, { description: 'What records are shared for.' })
  purpose!: string;

  @Field(() => [RecordClassEnum], { description: 'What kinds of records it covers.' })
  recordClasses!: RecordClassEnum[];

  @Field(() => [FieldGroupEnum], {
    description: 'What of a record, from ATTESTATION on; none without the one before.',
  })
  fieldGroups!: FieldGroupEnum[];

  @Field(() => SharingLevelEnum, {
    description:
      'How far a report put to a case is open to the coordinator, unless its agency says otherwise.',
  })
  coordinatorLevel!: SharingLevelEnum;

  @Field(() => SharingLevelEnum, {
    nullable: true,
    description: 'The same for the other agencies of the case; left out: not at all.',
  })
  partyLevel?: SharingLevelEnum;

  @Field(() => LocalDateScalar, { description: 'Its first day.' })
  startsOn!: Temporal.PlainDate;

  @Field(() => LocalDateScalar, { description: 'By when the parties look at it again.' })
  reviewOn!: Temporal.PlainDate;

  @Field(() => LocalDateScalar, { description: 'Its last day.' })
  expiresOn!: Temporal.PlainDate;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Whether an agency that leaves a case keeps its reference, dates and outcome.',
  })
  leavesStub!: boolean;

  @Field(() => [AgreementPartyInput], { description: 'Who signed: 2 to 50 agencies.' })
  parties!: AgreementPartyInput[];
}

@InputType({ description: 'An agreement to end, and why.' })
export class EndAgreementInput {
  @Field(() => ID, { description: 'The agreement.' })
  agreementId!: string;

  @Field(() => String, { description: 'Why.' })
  reason!: string;
}

@InputType({ description: 'To whom and how far a report of your agency is opened in a case.' })
export class ShareReportInput {
  @Field(() => ID, { description: 'The case that the report was put to.' })
  caseId!: string;

  @Field(() => ID, { description: "Your agency's report." })
  reportId!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'Under which agreement, where your agency is party to several.',
  })
  agreementId?: string;

  @Field(() => GrantAudienceEnum, { description: 'To whom.' })
  audience!: GrantAudienceEnum;

  @Field(() => ID, { nullable: true, description: 'The agency, where it is opened to one.' })
  agencyId?: string;

  @Field(() => SharingLevelEnum, { description: 'How far; it takes the place of what was given before.' })
  level!: SharingLevelEnum;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'The last day; left out, as long as the agreement.',
  })
  untilOn?: Temporal.PlainDate;

  @Field(() => String, {
    nullable: true,
    description: 'Why, where somebody of the case objects to sharing. It is recorded.',
  })
  despiteObjection?: string;
}

@InputType({ description: 'What to close again, and why.' })
export class WithdrawGrantInput {
  @Field(() => ID, { description: 'The grant.' })
  grantId!: string;

  @Field(() => String, { description: 'Why.' })
  reason!: string;
}
