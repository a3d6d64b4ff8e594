import type { Count, WindowBeforeApplication } from '#domain/policy/criterion.js';
import { windowsBefore } from '#domain/policy/windows-of.js';

/** What makes an incident or complaint count towards a number that asks for more than that it counts at all. */
export const ASPECTS = {
  any: 0,
  hate: 1,
  inside: 2,
  timely: 4,
  victim: 8,
  insideSecond: 16,
  insideThird: 32,
} as const;

/** That it lies in the first, second or third window of which only a part need lie inside. */
export const INSIDE = [ASPECTS.inside, ASPECTS.insideSecond, ASPECTS.insideThird] as const;

export type Unit = Count['unit'];

/** One number that a selection must reach. */
export interface Measure {
  readonly unit: Unit;
  /** Only what has this aspect is counted. */
  readonly aspect: (typeof ASPECTS)[keyof typeof ASPECTS];
  readonly needed: number;
  /** In which window only so many need lie. */
  readonly window?: WindowBeforeApplication;
}

/** The numbers that a rule asks for, the first of them that of the rule itself. All are of one selection. */
export function measuresOf(rule: Count): readonly [Measure, ...Measure[]] {
  const { unit, atLeast, alsoAtLeast = {}, reportedWithin, includesVictim } = rule;
  const { hate, ...units } = alsoAtLeast;
  const own = (aspect: Measure['aspect'], needed: number | undefined): Measure[] =>
    needed === undefined ? [] : [{ unit, aspect, needed }];
  const many = reportedWithin?.which;
  return [
    { unit, aspect: ASPECTS.any, needed: atLeast },
    ...UNITS.flatMap((each): Measure[] => {
      const needed = units[each];
      return needed === undefined ? [] : [{ unit: each, aspect: ASPECTS.any, needed }];
    }),
    ...own(ASPECTS.hate, hate),
    ...windowsBefore(rule)
      .filter((window) => window.atLeast !== undefined)
      .flatMap((window, n): Measure[] => {
        const aspect = INSIDE[n];
        return aspect === undefined ? [] : [{ unit, aspect, needed: window.atLeast ?? 0, window }];
      }),
    ...own(ASPECTS.timely, typeof many === 'number' ? many : undefined),
    ...own(ASPECTS.victim, includesVictim ? 1 : undefined),
  ];
}

const UNITS = ['incidents', 'reports', 'people', 'households', 'agencies'] as const satisfies readonly Unit[];
