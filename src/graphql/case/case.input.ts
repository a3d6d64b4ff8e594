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

  @Field(() => String, {
    nullable: true,
    description:
      'Where they live, by a label that is the same for all who live there. It is theirs in the whole case; the last holds.',
  })
  household?: string;
}

@InputType({ description: 'Somebody whom an incident befell: one of personId or label.' })
export class AffectedPersonInput {
  @Field(() => ID, { nullable: true, description: 'A person of the case.' })
  personId?: string;

  @Field(() => String, {
    nullable: true,
    description:
      'Somebody else, by a label that is no name of a victim or applicant; the same label is the same person.',
  })
  label?: string;
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

  @Field(() => [String], {
    nullable: true,
    description:
      "Ids of the policy's kinds of behaviour that it was; empty: none of them. Left out, as applicant and records say.",
  })
  behaviours?: string[];

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether it amounts to a crime; left out, yes where a matched record of the police is of one.',
  })
  crime?: boolean;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the police recorded it as one of hate; left out, as their records and answers say.',
  })
  recordedAsHate?: boolean;

  @Field(() => [AffectedPersonInput], {
    nullable: true,
    description: 'Everybody whom it befell, 1 to 50; left out, as the applicant says.',
  })
  affected?: AffectedPersonInput[];

  @Field(() => String, {
    nullable: true,
    description: 'A label of the problem: incidents with the same one are of the same problem.',
  })
  problem?: string;

  @Field(() => String, {
    nullable: true,
    description: 'A label of the place: incidents with the same one happened at the same place.',
  })
  placeLabel?: string;

  @Field(() => String, {
    nullable: true,
    description:
      'A label of whom it is complained of, without their name: incidents with the same one concern the same person.',
  })
  personComplainedOf?: string;

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
