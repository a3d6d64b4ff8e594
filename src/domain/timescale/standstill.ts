import { dateOfEpochDay, epochDayOf, isoOfEpochDay, weekdayOf } from '#domain/calendar/epoch-day.js';
import { lengthInWords } from '#domain/calendar/length.js';
import { inWords, isBefore, type LocalDate } from '#domain/calendar/local-date.js';
import { walkWorkingDays } from '#domain/calendar/working-days.js';
import type { PauseReason, TimescaleStep } from '#domain/policy/timescales.js';
import type { ClockRules } from './clock-rules.js';
import type { Reckoned } from './reckon-length.js';

/** Days on which clocks that allow for the reason stand still, both inclusive; `through` null while it lasts. */
export interface Pause {
  readonly reason: PauseReason;
  readonly from: LocalDate;
  readonly through: LocalDate | null;
}

const REASONS: Readonly<Record<PauseReason, string>> = {
  waiting_for_applicant: 'waiting for the applicant',
  waiting_for_authority: 'waiting for the authority to act for the victim',
  criminal_proceedings: 'criminal proceedings',
  complaint_procedure_in_use: 'a complaint procedure in use',
  agreed_with_applicant: 'agreed with the applicant',
};

/** The stretch of time in which a pause can matter to a clock. */
interface Run {
  readonly step: TimescaleStep;
  /** The day from which the step is counted. */
  readonly on: LocalDate;
  /** Today, or the day on which the clock ended. */
  readonly until: LocalDate;
  readonly hasEnded: boolean;
}

interface Stretch {
  readonly pause: Pause;
  readonly first: number;
  readonly last: number;
}

/**
 * Adds the days on which a clock stood still: each such day that would have been counted, once however many pauses
 * cover it, moves the last day on by one. A count of working days is moved on by working days only. Time that is
 * reckoned backwards, and the day of a meeting, do not stand still.
 */
export function addStandstill(
  reckoned: Reckoned,
  { pauses, run }: { pauses: readonly Pause[]; run: Run },
  rules: ClockRules,
): Reckoned & Standing {
  const { step } = run;
  const { dueOn } = reckoned;
  const allowed = pauses.filter(({ reason }) => step.pausedBy?.includes(reason));
  if (!dueOn || allowed.length === 0 || 'meeting' in step.within || step.direction === 'before')
    return { ...reckoned, standsStill: false, held: false };
  const moved = moveOn(dueOn, { stretches: stretchesOf(allowed, run), step }, rules);
  const standing = standingOf(allowed, run, moved.dueOn);
  return {
    dueOn: moved.dueOn,
    words: `${reckoned.words}${addedInWords(moved, step)}${standing.held ? STANDS_STILL : ''}`,
    provisional: reckoned.provisional || moved.provisional || standing.held,
    ...standing,
  };
}

/** Whether a clock stands still on the day, and whether nobody knows yet until when. */
interface Standing {
  readonly standsStill: boolean;
  readonly held: boolean;
}

/** What begins after the last day changes nothing any more: a clock that is overdue runs on. */
function standingOf(allowed: readonly Pause[], { until, hasEnded }: Run, dueOn: LocalDate): Standing {
  const isOver = hasEnded || isBefore(dueOn, until);
  const lasting = isOver
    ? []
    : allowed.filter(
        ({ from, through }) => !isBefore(until, from) && !(through !== null && isBefore(through, until)),
      );
  return { standsStill: lasting.length > 0, held: lasting.some(({ through }) => through === null) };
}

const STANDS_STILL = '; it stands still now, and the day moves on for as long as that lasts';

/** The pauses, which the step allows for, cut to the days that are counted, earliest first. */
function stretchesOf(pauses: readonly Pause[], { step, on, until, hasEnded }: Run): Stretch[] {
  const begins = epochDayOf(on) + (step.firstDay === 'counts' ? 0 : 1);
  const ends = epochDayOf(until);
  return pauses
    .map((pause) => {
      const last = pause.through ? epochDayOf(pause.through) : ends;
      const first = Math.max(begins, epochDayOf(pause.from));
      return { pause, first, last: hasEnded ? Math.min(last, ends) : last };
    })
    .filter(({ first, last }) => first <= last)
    .sort((one, other) => one.first - other.first);
}

interface Moved {
  readonly dueOn: LocalDate;
  readonly added: number;
  readonly by: readonly Pause[];
  readonly provisional: boolean;
}

function moveOn(
  dueOn: LocalDate,
  { stretches, step }: { stretches: readonly Stretch[]; step: TimescaleStep },
  { holidays }: ClockRules,
): Moved {
  const inWorkingDays = 'workingDays' in step.within;
  const by = new Set<Pause>();
  let due = epochDayOf(dueOn);
  let [added, next, provisional] = [0, 0, false];
  for (const { pause, first, last } of stretches) {
    for (let day = Math.max(first, next); day <= last && day <= due; day += 1) {
      if (inWorkingDays) {
        if (weekdayOf(day) > 5 || holidays.dates.has(isoOfEpochDay(day))) continue;
        const walk = walkWorkingDays(dateOfEpochDay(due), 1, holidays);
        due = epochDayOf(walk.date);
        provisional ||= walk.firstUnknown !== null;
      } else due += 1;
      added += 1;
      by.add(pause);
    }
    next = Math.max(next, last + 1);
  }
  return { dueOn: dateOfEpochDay(due), added, by: [...by], provisional };
}

function addedInWords({ dueOn, added, by }: Moved, { within }: TimescaleStep): string {
  if (added === 0) return '';
  const count = lengthInWords('workingDays' in within ? { workingDays: added } : { days: added });
  return `; ${count} of standstill added (${by.map(pauseInWords).join('; ')}): ${inWords(dueOn)}`;
}

function pauseInWords({ reason, from, through }: Pause): string {
  const days = through === null ? `from ${inWords(from)} on` : `${inWords(from)} through ${inWords(through)}`;
  return `${REASONS[reason]}, ${days}`;
}
