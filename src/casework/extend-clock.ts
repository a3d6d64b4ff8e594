import { inWords, isBefore, localDateOf, type LocalDate } from '#domain/calendar/local-date.js';
import { clockRulesOf, dueAtOf } from '#domain/timescale/clock-rules.js';
import { extensionRefused } from '#domain/timescale/extension-limit.js';
import { checkText, textLimits } from '#domain/review/check-text.js';
import type { Problem } from '#domain/review/problem.js';
import { stepsOf } from '#domain/policy/steps-of.js';
import type { RunningClock } from './case-ports.js';
import type { CaseVersion } from './case-version.js';
import { changeCase } from './change-case.js';
import { done, invalid, notFound, notPossibleNow, type Outcome } from './outcome.js';
import type { Casework } from './ports.js';
import type { Member } from './principal.js';
import { getPolicy } from './propose-decision.js';

export interface ExtendClock extends CaseVersion {
  readonly clockId: string;
  /** The new last day, inclusive; later than the present one. */
  readonly dueOn: LocalDate;
  /** Goes to the applicant in writing. */
  readonly reason: string;
}

/** Gives a running timescale more time, where the policy allows an extension that the applicant is told of in writing. */
export function extendClock(
  casework: Casework,
  principal: Member,
  input: ExtendClock,
): Promise<Outcome<CaseVersion>> {
  const { caseId, version } = input;
  const change = { caseId, version, action: 'EXTEND_CLOCK' } as const;
  return changeCase(casework, { principal, change }, async ({ stores, locked }) => {
    const clock = (await stores.clocks.listRunning(locked.id)).find((each) => each.id === input.clockId);
    if (!clock) return notFound('running clock');
    const { version: policy } = await getPolicy(stores, locked.policyVersionId);
    const step = stepsOf(policy).find(({ id }) => id === clock.step);
    if (!step?.extension) return notPossibleNow(`The policy does not allow an extension of “${clock.step}”.`);
    const rules = clockRulesOf(policy, casework.holidays);
    const { dueOn } = input;
    const asked = { firstDueOn: clock.firstDueOn, timesBefore: clock.extendedTimes, dueOn };
    const refused = extensionRefused(step, asked, rules);
    if (refused?.kind === 'too_often') return notPossibleNow(`The extension ${refused.message}`);
    const problems = checkExtension(input, clock, localDateOf(casework.clock.now()));
    if (refused) problems.push({ path: 'dueOn', message: refused.message });
    if (problems.length > 0) return invalid(problems);
    const dueAt = dueAtOf(step, dueOn, rules);
    await stores.clocks.extend(clock.id, {
      dueOn,
      dueAt,
      arithmetic: `extended from ${inWords(clock.dueOn)}: due by the end of ${inWords(dueOn)}`,
      reason: input.reason,
    });
    return done({
      type: 'CLOCK_EXTENDED',
      subjectId: clock.id,
      body: {
        clocksStarted: [{ id: clock.id, step: clock.step, dueOn: dueOn.toString(), dueAt: dueAt.toString() }],
      },
      audit: { kind: 'ALTERATION', subjectType: 'CLOCK', subjectIds: [clock.id] },
      value: {},
    });
  });
}

function checkExtension(input: ExtendClock, clock: RunningClock, today: LocalDate): Problem[] {
  const problems = checkText(input.reason, { path: 'reason', limit: textLimits.long, required: true });
  if (!isBefore(clock.dueOn, input.dueOn)) {
    const message = `is not later than ${inWords(clock.dueOn)}, on which it is due now.`;
    problems.push({ path: 'dueOn', message });
  } else if (isBefore(input.dueOn, today)) {
    problems.push({
      path: 'dueOn',
      message: `is ${inWords(input.dueOn)}, in the past: expected today or later.`,
    });
  }
  return problems;
}
