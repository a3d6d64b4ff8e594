import { z } from 'zod';
import { AGENCY_KINDS } from './agency-kind.js';
import { checkCount } from './check-count.js';
import { CONDITIONS, FEELINGS, RELATIONS, type ConditionKind, type Criterion } from './criterion.js';
import { calendarLengthSchema } from './length-schema.js';
import { ACTORS } from './timescales.js';
import { daySchema, idSchema, told, wordsSchema } from './told-schema.js';

const common = { id: idSchema, ...told };

const firstDay = z.enum(['counts', 'does_not_count']).exactOptional();

const tests = z.enum(['incident', 'complaint', 'recording']);

const number = z.int().min(1).max(1000);

const windowBeforeApplication = z.strictObject({
  anchor: z.literal('before_application'),
  length: calendarLengthSchema,
  tests,
  firstDay,
  atLeast: number.exactOptional(),
});

const anyPeriod = z.strictObject({
  anchor: z.literal('any_period'),
  length: calendarLengthSchema,
  tests,
});

const fromFirst = z.strictObject({
  anchor: z.literal('from_first'),
  of: z.literal('incident').exactOptional(),
  length: calendarLengthSchema,
  tests,
  firstDay,
});

const perComplaint = z.strictObject({
  anchor: z.literal('per_complaint'),
  length: calendarLengthSchema,
  firstDay,
});

const oneWindow = z.discriminatedUnion('anchor', [
  windowBeforeApplication,
  anyPeriod,
  fromFirst,
  perComplaint,
]);

const oneOrMoreWindows = z.union([z.array(oneWindow).min(2, 'expected at least two windows'), oneWindow]);

const reportedWithin = z.strictObject({
  length: calendarLengthSchema,
  firstDay,
  which: z
    .union([z.literal('each'), number], { error: 'expected each, or how many must have been in time' })
    .exactOptional(),
});

const alsoAtLeast = z
  .strictObject({
    incidents: number.exactOptional(),
    reports: number.exactOptional(),
    people: number.exactOptional(),
    households: number.exactOptional(),
    agencies: number.exactOptional(),
    hate: number.exactOptional(),
  })
  .refine((numbers) => Object.keys(numbers).length > 0, 'expected at least one number');

const criteria = z.array(z.lazy(() => criterionSchema)).min(1, 'expected at least one criterion');

const anyOf = z
  .strictObject({ test: z.literal('any_of'), ...common, atLeast: number.exactOptional(), criteria })
  .refine(({ atLeast = 1, criteria: parts }) => atLeast <= parts.length, {
    path: ['atLeast'],
    error: 'expected no more than there are criteria',
  });

const allOf = z.strictObject({ test: z.literal('all_of'), ...common, criteria });

const behaviours = z.array(idSchema).min(1, 'expected at least one kind of behaviour').exactOptional();

const exceptedBehaviour = z.union(
  [idSchema, z.strictObject({ id: idSchema, unless: z.literal('harassment_alarm_or_distress') })],
  { error: 'expected the id of a kind of behaviour, or { id, unless: harassment_alarm_or_distress }' },
);

const count = z
  .strictObject({
    test: z.literal('count'),
    ...common,
    unit: z.enum(['incidents', 'reports', 'people', 'households', 'agencies']),
    atLeast: number,
    alsoAtLeast: alsoAtLeast.exactOptional(),
    category: z.enum(['asb', 'hate', 'any', 'asb_without_hate']),
    hateIs: z.enum(['perceived', 'recorded', 'perceived_or_recorded', 'crime']).exactOptional(),
    behaviours,
    exceptBehaviours: z
      .array(exceptedBehaviour)
      .min(1, 'expected at least one kind of behaviour')
      .exactOptional(),
    unlabelled: z.enum(['counts', 'open']).exactOptional(),
    by: z.enum(['victim', 'one_person', 'one_household', 'anybody', 'others']),
    inPerson: z.boolean().exactOptional(),
    exceptAnonymous: z.boolean().exactOptional(),
    includesVictim: z.boolean().exactOptional(),
    needs: z.enum(['complaint', 'recorded_report', 'suffered']),
    recordedBy: z.array(z.enum(AGENCY_KINDS)).min(1, 'expected at least one kind of agency').exactOptional(),
    window: oneOrMoreWindows.exactOptional(),
    reportedWithin: reportedWithin.exactOptional(),
    since: z.literal('last_review').exactOptional(),
    notBefore: daySchema.exactOptional(),
    related: z.array(z.enum(RELATIONS)).min(1, 'expected at least one relation').exactOptional(),
    separateIncidents: z.boolean().exactOptional(),
    separateDays: z.boolean().exactOptional(),
    dedupe: z
      .enum(['one_per_incident_and_person', 'one_per_incident_and_agency', 'one_per_person_and_day'])
      .exactOptional(),
    each: z.strictObject({ condition: z.enum(FEELINGS) }).exactOptional(),
    judgement: z.literal('harassment_alarm_or_distress').exactOptional(),
  })
  .superRefine((rule, context) => {
    for (const { path, message } of checkCount(rule))
      context.addIssue({ code: 'custom', path: [...path], message });
  });

const initialComplaintWithin = z.strictObject({
  test: z.literal('initial_complaint_within'),
  ...common,
  by: z.enum(['victim', 'anybody']).exactOptional(),
  length: calendarLengthSchema,
  firstDay,
  window: windowBeforeApplication
    .omit({ atLeast: true })
    .extend({ tests: z.literal('complaint') })
    .exactOptional(),
});

const markedDay = z.enum([
  'first_incident',
  'latest_incident',
  'first_reported_incident',
  'latest_reported_incident',
  'first_complaint',
  'latest_complaint',
]);

/** One id may be written without a list. */
const among = z
  .union([idSchema, z.array(idSchema).min(1, 'expected at least one count')], {
    error: 'expected the id of a count, or a list of them',
  })
  .exactOptional();

const appliedWithin = z.strictObject({
  test: z.literal('applied_within'),
  ...common,
  of: markedDay,
  among,
  length: calendarLengthSchema,
  firstDay,
});

const appliedAfter = z.strictObject({
  test: z.literal('applied_after'),
  ...common,
  of: markedDay,
  among,
  length: calendarLengthSchema,
});

const decider = z.union(
  [
    z.enum(ACTORS),
    z.strictObject({ role: z.enum(ACTORS), words: wordsSchema, welsh: wordsSchema.exactOptional() }),
  ],
  { error: `expected a role (${ACTORS.join(', ')}), or { role, words }` },
);

const isFeeling = (condition: ConditionKind) => FEELINGS.some((each) => each === condition);

const condition = z
  .strictObject({
    test: z.literal('condition'),
    ...common,
    condition: z.enum(CONDITIONS),
    definition: wordsSchema.exactOptional(),
    metBy: z.enum(['yes', 'no']).exactOptional(),
    length: calendarLengthSchema.exactOptional(),
    judgedBy: decider.exactOptional(),
  })
  .refine((rule) => rule.judgedBy === undefined || !isFeeling(rule.condition), {
    path: ['judgedBy'],
    error: 'expected nobody, since what the applicant feels the applicant says',
  })
  .refine((rule) => (rule.condition === 'reviewed_within') === (rule.length !== undefined), {
    path: ['length'],
    error: 'expected a length with reviewed_within, and only there',
  });

const judgement = z.strictObject({
  test: z.literal('judgement'),
  ...common,
  question: wordsSchema.regex(/\?$/, 'expected a question, which ends with a question mark'),
  judgedBy: decider,
  metBy: z.enum(['yes', 'no']).exactOptional(),
});

const risk = z.strictObject({ test: z.literal('risk'), ...common, band: idSchema });

const discretion = z
  .strictObject({
    test: z.literal('discretion'),
    ...common,
    decidedBy: decider,
    weighs: z.enum(['all', 'any']).exactOptional(),
    factors: z
      .array(z.strictObject({ id: idSchema, ...told }))
      .min(1, 'expected at least one factor')
      .exactOptional(),
  })
  .refine(({ weighs, factors }) => weighs === undefined || factors !== undefined, {
    path: ['weighs'],
    error: 'expected factors beside weighs',
  });

/** Accepts one criterion with everything below it. That ids are unique is for the policy as a whole to say. */
export const criterionSchema: z.ZodType<Criterion> = z.discriminatedUnion('test', [
  anyOf,
  allOf,
  count,
  initialComplaintWithin,
  appliedWithin,
  appliedAfter,
  condition,
  judgement,
  risk,
  discretion,
]);
