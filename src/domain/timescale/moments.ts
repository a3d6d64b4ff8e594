import { MOMENTS } from '#domain/policy/case-moments.js';
import type { CaseMoment, TimescaleStep } from '#domain/policy/timescales.js';

/** What happened, as a clause: "the application was received". */
export function momentInWords(moment: CaseMoment): string {
  return MOMENTS[moment].words;
}

/** Several of which one is enough, as a clause: "the panel met, or the review was decided". */
export function anyInWords(moments: readonly CaseMoment[]): string {
  return moments.map(momentInWords).join(', or ');
}

/** The one moment, or the several, of a step; none where it names none. */
export function momentsOf(moments: TimescaleStep['onlyIf']): readonly CaseMoment[] {
  if (moments === undefined) return [];
  return typeof moments === 'string' ? [moments] : moments;
}
