import { join } from 'node:path';
import { Temporal } from 'temporal-polyfill';
import type { CaseMoment, PauseReason, TimescaleStep } from '#domain/policy/timescales.js';
import { clocksOf } from '#domain/timescale/clocks.js';
import type { PolicyOfTime } from '#domain/timescale/clock-rules.js';
import type { CaseCourse } from '#domain/timescale/course.js';
import { projectFolder } from '#main/prepare.js';
import { readTenants } from '#tenancy/read-tenants.js';

/** Clocks that one core must at least compute in a second. */
const TARGET = 10_000;

function step(id: string, within: TimescaleStep['within'], parts: Partial<TimescaleStep>): TimescaleStep {
  return {
    id,
    words: id,
    within,
    from: 'application_received',
    endsWith: 'acknowledged',
    actor: 'coordinator',
    ...parts,
  };
}

/** A procedure of every kind of step that policies have, most of them in working days. */
const policy: PolicyOfTime = {
  workingDay: { endsAt: '17:00' },
  closingDays: [{ on: '2026-12-29', words: 'Christmas closure' }],
  meetings: [{ id: 'conference', words: 'the conference', every: { weeks: 4, from: '2026-01-12' } }],
  timescales: [
    step('acknowledgement', { workingDays: 2 }, {}),
    step('request', { workingDays: 2 }, { endsWith: 'information_requested' }),
    step(
      'information',
      { workingDays: 10 },
      { from: 'information_requested', endsWith: 'information_answered' },
    ),
    step('decision', { days: 14 }, { endsWith: 'threshold_decided', pausedBy: ['waiting_for_applicant'] }),
    step('conference', { meeting: 'conference' }, { from: 'threshold_met', endsWith: 'panel_met' }),
    step(
      'papers',
      { workingDays: 2 },
      {
        from: 'panel_planned',
        direction: 'before',
        endsWith: 'panel_papers_sent',
      },
    ),
    step('outcome', { workingDays: 5 }, { from: 'panel_met', endsWith: 'outcome_sent' }),
    step(
      'appeal',
      { months: 1 },
      { from: 'outcome_received', endsWith: 'appeal_received', firstDay: 'counts' },
    ),
    step('appeal-outcome', { workingDays: 20 }, { from: 'appeal_received', endsWith: 'appeal_outcome_sent' }),
    step('whole-process', { weeks: 8 }, { endsWith: 'case_closed', usually: true }),
  ],
};

const happens: readonly CaseMoment[] = [
  'application_received',
  'acknowledged',
  'information_requested',
  'information_answered',
  'threshold_met',
  'panel_planned',
  'panel_met',
  'outcome_sent',
];

/** Cases received on 300 days of 2026, each as far as its number says, every third of which stood still for a while. */
function courses(): CaseCourse[] {
  const reason: PauseReason = 'waiting_for_applicant';
  return Array.from({ length: 300 }, (_, number) => {
    const received = Temporal.Instant.from('2026-01-02T16:40:00Z').add({ hours: 24 * number });
    const moments = happens
      .slice(0, 1 + (number % happens.length))
      .map((moment, place) => ({ moment, at: received.add({ hours: 50 * place }) }));
    const from = received.toZonedDateTimeISO('UTC').toPlainDate().add({ days: 3 });
    return {
      moments,
      ...(number % 3 === 0 && { pauses: [{ reason, from, through: from.add({ days: 6 }) }] }),
    };
  });
}

/** Measures how many clocks one core computes in a second, and tells it; whether that is enough. */
export function runClocks({ seconds, rounds }: { seconds: number; rounds: number }): boolean {
  const { holidays } = readTenants(join(projectFolder, 'tenants'));
  const cases = courses();
  const now = Temporal.Instant.from('2026-07-01T12:00:00Z');
  const all = () =>
    cases.reduce((sum, course) => sum + clocksOf(policy, course, { holidays, now }).length, 0);
  const rates = Array.from({ length: rounds + 1 }, () => rateOf(all, seconds)).slice(1);
  const worst = Math.min(...rates);
  const shown = rates.map((rate) => Math.round(rate).toLocaleString('en-GB')).join(', ');
  process.stdout.write(
    `clocks a second of processor time, ${String(cases.length)} cases of up to 10 steps: ${shown}\n`,
  );
  process.stdout.write(
    `to reach ${TARGET.toLocaleString('en-GB')}: ${worst >= TARGET ? 'reached' : 'missed'}\n`,
  );
  return worst >= TARGET;
}

/** By the processor time used, so that what else runs on the machine does not count. */
function rateOf(work: () => number, seconds: number): number {
  const start = process.cpuUsage();
  let [clocks, used] = [0, 0];
  while (used < seconds) {
    clocks += work();
    const { user, system } = process.cpuUsage(start);
    used = (user + system) / 1_000_000;
  }
  return clocks / used;
}
