import type { PolicyVersion } from '#domain/policy/policy-version.js';
import type { MeetingCalendar } from '#domain/policy/timescales.js';
import { Temporal } from 'temporal-polyfill';
import { RESTS, type LintFinding } from './finding.js';

/** Whether the meetings of a policy are of use, and listed for long enough. */
export function lintMeetings({ meetings = [], timescales, inForceFrom }: PolicyVersion): LintFinding[] {
  const used = timescales.flatMap(({ within }) => ('meeting' in within ? [within.meeting] : []));
  return meetings.flatMap((calendar, index) => {
    const path = `meetings[${String(index)}]`;
    if (used.includes(calendar.id)) return fewDates(calendar, inForceFrom, `${path}.dates`);
    return [noteOf('meetings-that-no-step-uses', path, `no step runs to the next meeting of ${calendar.id}`)];
  });
}

/** The first year of the policy is looked at and not today, so that what is found does not change overnight. */
function fewDates(
  { id, dates = [] }: MeetingCalendar,
  from: string | undefined,
  path: string,
): LintFinding[] {
  const last = dates.at(-1);
  if (last === undefined) return [];
  const year = from === undefined ? '' : Temporal.PlainDate.from(from).add({ years: 1 }).toString();
  if (dates.length > 1 && last >= year) return [];
  const message = `the last listed meeting of ${id} is on ${last}; after it a step that waits for one has no day`;
  return [noteOf('meetings-run-out', path, message)];
}

function noteOf(rule: string, path: string, message: string): LintFinding {
  return { rule, severity: 'note', path, message, rests: RESTS.practice };
}
