import fc from 'fast-check';
import { checkCount } from '#domain/policy/check-count.js';
import type { AlsoAtLeast, Count, Window } from '#domain/policy/criterion.js';
import {
  MATCHES,
  type ComplaintFact,
  type IncidentFact,
  type ThresholdFacts,
} from '#domain/threshold/facts.js';
import { day } from '../calendar/holidays-of-england-and-wales.js';
import { COUNCIL, factsOf, HEALTH } from './threshold-facts.js';

export const RECEIVED = '2026-07-10';

/** Days of the five months before the application, so that limits of a month or two lie between many of them. */
const someDay = fc.integer({ min: 0, max: 21 }).map((n) => day(RECEIVED).subtract({ days: n * 7 }));

const few = fc.constantFrom(1, 2, 2, 3);
const firstDay = fc.constantFrom('counts', 'does_not_count');
const tests = fc.constantFrom('incident', 'complaint', 'recording');
const twoMonths = { months: 2 } as const;

/** A member that is left out but one time in so many. */
function sometimes<K extends string, T>(
  key: K,
  value: fc.Arbitrary<T>,
  oneIn = 5,
): fc.Arbitrary<Partial<Record<K, T>>> {
  const given = value.map((each) => ({ [key]: each }) as Partial<Record<K, T>>);
  return fc.oneof({ weight: oneIn - 1, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: given });
}

/** The object of all the members. */
function merged<T extends readonly unknown[]>(...parts: { [I in keyof T]: fc.Arbitrary<T[I]> }) {
  return fc.tuple(...parts).map((all) => Object.assign({}, ...(all as readonly object[])) as Merged<T>);
}

type Merged<T extends readonly unknown[]> = T extends readonly [infer First, ...infer Others]
  ? First & Merged<Others>
  : unknown;

const windows: fc.Arbitrary<Window> = fc.oneof(
  merged(
    fc.record({ anchor: fc.constant('before_application'), length: fc.constant({ months: 4 }), tests }),
    sometimes('firstDay', firstDay),
    sometimes('atLeast', few, 2),
  ),
  fc.record({ anchor: fc.constant('any_period'), length: fc.constant(twoMonths), tests }),
  merged(
    fc.record({ anchor: fc.constant('from_first'), length: fc.constant(twoMonths), tests }),
    sometimes('firstDay', firstDay),
    sometimes('of', fc.constant('incident'), 3),
  ),
  merged(
    fc.record({ anchor: fc.constant('per_complaint'), length: fc.constant({ months: 3 }) }),
    sometimes('firstDay', firstDay),
  ),
);

const also: fc.Arbitrary<AlsoAtLeast> = fc
  .tuple(
    fc.subarray(['incidents', 'reports', 'people', 'households', 'agencies', 'hate'] as const, {
      minLength: 1,
      maxLength: 2,
    }),
    few,
  )
  .map(([keys, least]) => Object.fromEntries(keys.map((key) => [key, least])));

/** Every part that a count may have; those that cannot stand together are left out. */
export const anyCount: fc.Arbitrary<Count> = merged(
  fc.record({
    test: fc.constant('count'),
    id: fc.constant('count'),
    words: fc.constant('Count'),
    unit: fc.constantFrom('incidents', 'reports', 'people', 'households', 'agencies'),
    atLeast: few,
    category: fc.constantFrom('asb', 'asb', 'asb', 'any', 'hate', 'asb_without_hate'),
    by: fc.constantFrom('anybody', 'anybody', 'one_person', 'one_household', 'victim', 'others'),
    needs: fc.constantFrom('complaint', 'complaint', 'recorded_report', 'suffered'),
  }),
  fc
    .tuple(
      sometimes('window', fc.oneof(windows, windows, fc.array(windows, { minLength: 2, maxLength: 3 })), 2),
      sometimes('alsoAtLeast', also, 3),
    )
    .map(([one, other]) => ({ ...one, ...other })),
  sometimes('hateIs', fc.constantFrom('perceived', 'recorded', 'perceived_or_recorded', 'crime')),
  fc.constantFrom({}, {}, {}, { behaviours: ['noise', 'threats'] }, { exceptBehaviours: ['parking'] }),
  sometimes('recordedBy', fc.constant(['police', 'council'] as const)),
  merged(
    sometimes(
      'reportedWithin',
      merged(
        fc.record({
          length: fc.constant({ months: 1 }),
          which: fc.constantFrom<('each' | number)[]>('each', 1, 2),
        }),
        sometimes('firstDay', firstDay),
      ),
      3,
    ),
    sometimes(
      'related',
      fc.subarray(['same_problem', 'similar', 'same_place', 'same_incident'] as const, {
        minLength: 1,
        maxLength: 2,
      }),
      2,
    ),
  ),
  merged(
    sometimes('includesVictim', fc.constant(true)),
    sometimes('separateIncidents', fc.constant(true), 3),
    sometimes('separateDays', fc.constant(true), 4),
  ),
  sometimes(
    'dedupe',
    fc.constantFrom('one_per_incident_and_person', 'one_per_incident_and_agency', 'one_per_person_and_day'),
    2,
  ),
  sometimes('judgement', fc.constant('harassment_alarm_or_distress'), 8),
).filter((rule) => checkCount(rule).length === 0);

const agencies = fc.record({
  agencyId: fc.constantFrom('police', 'council', 'trust'),
  agencyKind: fc.constantFrom('police', 'police', 'council', 'health'),
});

const complaint: fc.Arbitrary<Omit<ComplaintFact, 'id' | 'madeOn'> & { after: number | null }> = merged(
  fc.record({
    basis: fc.constantFrom('report', 'report', 'report', 'evidence'),
    personId: fc.constantFrom('victim', 'victim', 'p', 'p', 'q', 'q', null),
    byVictim: fc.constantFrom(true, true, true, false, false, false, null),
    // Days after the incident; one month is 28 to 31 of them.
    after: fc.constantFrom(0, 3, 7, 14, 29, 30, 31, 40, null),
    formallyRecorded: fc.constantFrom(true, true, true, false),
  }),
  sometimes('householdId', fc.constantFrom('h1', 'h2', 'h3', null), 2),
  sometimes('recordedOn', fc.option(someDay, { nil: null, freq: 3 }), 3),
  sometimes('background', fc.boolean(), 4),
  fc.oneof(
    { weight: 7, arbitrary: agencies },
    // Nobody knows which agency was told.
    { weight: 1, arbitrary: fc.constant({}) },
  ),
);

const incident: fc.Arbitrary<Omit<IncidentFact, 'id'>> = merged(
  sometimes('goesOn', fc.constantFrom(0, 5, 20, 40), 4),
  fc.record({
    occurredOn: someDay,
    hatePerceived: fc.boolean(),
    match: fc.constantFrom('confirmed', 'confirmed', 'confirmed', 'confirmed', 'confirmed', ...MATCHES),
    caused: fc.record({ harassmentAlarmOrDistress: fc.constantFrom(true, true, true, false, null) }),
    complaints: fc.array(complaint, { maxLength: 4 }),
  }),
  merged(
    sometimes('hateRecorded', fc.constantFrom(true, false, null), 2),
    sometimes('crime', fc.constantFrom(true, false, null), 2),
  ),
  sometimes('affected', fc.subarray(['victim', 'p', 'q'], { minLength: 1 }), 2),
  sometimes('behaviours', fc.subarray(['noise', 'threats', 'parking'], { minLength: 1, maxLength: 2 }), 2),
  sometimes('problem', fc.constantFrom('x', 'x', 'y'), 2),
  sometimes('place', fc.constantFrom('x', 'x', 'y'), 2),
).map(({ complaints, goesOn, ...rest }) => ({
  ...rest,
  ...(goesOn === undefined ? {} : { through: rest.occurredOn.add({ days: goesOn }) }),
  complaints: complaints.map(({ after, ...made }, n) => ({
    ...made,
    id: String(n),
    madeOn: after === null ? null : rest.occurredOn.add({ days: after }),
  })),
}));

/** Facts with every kind of gap. */
export const anyFacts: fc.Arbitrary<ThresholdFacts> = fc
  .record({
    incidents: fc.array(incident, { minLength: 1, maxLength: 4, size: 'max' }),
    awaiting: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, fc.subarray([COUNCIL, HEALTH])),
    apart: fc.array(
      fc.record({
        question: fc.constantFrom('same_problem', 'similar', 'same_place'),
        members: fc.subarray([0, 1, 2, 3], { minLength: 2 }),
      }),
      { maxLength: 3 },
    ),
  })
  .map(({ incidents, awaiting, apart }) =>
    factsOf(
      RECEIVED,
      incidents.map((each, n) => ({
        ...each,
        id: `i${String(n)}`,
        complaints: each.complaints.map((made) => ({ ...made, id: `c${String(n)}-${made.id}` })),
      })),
      {
        awaiting,
        judgements: apart
          .map(({ question, members }) => ({
            question,
            incidentIds: members.filter((n) => n < incidents.length).map((n) => `i${String(n)}`),
            answer: false,
            by: 'coordinator',
            on: day(RECEIVED),
            why: 'not all of them',
          }))
          .filter(({ incidentIds }) => incidentIds.length > 1),
      },
    ),
  );
