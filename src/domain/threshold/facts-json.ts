import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { LocalDate } from '#domain/calendar/local-date.js';
import { AGENCY_KINDS } from '#domain/policy/agency-kind.js';
import {
  HATE_PERCEIVED_BY,
  MATCHES,
  type ComplaintFact,
  type EarlierReview,
  type JudgementFact,
  type ThresholdFacts,
} from './facts.js';

const day = z.iso.date();
const id = z.string().min(1);

const complaint = z.strictObject({
  id,
  basis: z.enum(['report', 'evidence']),
  reportId: id.exactOptional(),
  agencyId: id.exactOptional(),
  agencyKind: z.enum(AGENCY_KINDS).exactOptional(),
  personId: id.nullable(),
  byVictim: z.boolean().nullable(),
  madeFor: id.nullable().exactOptional(),
  anonymous: z.boolean().exactOptional(),
  householdId: id.nullable().exactOptional(),
  madeOn: day.nullable(),
  recordedOn: day.nullable().exactOptional(),
  formallyRecorded: z.boolean(),
  background: z.boolean().exactOptional(),
});

const incident = z.strictObject({
  id,
  occurredOn: day,
  through: day.exactOptional(),
  hatePerceived: z.boolean(),
  hatePerceivedBy: z.enum(HATE_PERCEIVED_BY).exactOptional(),
  dateAgreed: z.boolean().exactOptional(),
  crime: z.boolean().nullable().exactOptional(),
  affected: z.array(id).exactOptional(),
  hateRecorded: z.boolean().nullable().exactOptional(),
  behaviours: z.array(id).exactOptional(),
  problem: id.exactOptional(),
  place: id.exactOptional(),
  personComplainedOf: id.exactOptional(),
  match: z.enum(MATCHES),
  caused: z.strictObject({ harassmentAlarmOrDistress: z.boolean().nullable() }),
  complaints: z.array(complaint),
});

const awaited = z.strictObject({
  agencyId: id,
  agencyName: z.string(),
  agencyKind: z.enum(AGENCY_KINDS).exactOptional(),
  dueOn: day.nullable(),
});

const judgement = z.strictObject({
  question: id,
  incidentIds: z.array(id).exactOptional(),
  answer: z.boolean(),
  by: id,
  on: day,
  why: z.string(),
  saidBy: id.exactOptional(),
  factors: z.array(id).exactOptional(),
});

const risk = z.strictObject({ band: id, points: z.number().exactOptional(), by: id, on: day });

const earlierReview = z.strictObject({
  appliedOn: day,
  completedOn: day.nullable().exactOptional(),
  problem: id.exactOptional(),
});

const factsSchema = z.strictObject({
  receivedOn: day,
  victims: z.array(id).exactOptional(),
  incidents: z.array(incident),
  dissatisfiedWithResponse: z.boolean().nullable(),
  awaiting: z.array(awaited),
  judgements: z.array(judgement).exactOptional(),
  risk: z.array(risk).exactOptional(),
  earlierReviews: z.array(earlierReview).exactOptional(),
});

/** The facts of a decision as plain JSON, days as ISO strings: what is stored with the decision and replayed. */
export type ThresholdFactsJson = z.infer<typeof factsSchema>;

type ComplaintJson = z.infer<typeof complaint>;

/** The facts as plain JSON; factsFromJson gives them back. */
export function factsToJson(facts: ThresholdFacts): ThresholdFactsJson {
  const { judgements, risk: assessments, victims, earlierReviews } = facts;
  return {
    receivedOn: facts.receivedOn.toString(),
    ...(victims ? { victims: [...victims] } : {}),
    incidents: facts.incidents.map(({ behaviours, affected, through, ...each }) => ({
      ...each,
      ...(through ? { through: through.toString() } : {}),
      ...(affected ? { affected: [...affected] } : {}),
      ...(behaviours ? { behaviours: [...behaviours] } : {}),
      occurredOn: each.occurredOn.toString(),
      caused: { ...each.caused },
      complaints: each.complaints.map(complaintToJson),
    })),
    dissatisfiedWithResponse: facts.dissatisfiedWithResponse,
    awaiting: facts.awaiting.map((each) => ({ ...each, dueOn: isoOrNull(each.dueOn) })),
    ...(judgements ? { judgements: judgements.map(judgementToJson) } : {}),
    ...(assessments ? { risk: assessments.map((each) => ({ ...each, on: each.on.toString() })) } : {}),
    ...(earlierReviews ? { earlierReviews: earlierReviews.map(reviewToJson) } : {}),
  };
}

/**
 * The facts from their JSON.
 * @throws z.ZodError when the JSON is not that of facts; unknown keys are refused
 */
export function factsFromJson(json: unknown): ThresholdFacts {
  const { judgements, risk: assessments, victims, earlierReviews, ...facts } = factsSchema.parse(json);
  return {
    receivedOn: dayOf(facts.receivedOn),
    ...(victims ? { victims } : {}),
    incidents: facts.incidents.map(({ through, ...each }) => ({
      ...each,
      ...(through === undefined ? {} : { through: dayOf(through) }),
      occurredOn: dayOf(each.occurredOn),
      complaints: each.complaints.map(complaintFromJson),
    })),
    dissatisfiedWithResponse: facts.dissatisfiedWithResponse,
    awaiting: facts.awaiting.map((each) => ({ ...each, dueOn: dayOrNull(each.dueOn) })),
    ...(judgements ? { judgements: judgements.map((each) => ({ ...each, on: dayOf(each.on) })) } : {}),
    ...(assessments ? { risk: assessments.map((each) => ({ ...each, on: dayOf(each.on) })) } : {}),
    ...(earlierReviews ? { earlierReviews: earlierReviews.map(reviewFromJson) } : {}),
  };
}

function complaintToJson({ recordedOn, ...made }: ComplaintFact): ComplaintJson {
  return {
    ...made,
    madeOn: isoOrNull(made.madeOn),
    ...(recordedOn === undefined ? {} : { recordedOn: isoOrNull(recordedOn) }),
  };
}

function complaintFromJson({ recordedOn, ...made }: ComplaintJson): ComplaintFact {
  return {
    ...made,
    madeOn: dayOrNull(made.madeOn),
    ...(recordedOn === undefined ? {} : { recordedOn: dayOrNull(recordedOn) }),
  };
}

type ReviewJson = z.infer<typeof earlierReview>;

function reviewToJson({ appliedOn, completedOn, ...review }: EarlierReview): ReviewJson {
  return {
    ...review,
    appliedOn: appliedOn.toString(),
    ...(completedOn === undefined ? {} : { completedOn: isoOrNull(completedOn) }),
  };
}

function reviewFromJson({ appliedOn, completedOn, ...review }: ReviewJson): EarlierReview {
  return {
    ...review,
    appliedOn: dayOf(appliedOn),
    ...(completedOn === undefined ? {} : { completedOn: dayOrNull(completedOn) }),
  };
}

function judgementToJson({ incidentIds, factors, ...given }: JudgementFact): z.infer<typeof judgement> {
  return {
    ...given,
    on: given.on.toString(),
    ...(incidentIds ? { incidentIds: [...incidentIds] } : {}),
    ...(factors ? { factors: [...factors] } : {}),
  };
}

function isoOrNull(day: LocalDate | null): string | null {
  return day?.toString() ?? null;
}

function dayOf(iso: string): LocalDate {
  return Temporal.PlainDate.from(iso);
}

function dayOrNull(iso: string | null): LocalDate | null {
  return iso === null ? null : dayOf(iso);
}
