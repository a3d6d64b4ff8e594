import { CASE_MOMENTS, MOMENTS, type CaseMoment } from '#domain/policy/case-moments.js';

/** The moments that a moment is at once, itself first: time that runs from one of them runs from it. */
export function startsAs(moment: CaseMoment): readonly CaseMoment[] {
  return STARTS_AS[moment];
}

/**
 * The moments that a moment is good for when time ends, itself first. Whoever is told the decision need not be told any
 * more that the application arrived.
 */
export function endsAs(moment: CaseMoment): readonly CaseMoment[] {
  return ENDS_AS[moment];
}

const STARTS_AS = forEach((moment) => [moment, ...(MOMENTS[moment].isAlso ?? [])]);
const ENDS_AS = forEach((moment) => [...STARTS_AS[moment], ...(MOMENTS[moment].alsoEnds ?? [])]);
const WITH_STAND_INS = forEach((moment) => [moment, ...(MOMENTS[moment].standIns ?? [])]);

/** Made once, as clocks ask for them many times. */
function forEach(
  make: (moment: CaseMoment) => readonly CaseMoment[],
): Readonly<Record<CaseMoment, readonly CaseMoment[]>> {
  const made: Partial<Record<CaseMoment, readonly CaseMoment[]>> = {};
  for (const moment of CASE_MOMENTS) made[moment] = make(moment);
  return made as Record<CaseMoment, readonly CaseMoment[]>;
}

/** A day agreed beforehand: what counts is the day last agreed, and what prepares for it ends before it. */
export function isPlanned(moment: CaseMoment): boolean {
  return MOMENTS[moment].planned !== undefined;
}

/** The meeting for which a day is agreed beforehand. */
export function meetingOf(moment: CaseMoment): CaseMoment | undefined {
  return MOMENTS[moment].planned;
}

/** What may come once more, so that one that came does not show that the next time is done already. */
export function comesAgain(moment: CaseMoment): boolean {
  const { comesAgain: again, appeal } = MOMENTS[moment];
  return again === true || appeal !== undefined;
}

/**
 * Whether one moment can still come after another, as far as the course of a case says: no panel after the threshold was
 * not met, no "not met" after met.
 */
export function canFollow(later: CaseMoment, earlier: CaseMoment): boolean {
  if (earlier === 'threshold_met') return later !== 'threshold_not_met' && later !== 'declined';
  const { closes: closed } = MOMENTS[earlier];
  if (closed === undefined) return true;
  const { appeal, stillAfter } = MOMENTS[later];
  return appeal !== undefined || stillAfter === 'case' || stillAfter === closed;
}

/** Whether anything cannot come any more after a moment. */
export function closes(moment: CaseMoment): boolean {
  return moment === 'threshold_met' || MOMENTS[moment].closes !== undefined;
}

/** Whether a moment ends what ends with one of these: it is one of them, or none of them can come after it. */
export function endsWhatEndsWith(endings: readonly CaseMoment[], moment: CaseMoment): boolean {
  return (
    endsAs(moment).some((each) => endings.includes(each)) ||
    endings.every((ending) => !canFollow(ending, moment))
  );
}

/** Itself, and the moments that stand in for it in a forecast, best first. */
export function withStandIns(moment: CaseMoment): readonly CaseMoment[] {
  return WITH_STAND_INS[moment];
}
