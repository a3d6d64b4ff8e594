import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { DayText, InstantText, LinkedReportView } from '#casework/views.js';
import { Agency } from '../partnership/partnership.type.js';
import { Report, ReportCategoryEnum } from '../report/report.type.js';
import { InstantScalar, LocalDateScalar } from '../scalars.js';
import { FieldDisclosure } from './case.type.js';
import { Holding, IncidentMatchEnum, RequestStatus } from './case.enum.js';
import { OpenedEnum } from '../sharing/sharing.enum.js';
import { listOf } from '../guard/prices.js';

@ObjectType({ description: 'An incident as the applicant named it, and how it was matched to records.' })
export class Incident {
  @Field(() => ID, { description: 'Opaque.' })
  id!: string;

  incidentId!: string;
  caseId!: string;
  problemId!: string | null;
  placeId!: string | null;
  complainedOfId!: string | null;

  @Field(() => Int, { description: 'Its number in the application, from 1.' })
  number!: number;

  @Field(() => LocalDateScalar, { description: 'The day that the applicant named.' })
  occurredOn!: DayText;

  @Field(() => String, { description: 'Where it happened.' })
  place!: string;

  @Field(() => String, { description: "What happened, in the applicant's words." })
  description!: string;

  @Field(() => Boolean, {
    description: 'Whether the applicant says that the victim or another person perceives hate.',
  })
  hatePerceived!: boolean;

  @Field(() => IncidentMatchEnum, { description: 'How it compares with the records.' })
  match!: IncidentMatchEnum;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'The day that the records show, where it differs.',
  })
  agreedOn!: DayText | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Judged to have caused harassment, alarm or distress; null until somebody judged.',
  })
  causedHarassment!: boolean | null;

  @Field(() => String, { nullable: true, description: 'Note of whoever matched it.' })
  matchNote!: string | null;

  @Field(() => InstantScalar, { nullable: true, description: 'When it was matched.' })
  matchedAt!: InstantText | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Kinds of behaviour as the applicant names them; null where none was named.',
  })
  behaviours!: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description:
      'Kinds of behaviour as they were settled in matching, which stand before all others; null until then.',
  })
  agreedBehaviours!: string[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Settled to amount to a crime; null until somebody did.',
  })
  isCrime!: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Settled to be recorded by the police as one of hate; null: as their records and answers say.',
  })
  recordedAsHate!: boolean | null;

  @Field(() => [FieldDisclosure], { complexity: listOf(1), description: 'Fields withheld from this viewer.' })
  disclosure!: FieldDisclosure[];
}

@ObjectType({ description: 'To whom and when the applicant says an incident was reported.' })
export class Complaint {
  @Field(() => ID, { description: 'Opaque.' })
  id!: string;

  agencyId!: string;

  @Field(() => LocalDateScalar, { description: 'When it was made.' })
  madeOn!: DayText;

  @Field(() => Boolean, { description: 'Whether the victim made it.' })
  madeByVictim!: boolean;

  @Field(() => String, {
    nullable: true,
    description: "The agency's reference, where the applicant knows it.",
  })
  reference!: string | null;

  @Field(() => Boolean, { description: 'Whether it was accepted on other evidence, without a record.' })
  evidenceAccepted!: boolean;
}

@ObjectType({ description: 'What the coordinator asked an agency, and its answer.' })
export class InformationRequest {
  @Field(() => ID, { description: 'Opaque.' })
  id!: string;

  agencyId!: string;

  @Field(() => RequestStatus, {
    description: 'Whether it was answered. While open, nothing can be told from it.',
  })
  status!: RequestStatus;

  @Field(() => InstantScalar, { description: 'When it was sent.' })
  requestedAt!: InstantText;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'Last day for the answer, where one was set.',
  })
  dueOn!: DayText | null;

  @Field(() => Holding, { nullable: true, description: 'What the agency holds; null while open.' })
  holds!: Holding | null;

  @Field(() => String, { nullable: true, description: 'What the agency did.' })
  actionsTaken!: string | null;

  @Field(() => InstantScalar, { nullable: true, description: 'When it was answered.' })
  answeredAt!: InstantText | null;
}

@ObjectType({ description: 'A report that its agency put to the case.' })
export class LinkedReport implements Omit<LinkedReportView, 'report'> {
  agreementId!: string | null;

  caseId!: string;
  reportId!: string;

  @Field(() => LocalDateScalar, { nullable: true, description: 'When the incident happened.' })
  occurredOn!: DayText | null;

  @Field(() => LocalDateScalar, { nullable: true, description: 'When somebody complained.' })
  reportedOn!: DayText | null;

  @Field(() => ReportCategoryEnum, { nullable: true, description: 'How its agency recorded it.' })
  category!: LinkedReportView['category'];

  @Field(() => OpenedEnum, { description: 'How far it is open to you in this case.' })
  opened!: OpenedEnum;

  @Field(() => [FieldDisclosure], { complexity: listOf(1), description: 'Fields withheld from this viewer.' })
  disclosure!: readonly FieldDisclosure[];

  @Field(() => InstantScalar, { description: 'When it was linked.' })
  linkedAt!: InstantText;

  @Field(() => Agency, { description: 'The agency that it belongs to.' })
  agency!: Agency;

  /** Read where it is asked for. */
  @Field(() => Report, {
    nullable: true,
    description:
      'The report itself: for its agency, and for those to whom its content is open. Null for others.',
  })
  report!: Report | null;
}

@ObjectType({
  description: 'Something that is still owed before the case can be told.',
  simpleResolvers: true,
})
export class StillOwed {
  @Field(() => String, { description: 'Who owes it.' })
  by!: string;

  @Field(() => String, { description: 'What is owed, in words.' })
  what!: string;

  @Field(() => LocalDateScalar, { nullable: true, description: 'By when, where a day was set.' })
  dueOn!: DayText | null;
}
