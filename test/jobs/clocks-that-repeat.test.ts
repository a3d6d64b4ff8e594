import { decideThreshold } from '#casework/decide-threshold.js';
import { extendClock } from '#casework/extend-clock.js';
import { done } from '#casework/outcome.js';
import type { Casework } from '#casework/ports.js';
import type { Member } from '#casework/principal.js';
import { requestInformation } from '#casework/request-information.js';
import { respondToRequest } from '#casework/respond-to-request.js';
import type { TimescaleStep } from '#domain/policy/timescales.js';
import { createDataSource } from '#persistence/data-source.js';
import { UnitOfWork } from '#persistence/unit-of-work.js';
import { newId } from '#platform/ids.js';
import { newReference } from '#platform/references.js';
import { day } from '../domain/calendar/holidays-of-england-and-wales.js';
import { step } from '../domain/timescale/steps.js';
import { clockAt, valueOf, WorkerSetting } from './worker-setting.js';

const timescales: readonly TimescaleStep[] = [
  step('each-answer', {
    within: { days: 10 },
    from: 'information_requested',
    endsWith: 'information_answered',
    repeats: true,
  }),
  step('reasons', {
    within: { days: 28 },
    endsWith: 'threshold_decision_sent',
    onlyIf: 'declined',
  }),
  step('talk', {
    within: { days: 60 },
    endsWith: 'applicant_contacted',
    unless: 'information_requested',
    extension: { words: 'by letter' },
  }),
];

let setting: WorkerSetting;
let police: Member;
let council: Member;

beforeAll(async () => {
  setting = await WorkerSetting.open({ timescales });
  police = await setting.addOfficer('leicestershire-police');
  council = await setting.addOfficer('leicester-city-council');
}, 120_000);
afterAll(() => setting.close());

async function versionOf(caseId: string): Promise<{ caseId: string; version: number }> {
  const [found] = await setting.sql<{ version: number }>('select version from concord.cases where id = $1', [
    caseId,
  ]);
  return { caseId, version: found?.version ?? 0 };
}

/** Every clock that the case has or had: its step, its last day, and whether it runs. */
async function clocksOf(caseId: string): Promise<string[]> {
  const rows = await setting.sql<{ told: string }>(
    `select step || ' ' || due_on::text || case when stopped_at is null then ' runs' else ' stopped' end as told
     from concord.clocks where case_id = $1 order by anchored_on, due_on, told`,
    [caseId],
  );
  return rows.map(({ told }) => told);
}

async function answer(office: Casework, officer: Member, caseId: string): Promise<void> {
  const [request] = await setting.sql<{ id: string }>(
    'select id from concord.information_requests where case_id = $1 and agency_id = $2',
    [caseId, officer.agencyId],
  );
  valueOf(await respondToRequest(office, officer, { requestId: request?.id ?? '', holds: 'NOTHING' }));
}

/** What a member is told of what happened in a case, as the role of the server. */
async function momentsSeenBy(member: Member, caseId: string): Promise<string[]> {
  const url = setting.database.appUrl;
  const dataSource = await createDataSource({ url, applicationName: 'moments', poolSize: 1 }).initialize();
  try {
    const unit = new UnitOfWork({
      dataSource,
      clock: clockAt('2026-07-08T09:00:00Z'),
      ids: { newId, newReference },
    });
    const told = await unit.write(member, async (sql) =>
      done(await sql.query<{ moment: string }>('select moment from concord.moments_of_case($1)', [caseId])),
    );
    return valueOf(told).map(({ moment }) => moment);
  } finally {
    await dataSource.destroy();
  }
}

describe('what happened in a case', () => {
  it('is told to the agencies that are parties, also of before they were, and to no other', async () => {
    const office = await setting.casework(clockAt('2026-07-06T09:00:00Z'));
    const caseId = await setting.apply(office);
    const agencyIds = [police.agencyId ?? ''];
    valueOf(
      await requestInformation(office, setting.coordinator, { ...(await versionOf(caseId)), agencyIds }),
    );
    const all = [
      'application_received',
      'application_completed',
      'information_requested',
      'passed_to_agencies',
    ];
    expect(await momentsSeenBy(setting.coordinator, caseId)).toEqual(all);
    expect(await momentsSeenBy(police, caseId)).toEqual(all);
    expect(await momentsSeenBy(council, caseId)).toEqual([]);
  });
});

describe('the stored clocks of steps that depend and repeat', () => {
  it('begin anew with each answer, go with what takes them away, and begin with that on which they depend', async () => {
    const clock = clockAt('2026-07-03T09:00:00Z');
    const office = await setting.casework(clock);
    const caseId = await setting.apply(office);
    // 60 days from 3 July: 28 to the end of July, 31 of August, 1 September.
    expect(await clocksOf(caseId)).toEqual(['talk 2026-09-01 runs']);

    clock.set('2026-07-06T09:00:00Z');
    const agencyIds = [police, council].map(({ agencyId }) => agencyId ?? '');
    valueOf(
      await requestInformation(office, setting.coordinator, { ...(await versionOf(caseId)), agencyIds }),
    );
    expect(await clocksOf(caseId)).toEqual(['talk 2026-09-01 stopped', 'each-answer 2026-07-16 runs']);

    clock.set('2026-07-08T09:00:00Z');
    await answer(office, police, caseId);
    expect(await clocksOf(caseId)).toEqual([
      'talk 2026-09-01 stopped',
      'each-answer 2026-07-16 stopped',
      'each-answer 2026-07-18 runs',
    ]);

    // Events of the time before moments were kept tell what happened all the same.
    await setting.sql(`update concord.events set body = body - 'moments' where case_id = $1`, [caseId]);
    clock.set('2026-07-10T09:00:00Z');
    const declined = { outcome: 'DECLINED', declineGround: 'malicious', reason: 'It was made up.' } as const;
    valueOf(
      await decideThreshold(office, setting.coordinator, { ...(await versionOf(caseId)), ...declined }),
    );
    // No answer is awaited any more. The reasons are due 28 days after receipt: Friday 31 July.
    expect(await clocksOf(caseId)).toEqual([
      'reasons 2026-07-31 runs',
      'talk 2026-09-01 stopped',
      'each-answer 2026-07-16 stopped',
      'each-answer 2026-07-18 stopped',
    ]);
  });

  it('are not provisional any more once somebody gave them a day', async () => {
    const office = await setting.casework(clockAt('2026-07-03T09:00:00Z'));
    const caseId = await setting.apply(office);
    const { id: clockId } = await setting.clockOf(caseId, 'talk');
    await setting.sql('update concord.clocks set provisional = true where id = $1', [clockId]);
    const input = { ...(await versionOf(caseId)), clockId, dueOn: day('2026-09-08'), reason: 'Leave.' };
    valueOf(await extendClock(office, setting.coordinator, input));
    expect(await setting.sql('select provisional from concord.clocks where id = $1', [clockId])).toEqual([
      { provisional: false },
    ]);
  });

  it('run once at a time, which the database holds to', async () => {
    const office = await setting.casework(clockAt('2026-07-03T09:00:00Z'));
    const caseId = await setting.apply(office);
    const again = `insert into concord.clocks (tenant_id, id, case_id, step, ends_with, begun_by, anchor,
        anchored_on, due_on, due_at, arithmetic, extendable, first_due_on)
      select tenant_id, gen_random_uuid(), case_id, step, ends_with, begun_by, anchor, anchored_on, due_on, due_at,
        arithmetic, extendable, first_due_on from concord.clocks where case_id = $1`;
    await expect(setting.sql(again, [caseId])).rejects.toThrow('clocks_running_step');
    await setting.sql('update concord.clocks set stopped_at = now() where case_id = $1', [caseId]);
    await setting.sql(again, [caseId]);
    expect(await clocksOf(caseId)).toEqual(['talk 2026-09-01 runs', 'talk 2026-09-01 stopped']);
  });
});
