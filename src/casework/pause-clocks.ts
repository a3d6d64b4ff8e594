import { inWords, isBefore, localDateOf, type LocalDate } from '#domain/calendar/local-date.js';
import type { PauseReason, TimescaleStep } from '#domain/policy/timescales.js';
import type { Problem } from '#domain/review/problem.js';
import type { Pause } from '#domain/timescale/standstill.js';
import { stepsOf } from '#domain/policy/steps-of.js';
import type { CaseVersion } from './case-version.js';
import { changeCase, type ChangeScope } from './change-case.js';
import { done, invalid, notPossibleNow, type Outcome } from './outcome.js';
import type { Casework } from './ports.js';
import type { Member } from './principal.js';
import { getPolicy } from './propose-decision.js';
import { reckonPaused } from './reckon-paused.js';

export interface PauseClocks extends CaseVersion {
  readonly reason: PauseReason;
  /** The first day on which they stand still, inclusive; today or earlier, unless the last is known. */
  readonly from: LocalDate;
  /** The last day, inclusive; left out while it lasts. */
  readonly through?: LocalDate | undefined;
}

/** Days for which clocks may stand still at the most: more is a slip of the pen. */
const LONGEST = 1_100;

/** Lets the clocks stand still whose steps the policy lets stand still for the reason, those that begin later too. */
export function pauseClocks(
  casework: Casework,
  principal: Member,
  input: PauseClocks,
): Promise<Outcome<CaseVersion>> {
  const { caseId, version, reason, from, through = null } = input;
  const change = { caseId, version, action: 'PAUSE_CLOCKS' } as const;
  return changeCase(casework, { principal, change }, async ({ stores, locked }) => {
    const { version: policy } = await getPolicy(stores, locked.policyVersionId);
    const allowed = reasonsOf(stepsOf(policy));
    if (allowed.length === 0) return notPossibleNow('The policy of this case lets no clock stand still.');
    const [id, recordedAt] = [casework.ids.newId(), casework.clock.now()];
    const days = { locked, today: localDateOf(recordedAt), others: await stores.pauses.listOfCase(caseId) };
    const problems = [...checkReason(reason, allowed), ...checkDays(input, days)];
    if (problems.length > 0) return invalid(problems);
    const { userId: recordedBy } = principal;
    await stores.pauses.add({ id, caseId, reason, from, through, recordedBy, recordedAt });
    const clocksStarted = await reckonPaused(casework, stores, { caseId, policy, reason });
    return done({
      type: 'CLOCKS_PAUSED',
      subjectId: id,
      body: { clocksStarted },
      audit: { kind: 'ALTERATION', subjectType: 'PAUSE', subjectIds: [id] },
      value: {},
    });
  });
}

function reasonsOf(steps: readonly TimescaleStep[]): readonly PauseReason[] {
  return [...new Set(steps.flatMap(({ pausedBy = [] }) => pausedBy))];
}

function checkReason(reason: PauseReason, allowed: readonly PauseReason[]): Problem[] {
  if (allowed.includes(reason)) return [];
  const names = allowed.map((each) => each.toUpperCase());
  const expected = names.length === 1 ? names.join() : `one of ${names.join(', ')}`;
  return [{ path: 'reason', message: `is no reason for which the policy allows it: expected ${expected}.` }];
}

interface Days extends Pick<ChangeScope, 'locked'> {
  readonly today: LocalDate;
  readonly others: readonly Pause[];
}

function checkDays({ reason, from, through }: PauseClocks, { locked, today, others }: Days): Problem[] {
  const { receivedOn } = locked;
  if (isBefore(from, receivedOn)) {
    const message = `is ${inWords(from)}, before the application was received: expected ${inWords(receivedOn)} or later.`;
    return [{ path: 'from', message }];
  }
  if (!through && isBefore(today, from)) {
    const message = `is ${inWords(from)}, in the future: expected today or earlier where no last day is given.`;
    return [{ path: 'from', message }];
  }
  const overlapped = others.find(
    (each) => each.reason === reason && overlaps(each, { from, through: through ?? null }),
  );
  if (overlapped) {
    const message = `is in a pause for the same reason, from ${inWords(overlapped.from)}: resume that first, or give other days.`;
    return [{ path: 'from', message }];
  }
  return through ? checkLastDay(through, from) : [];
}

type Stretch = Pick<Pause, 'from' | 'through'>;

function overlaps(one: Stretch, other: Stretch): boolean {
  const isAfter = ({ from }: Stretch, { through }: Stretch) => through !== null && isBefore(through, from);
  return !isAfter(one, other) && !isAfter(other, one);
}

/** What is wrong with the last day of a pause. */
export function checkLastDay(through: LocalDate, from: LocalDate): Problem[] {
  const first = `the first day, ${inWords(from)}`;
  const problem = (message: string) => [{ path: 'through', message: `is ${inWords(through)}, ${message}` }];
  if (isBefore(through, from)) return problem(`before ${first}: expected that day or later.`);
  const latest = from.add({ days: LONGEST });
  return isBefore(latest, through)
    ? problem(`too long after ${first}: expected ${inWords(latest)} or earlier.`)
    : [];
}
