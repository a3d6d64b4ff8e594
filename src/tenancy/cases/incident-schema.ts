import { z } from 'zod';
import { AGENCY_KINDS } from '#domain/policy/agency-kind.js';
import { daySchema, idSchema } from '#domain/policy/told-schema.js';
import { HATE_PERCEIVED_BY, MATCHES } from '#domain/threshold/facts.js';
import { labelSchema, oneOrMore, yesNoOrUnknown, yesOrNo } from './written-values.js';

const kinds = AGENCY_KINDS.join(', ');

/** Whom somebody complained to, or who owes an answer. */
export const agencySchema = z
  .string({ error: `expected a kind of agency (${kinds}), the slug of an agency, or unknown` })
  .trim()
  .min(1, `expected a kind of agency (${kinds}), the slug of an agency, or unknown`)
  .describe(`A kind of agency (${kinds}), the slug of an agency, or unknown`);

const agencies = oneOrMore(agencySchema, `expected an agency (${kinds}, or a slug), or a list of them`);

const dayOrUnknown = z.union([daySchema, z.literal('unknown')], {
  error: 'expected a day such as 2026-07-10, or unknown',
});

const recorded = z
  .union([yesOrNo, daySchema], { error: 'expected yes, no, or the day of the recording' })
  .describe('Whether an agency formally recorded it, or the day on which it did; left out: yes');

const person = labelSchema.describe(
  'victim, any other label for somebody else, somebody_else where nobody knows who, anonymous, unknown; left out: victim',
);

const madeFor = labelSchema.describe(
  'The victim for whom somebody else complained, or unknown; left out: for nobody else',
);

const affected = labelSchema.refine((label) => label !== 'unknown' && label !== 'somebody_else', {
  error: 'expected a label of a person, so that people can be told apart',
});

const complaintSchema = z
  .strictObject({
    id: labelSchema.exactOptional(),
    to: agencies,
    on: dayOrUnknown.describe('Left out: the day of the incident').exactOptional(),
    by: oneOrMore(person, 'expected who complained, or a list').exactOptional(),
    for: madeFor.exactOptional(),
    household: labelSchema.exactOptional(),
    recorded: recorded.exactOptional(),
    evidence: yesOrNo.describe('Other evidence that a person accepted, not a report').exactOptional(),
    background: yesOrNo.describe('A report without a reporter, which never counts').exactOptional(),
  })
  .describe('Somebody told an agency of the incident');
export type WrittenComplaint = z.infer<typeof complaintSchema>;

const hateSchema = z
  .union(
    [
      yesOrNo,
      z.enum(['perceived', 'recorded', 'both']),
      z.strictObject({
        perceived: yesOrNo.exactOptional(),
        recorded: yesNoOrUnknown.exactOptional(),
        by: z.enum(HATE_PERCEIVED_BY).exactOptional(),
      }),
    ],
    { error: 'expected no, perceived, recorded, both, or { perceived, recorded, by }' },
  )
  .describe('no, perceived (also: yes), recorded by the police, both; left out: no');
export type WrittenHate = z.infer<typeof hateSchema>;

const details = {
  hate: hateSchema.exactOptional(),
  affected: oneOrMore(affected, 'expected who suffered it, or a list')
    .describe('Labels of all who suffered it, the victim among them; left out: the victim')
    .exactOptional(),
  crime: yesNoOrUnknown
    .describe('Whether a person settled that it amounts to a crime; left out: unknown')
    .exactOptional(),
  behaviours: oneOrMore(idSchema, 'expected a kebab-case id such as noise, or a list').exactOptional(),
  problem: labelSchema.exactOptional(),
  place: labelSchema.exactOptional(),
  personComplainedOf: labelSchema.exactOptional(),
  record: z
    .enum(MATCHES)
    .describe("How it compares with the agencies' records; left out: confirmed")
    .exactOptional(),
  dateAgreed: yesOrNo.describe("Another day than the applicant's was agreed").exactOptional(),
  causedHarassment: yesNoOrUnknown
    .describe('Whether a person judged that it caused harassment, alarm or distress; left out: not judged')
    .exactOptional(),
  reportedTo: agencies.describe('Short for complaints: every person told each of these').exactOptional(),
  reportedOn: dayOrUnknown.describe('Left out: the day of the incident').exactOptional(),
  reportedAfterDays: z.int().min(0).max(3660).describe('Instead of reportedOn').exactOptional(),
  reportedBy: oneOrMore(person, 'expected who complained, or a list').exactOptional(),
  reportedFor: madeFor.exactOptional(),
  recorded: recorded.exactOptional(),
};

/** What every incident of a case has unless it says otherwise. */
export const eachIncidentSchema = z.strictObject(details);

export const incidentSchema = z.strictObject({
  id: labelSchema.describe('Left out: incident-1 and so on').exactOptional(),
  on: oneOrMore(daySchema, 'expected a day such as 2026-07-10, or a list of days').describe(
    'The day, or several: then as many incidents alike, id-1 and so on',
  ),
  through: daySchema.describe('The last day of behaviour that went on from then, inclusive').exactOptional(),
  ...details,
  complaints: z.array(complaintSchema).exactOptional(),
});
export type WrittenIncident = z.infer<typeof incidentSchema>;
