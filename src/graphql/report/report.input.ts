import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';
import type { Temporal } from 'temporal-polyfill';
import { LocalDateScalar } from '../scalars.js';
import { SharingLevelEnum } from '../sharing/sharing.enum.js';
import { ReportCategoryEnum } from './report.type.js';

@InputType({ description: 'A report to record in the name of your agency.' })
export class RecordReportInput {
  @Field(() => String, {
    description: 'Your own key, 8 to 100 characters: the same key and input give the first answer again.',
  })
  clientKey!: string;

  @Field(() => String, { description: "Your agency's reference, unique within it." })
  reference!: string;

  @Field(() => ReportCategoryEnum, { description: 'How it is recorded.' })
  category!: ReportCategoryEnum;

  @Field(() => LocalDateScalar, { description: 'The day of the incident.' })
  occurredOn!: Temporal.PlainDate;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'When somebody complained; without it the report is background.',
  })
  reportedOn?: Temporal.PlainDate;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'When it was formally recorded; today unless told.',
  })
  recordedOn?: Temporal.PlainDate;

  @Field(() => String, {
    nullable: true,
    description: 'Who complained; without it the report is background.',
  })
  reporterName?: string;

  @Field(() => String, { description: 'Where it happened.' })
  place!: string;

  @Field(() => String, { nullable: true, description: 'The district.' })
  district?: string;

  @Field(() => String, { nullable: true, description: 'What was recorded.' })
  summary?: string;

  @Field(() => Boolean, { description: 'Whether the victim or another person perceives hate.' })
  hatePerceived!: boolean;

  @Field(() => [String], {
    nullable: true,
    description: "Ids of the partnership's kinds of behaviour that it was.",
  })
  behaviours?: string[];

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether it is recorded as one of hate, such as a crime with that mark; left out, as its category says.',
  })
  recordedAsHate?: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'Where whoever complained lives, by a label that is the same for all who live there.',
  })
  household?: string;

  @Field(() => [String], {
    nullable: true,
    description: 'Whom it befell, by names or labels: up to 50. The coordinator tells who is who.',
  })
  affected?: string[];

  @Field(() => String, { nullable: true, description: 'What your agency did about it.' })
  actionTaken?: string;

  @Field(() => LocalDateScalar, { nullable: true, description: 'When your agency closed it.' })
  closedOn?: Temporal.PlainDate;
}

@InputType({ description: 'A report of your agency and the case to put it to.' })
export class LinkReportInput {
  @Field(() => ID, { description: 'The case that your agency was asked about.' })
  caseId!: string;

  @Field(() => ID, { description: "Your agency's report." })
  reportId!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'Under which agreement it is opened, where your agency is party to several.',
  })
  agreementId?: string;

  @Field(() => SharingLevelEnum, {
    nullable: true,
    description: 'How far it is open to the coordinator; left out, as the agreement says.',
  })
  coordinatorLevel?: SharingLevelEnum;

  @Field(() => SharingLevelEnum, {
    nullable: true,
    description: 'How far it is open to the other agencies of the case; left out, as the agreement says.',
  })
  partyLevel?: SharingLevelEnum;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True: the other agencies of the case may not even know that it exists.',
  })
  closedToParties?: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'Why, where somebody of the case objects to sharing. It is recorded.',
  })
  despiteObjection?: string;
}

@ArgsType()
export class ReportsArgs {
  @Field(() => Int, { description: 'How many at most: 1 to 100.' })
  first!: number;

  @Field(() => String, { nullable: true, description: 'The endCursor of the page before.' })
  after?: string;

  @Field(() => Boolean, { nullable: true, description: 'Only background reports, or only others.' })
  background?: boolean;

  @Field(() => String, { nullable: true, description: 'Only this district.' })
  district?: string;
}
