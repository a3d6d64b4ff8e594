import fc from 'fast-check';
import type { PolicyOfTime } from '#domain/timescale/clock-rules.js';
import type { CaseMoment, TimescaleStep } from '#domain/policy/timescales.js';
import { london, step } from './steps.js';

/** Moments that have to do with one another, few enough that steps meet them often. */
const HAPPENS = [
  'application_received',
  'acknowledged',
  'applicant_updated',
  'information_answered',
  'all_information_received',
  'threshold_met',
  'threshold_not_met',
  'declined',
  'threshold_decision_sent',
  'panel_met',
  'outcome_sent',
  'case_closed',
  'withdrawn',
  'appeal_received',
  'appeal_outcome_sent',
  'second_appeal_received',
] as const satisfies readonly CaseMoment[];

const happening = fc.constantFrom<CaseMoment>(...HAPPENS);
const named = fc.constantFrom<CaseMoment>(...HAPPENS, 'threshold_decided');
const some = fc.oneof(named, fc.uniqueArray(named, { minLength: 2, maxLength: 3 }));
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 2 });

const within: fc.Arbitrary<TimescaleStep['within']> = fc.oneof(
  fc.integer({ min: 1, max: 30 }).map((workingDays) => ({ workingDays })),
  fc.integer({ min: 1, max: 60 }).map((days) => ({ days })),
  fc.integer({ min: 1, max: 3 }).map((months) => ({ months })),
  fc.integer({ min: 1, max: 72 }).map((hours) => ({ hours })),
  fc.constantFrom(
    { meeting: 'known' },
    { meeting: 'unknown' },
    { meeting: 'listed', nth: 2 },
    { meeting: 'monthly' },
  ),
);

const parts = fc.record({
  within,
  from: some,
  endsWith: some,
  onlyIf: maybe(some),
  unless: maybe(named),
  again: fc.constantFrom('repeats', 'eachTime', undefined),
  before: fc.integer({ min: 0, max: 5 }).map((n) => n === 0),
  counts: fc.boolean(),
});

/** Steps of any kind that the language allows, but for standstill and extensions. */
export const policies: fc.Arbitrary<PolicyOfTime> = fc
  .array(parts, { maxLength: 8 })
  .chain((all) => fc.record({ all: fc.constant(all), office: fc.boolean() }))
  .map(({ all, office }) => ({
    timescales: all.map((each, index) => stepOf(each, `step-${String(index)}`)),
    meetings: [
      { id: 'known', words: 'the panel', every: { weeks: 4, from: '2026-01-06' } },
      { id: 'unknown', words: 'the conference', every: { weeks: 4 } },
      { id: 'monthly', words: 'the group', monthly: { weekday: 'tuesday', nth: ['first', 'last'] } },
      { id: 'listed', words: 'the board', dates: ['2026-03-20', '2026-05-08'] },
    ],
    ...(office && { workingDay: { endsAt: '17:00' } }),
  }));

type Parts = typeof parts extends fc.Arbitrary<infer T> ? T : never;

function stepOf({ within, from, endsWith, onlyIf, unless, again, before, counts }: Parts, id: string) {
  const isLength = !('meeting' in within);
  const inHours = 'hours' in within;
  return step(id, {
    within,
    from,
    endsWith,
    ...(onlyIf && { onlyIf }),
    ...(unless && { unless }),
    ...(counts && !inHours && { firstDay: 'counts' }),
    ...(before && isLength && { direction: 'before' }),
    ...(again === 'repeats' && isLength && !before && typeof endsWith === 'string' && { repeats: true }),
    ...(again === 'eachTime' && !before && { eachTime: true }),
  });
}

/** What happens in a case from Monday 2 March 2026 on: one moment or two at once, up to four days apart. */
export const acts = fc
  .array(
    fc.record({
      moments: fc.uniqueArray(happening, { minLength: 1, maxLength: 2 }),
      hours: fc.integer({ min: 0, max: 100 }),
    }),
    { maxLength: 12 },
  )
  .map((each) => {
    let at = london('2026-03-02T10:00');
    return each.map(({ moments, hours }) => {
      at = at.add({ hours });
      return { moments, at };
    });
  });
