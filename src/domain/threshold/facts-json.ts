import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { AGENCY_KINDS } from '#domain/policy/agency-kind.js';
import { HATE_PERCEIVED_BY, MATCHES, type ThresholdFacts } from './facts.js';

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
  madeOn: day.nullable(),
  formallyRecorded: z.boolean(),
  background: z.boolean().exactOptional(),
});

const incident = z.strictObject({
  id,
  occurredOn: day,
  hatePerceived: z.boolean(),
  hatePerceivedBy: z.enum(HATE_PERCEIVED_BY).exactOptional(),
  dateAgreed: z.boolean().exactOptional(),
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

const factsSchema = z.strictObject({
  receivedOn: day,
  incidents: z.array(incident),
  dissatisfiedWithResponse: z.boolean().nullable(),
  awaiting: z.array(awaited),
});

/** The facts of a decision as plain JSON, days as ISO strings: what is stored with the decision and replayed. */
export type ThresholdFactsJson = z.infer<typeof factsSchema>;

/** The facts as plain JSON; factsFromJson gives them back. */
export function factsToJson(facts: ThresholdFacts): ThresholdFactsJson {
  return {
    receivedOn: facts.receivedOn.toString(),
    incidents: facts.incidents.map((each) => ({
      ...each,
      occurredOn: each.occurredOn.toString(),
      caused: { ...each.caused },
      complaints: each.complaints.map((made) => ({ ...made, madeOn: made.madeOn?.toString() ?? null })),
    })),
    dissatisfiedWithResponse: facts.dissatisfiedWithResponse,
    awaiting: facts.awaiting.map((each) => ({ ...each, dueOn: each.dueOn?.toString() ?? null })),
  };
}

/**
 * The facts from their JSON.
 * @throws z.ZodError when the JSON is not that of facts; unknown keys are refused
 */
export function factsFromJson(json: unknown): ThresholdFacts {
  const facts = factsSchema.parse(json);
  return {
    receivedOn: Temporal.PlainDate.from(facts.receivedOn),
    incidents: facts.incidents.map((each) => ({
      ...each,
      occurredOn: Temporal.PlainDate.from(each.occurredOn),
      complaints: each.complaints.map((made) => ({ ...made, madeOn: dayOrNull(made.madeOn) })),
    })),
    dissatisfiedWithResponse: facts.dissatisfiedWithResponse,
    awaiting: facts.awaiting.map((each) => ({ ...each, dueOn: dayOrNull(each.dueOn) })),
  };
}

function dayOrNull(iso: string | null): Temporal.PlainDate | null {
  return iso === null ? null : Temporal.PlainDate.from(iso);
}
