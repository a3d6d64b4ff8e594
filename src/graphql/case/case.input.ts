import { Field, ID, InputType, Int, registerEnumType } from 'type-graphql';
import type { Temporal } from 'temporal-polyfill';
import { LocalDateScalar } from '../scalars.js';
import { Holding, IncidentMatchEnum } from './case.enum.js';

@InputType({ description: 'A case at the version that you saw.' })
export class CaseVersionInput {
  @Field(() => ID, { description: 'The case.' })
  caseId!: string;

  @Field(() => Int, { description: 'The version that you saw; refused when the case has changed since.' })
  version!: number;
}

@InputType({ description: 'Agencies to ask about a case.' })
export class RequestInformationInput extends CaseVersionInput {
  @Field(() => [ID], { description: 'Agencies to ask; each becomes a party and may see the case.' })
  agencyIds!: string[];

  @Field(() => LocalDateScalar, { nullable: true, description: 'Last day for the answer; today or later.' })
  answerBy?: Temporal.PlainDate;
}

@InputType({ description: "An agency's answer to a request." })
export class RespondToRequestInput {
  @Field(() => ID, { description: "Your agency's request." })
  requestId!: string;

  @Field(() => Holding, {
    description:
      'Whether you hold records (link at least one first) or searched, hold nothing and linked nothing.',
  })
  holds!: Holding;

  @Field(() => String, {
    nullable: true,
    description: 'What your agency did; needed where it holds records.',
  })
  actionsTaken?: string;
}

const { UNMATCHED: _unmatched, ...kinds } = IncidentMatchEnum;
/** Nobody says of an incident that it was compared with nothing. */
export const MatchKind = kinds;
export type MatchKind = keyof typeof MatchKind;
registerEnumType(MatchKind, {
  name: 'MatchKind',
  description: "How an incident compares with the agencies' records.",
});

@InputType({ description: 'Who made a report or a complaint: one of personId, label or unknown.' })
export class ComplainantInput {
  @Field(() => ID, { nullable: true, description: 'A person of the case.' })
  personId?: string;

  @Field(() => String, {
    nullable: true,
    description:
      'Somebody else, by a label that is no name of a person of the case; the same label is the same person.',
  })
  label?: string;

  @Field(() => Boolean, { defaultValue: false, description: 'Nobody knows who.' })
  unknown!: boolean;
}

@InputType({ description: 'A linked report that is about the incident.' })
export class MatchedReportInput {
  @Field(() => ID, { description: 'The report.' })
  reportId!: string;

  @Field(() => ComplainantInput, { description: 'Who made it.' })
  madeBy!: ComplainantInput;
}

@InputType({ description: 'A complaint that no agency holds, accepted on other evidence.' })
export class AcceptedComplaintInput {
  @Field(() => ID, { description: 'The complaint, of this incident.' })
  complaintId!: string;

  @Field(() => ComplainantInput, {
    nullable: true,
    description:
      'Who made it. Left out, the victim where the application says so and the case has one victim, else unknown.',
  })
  madeBy?: ComplainantInput;
}

@InputType({
  description: 'How an incident was matched. It may be matched again until the threshold is decided.',
})
export class ConfirmIncidentInput extends CaseVersionInput {
  @Field(() => ID, { description: 'The incident.' })
  incidentId!: string;

  @Field(() => MatchKind, { description: 'How it compares with the records.' })
  match!: MatchKind;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'The day that the records show; with DIFFERS only, which needs it or a note.',
  })
  agreedOn?: Temporal.PlainDate;

  @Field(() => Boolean, {
    nullable: true,
    description: 'A judgement: did it cause harassment, alarm or distress?',
  })
  causedHarassment?: boolean;

  @Field(() => [MatchedReportInput], {
    defaultValue: [],
    description:
      'Reports that are about it; for CONFIRMED and DIFFERS, at least one with a reporter and a day.',
  })
  reports!: MatchedReportInput[];

  @Field(() => [AcceptedComplaintInput], {
    defaultValue: [],
    description: 'Complaints accepted on other evidence.',
  })
  acceptedComplaints!: AcceptedComplaintInput[];

  @Field(() => String, {
    nullable: true,
    description:
      'A note; needed for other evidence on which no complaint is accepted, and with DIFFERS without agreedOn.',
  })
  note?: string;
}

@InputType({ description: 'More time for a running timescale.' })
export class ExtendClockInput extends CaseVersionInput {
  @Field(() => ID, { description: 'The clock.' })
  clockId!: string;

  @Field(() => LocalDateScalar, { description: 'The new last day; later than the present one.' })
  dueOn!: Temporal.PlainDate;

  @Field(() => String, { description: 'The reason that the applicant is told in writing.' })
  reason!: string;
}
