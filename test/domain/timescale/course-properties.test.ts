import fc from 'fast-check';
import type { Temporal } from 'temporal-polyfill';
import { isBefore } from '#domain/calendar/local-date.js';
import type { CaseClock } from '#domain/timescale/case-clock.js';
import { clocksOf } from '#domain/timescale/clocks.js';
import type { PolicyOfTime } from '#domain/timescale/clock-rules.js';
import { momentsOf } from '#domain/timescale/moments.js';
import type { CaseMoment, TimescaleStep } from '#domain/policy/timescales.js';
import { HOLIDAYS } from '../calendar/holidays-of-england-and-wales.js';
import { acts, policies } from './random-policies.js';
import { london } from './steps.js';

type Acts = readonly { readonly moments: readonly CaseMoment[]; readonly at: Temporal.Instant }[];

const now = london('2026-04-01T12:00');
const momentsIn = (all: Acts) => all.flatMap(({ moments, at }) => moments.map((moment) => ({ moment, at })));
const clocksIn = (policy: PolicyOfTime, all: Acts): readonly CaseClock[] =>
  clocksOf(policy, { moments: momentsIn(all) }, { holidays: HOLIDAYS, now });

const DECISIONS: readonly CaseMoment[] = [
  'threshold_met',
  'threshold_not_met',
  'declined',
  'threshold_decided',
];

const IN_ORDER: readonly (readonly CaseMoment[])[] = [
  ['application_received'],
  ['acknowledged'],
  ['applicant_updated'],
  ['information_answered', 'all_information_received'],
  DECISIONS,
  ['threshold_decision_sent'],
  ['panel_met'],
  ['outcome_sent'],
  ['case_closed'],
  ['withdrawn'],
  ['appeal_received'],
  ['appeal_outcome_sent'],
  ['second_appeal_received'],
];

const placeOf = (moment: CaseMoment) => IN_ORDER.findIndex((each) => each.includes(moment));

/** Steps that lead from earlier to later only make no circle. */
function leadsOn({ from, endsWith }: TimescaleStep): boolean {
  return Math.max(...momentsOf(from).map(placeOf)) < Math.min(...momentsOf(endsWith).map(placeOf));
}

const sorted = (clocks: readonly CaseClock[]) => clocks.map((clock) => JSON.stringify(clock)).sort();

describe('the clocks of any policy in any case', () => {
  it('can be told, and no step that counts forward is due before the day from which it counts', () => {
    fc.assert(
      fc.property(policies, acts, (policy, all) => {
        const backwards = new Set(policy.timescales.flatMap((each) => (each.direction ? [each.id] : [])));
        for (const { stepId, anchoredOn, dueOn, arithmetic } of clocksIn(policy, all)) {
          expect(arithmetic).not.toBe('');
          if (!anchoredOn || !dueOn || backwards.has(stepId)) continue;
          expect(isBefore(dueOn, anchoredOn)).toBe(false);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('are several for a step only where it repeats or begins each time, and run once at a time', () => {
    fc.assert(
      fc.property(policies, acts, (policy, all) => {
        const clocks = clocksIn(policy, all);
        for (const step of policy.timescales) {
          const own = clocks.filter(({ stepId }) => stepId === step.id);
          if (!step.repeats && !step.eachTime) expect(own.length).toBeLessThanOrEqual(1);
          expect(own.slice(0, -1).every(({ state }) => state === 'ended')).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('do not depend on the order in which what happened is told, even of one instant', () => {
    fc.assert(
      fc.property(policies, acts, (policy, all) => {
        const back = [...all].reverse().map(({ moments, at }) => ({ moments: [...moments].reverse(), at }));
        expect(JSON.stringify(clocksIn(policy, back))).toBe(JSON.stringify(clocksIn(policy, all)));
      }),
      { numRuns: 200 },
    );
  });

  it('do not depend on the order of the steps, where these make no circle', () => {
    fc.assert(
      fc.property(policies, acts, (policy, all) => {
        const timescales = policy.timescales.filter(leadsOn);
        const there = clocksIn({ ...policy, timescales }, all);
        const back = clocksIn({ ...policy, timescales: [...timescales].reverse() }, all);
        expect(sorted(back)).toEqual(sorted(there));
      }),
      { numRuns: 300 },
    );
  });

  it('are none of a step that is excluded, and of one that depends only forecasts before that happened', () => {
    fc.assert(
      fc.property(policies, acts, (policy, all) => {
        const known = momentsIn(all.filter(({ at }) => at.epochMilliseconds < now.epochMilliseconds));
        const happened = new Set(known.map(({ moment }) => moment));
        const hasOne = (moments: TimescaleStep['onlyIf']) =>
          momentsOf(moments).some((each) =>
            each === 'threshold_decided'
              ? DECISIONS.some((decision) => happened.has(decision))
              : happened.has(each),
          );
        const isOverturned = happened.has('threshold_met');
        const clocks = clocksIn(policy, all);
        for (const step of policy.timescales) {
          const own = clocks.filter(({ stepId }) => stepId === step.id);
          if (hasOne(step.unless) && !isOverturned) expect(own).toEqual([]);
          if (step.onlyIf && !hasOne(step.onlyIf))
            expect(own.every(({ state }) => state === 'forecast')).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
  });
});
