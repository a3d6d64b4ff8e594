import type { Count, WindowBeforeApplication } from '#domain/policy/criterion.js';

/** What makes an incident or complaint count towards a number that asks for more than that it counts at all. */
export const ASPECTS = { any: 0, hate: 1, inside: 2, timely: 4, victim: 8 } as const;

export type Unit = Count['unit'];

/** One number that a selection must reach. */
export interface Measure {
  readonly unit: Unit;
  /** Only what has this aspect is counted. */
  readonly aspect: (typeof ASPECTS)[keyof typeof ASPECTS];
  readonly needed: number;
}

/** The numbers that a rule asks for, the first of them that of the rule itself. All are of one selection. */
export function measuresOf(rule: Count): readonly [Measure, ...Measure[]] {
  const { unit, atLeast, alsoAtLeast = {}, window, reportedWithin, includesVictim } = rule;
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
    ...own(ASPECTS.inside, partOf(window)),
    ...own(ASPECTS.timely, typeof many === 'number' ? many : undefined),
    ...own(ASPECTS.victim, includesVictim ? 1 : undefined),
  ];
}

const UNITS = ['incidents', 'reports', 'people', 'households', 'agencies'] as const satisfies readonly Unit[];

function partOf(window: Count['window']): WindowBeforeApplication['atLeast'] {
  return window?.anchor === 'before_application' ? window.atLeast : undefined;
}
