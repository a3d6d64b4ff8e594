import { decideThreshold } from '#casework/decide-threshold.js';
import { extendClock } from '#casework/extend-clock.js';
import { done, type Outcome } from '#casework/outcome.js';
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
import { clockAt, valueOf, WorkerSetting, type SetClock } from './worker-setting.js';

const timescales: readonly TimescaleStep[] = [
  step('request', { within: { workingDays: 2 }, endsWith: 'information_requested' }),
  step('information', {
    within: { workingDays: 10 },
    from: 'information_requested',
    endsWith: 'all_information_received',
  }),
  step('decision', {
    within: { workingDays: 3 },
    from: ['all_information_received', 'panel_met'],
    extension: { words: 'by letter', upTo: { days: 7 }, times: 1 },
  }),
  step('review', { within: { days: 28 }, from: 'threshold_met', endsWith: 'review_completed' }),
  step('letter', {
    within: { workingDays: 5 },
    from: 'threshold_decided',
    endsWith: 'threshold_decision_sent',
  }),
];

let setting: WorkerSetting;
let police: Member;
let council: Member;

beforeAll(async () => {
  setting = await WorkerSetting.open({ timescales, workingDay: { endsAt: '17:00' } });
  police = await setting.addOfficer('leicestershire-police');
  council = await setting.addOfficer('leicester-city-council');
}, 120_000);
afterAll(() => setting.close());

/** A case that came in on Friday 3 July 2026 at half past five, and of which two agencies were asked on the Monday. */
class Asked {
  private constructor(
    readonly office: Casework,
    readonly clock: SetClock,
    readonly caseId: string,
  ) {}

  static async open(): Promise<Asked> {
    const clock = clockAt('2026-07-03T16:31:00Z');
    const office = await setting.casework(clock);
    const caseId = await setting.apply(office);
    return new Asked(office, clock, caseId);
  }

  async ask(): Promise<void> {
    this.clock.set('2026-07-06T09:00:00Z');
    const agencyIds = [police, council].map(({ agencyId }) => agencyId ?? '');
    valueOf(await requestInformation(this.office, setting.coordinator, { ...(await this.now()), agencyIds }));
  }

  async answer(officer: Member): Promise<Outcome<unknown>> {
    const [request] = await setting.sql<{ id: string }>(
      'select id from concord.information_requests where case_id = $1 and agency_id = $2',
      [this.caseId, officer.agencyId],
    );
    return respondToRequest(this.office, officer, { requestId: request?.id ?? '', holds: 'NOTHING' });
  }

  async now(): Promise<{ caseId: string; version: number }> {
    const [found] = await setting.sql<{ version: number }>(
      'select version from concord.cases where id = $1',
      [this.caseId],
    );
    return { caseId: this.caseId, version: found?.version ?? 0 };
  }

  /** Each clock of the case: its last day, and whether it stopped. */
  async clocks(): Promise<Record<string, string>> {
    const rows = await setting.sql<{ step: string; dueOn: string; stopped: boolean }>(
      `select step, due_on::text as "dueOn", stopped_at is not null as stopped from concord.clocks where case_id = $1`,
      [this.caseId],
    );
    return Object.fromEntries(
      rows.map(({ step: id, dueOn, stopped }) => [id, `${dueOn}${stopped ? ' stopped' : ''}`]),
    );
  }

  async extend(dueOn: string): Promise<Outcome<unknown>> {
    const { id: clockId } = await setting.clockOf(this.caseId, 'decision');
    const input = { ...(await this.now()), clockId, dueOn: day(dueOn), reason: 'The chair is away.' };
    return extendClock(this.office, setting.coordinator, input);
  }
}

const answered = async () => {
  const asked = await Asked.open();
  await asked.ask();
  asked.clock.set('2026-07-08T09:00:00Z');
  valueOf(await asked.answer(police));
  valueOf(await asked.answer(council));
  return asked;
};

describe('the clocks of a case under a policy whose steps follow on one another', () => {
  it('count from the Monday what came in on Friday after the end of the working day', async () => {
    // Friday 3 July at 17:31: received on Monday 6 July, so two working days are Wednesday 8 July, until 17:00.
    const asked = await Asked.open();
    expect(await asked.clocks()).toEqual({ request: '2026-07-08' });
    expect((await setting.clockOf(asked.caseId, 'request')).dueAt).toContain('2026-07-08 16:00:00');
  });

  it('go on when agencies are asked, and once: a further agency starts no second clock', async () => {
    const asked = await Asked.open();
    await asked.ask();
    // Ten working days after Monday 6 July: Monday 20 July.
    expect(await asked.clocks()).toEqual({ request: '2026-07-08 stopped', information: '2026-07-20' });
    asked.clock.set('2026-07-07T09:00:00Z');
    const health = await setting.addOfficer('leicester-integrated-care-board');
    const agencyIds = [health.agencyId ?? ''];
    valueOf(
      await requestInformation(asked.office, setting.coordinator, { ...(await asked.now()), agencyIds }),
    );
    expect(await asked.clocks()).toEqual({ request: '2026-07-08 stopped', information: '2026-07-20' });
  });

  it('wait for the last answer, whichever officer gives it', async () => {
    const asked = await Asked.open();
    await asked.ask();
    asked.clock.set('2026-07-08T09:00:00Z');
    valueOf(await asked.answer(police));
    expect(await asked.clocks()).toMatchObject({ information: '2026-07-20' });
    valueOf(await asked.answer(council));
    // Three working days after Wednesday 8 July: Thursday, Friday, Monday 13 July.
    expect(await asked.clocks()).toEqual({
      request: '2026-07-08 stopped',
      information: '2026-07-20 stopped',
      decision: '2026-07-13',
    });
  });

  it('of a review never start where the application is declined, but the letter is due', async () => {
    const asked = await answered();
    const declined = { outcome: 'DECLINED', declineGround: 'malicious', reason: 'It was made up.' } as const;
    valueOf(
      await decideThreshold(asked.office, setting.coordinator, { ...(await asked.now()), ...declined }),
    );
    // Five working days after Wednesday 8 July: Wednesday 15 July.
    expect(await asked.clocks()).toMatchObject({ decision: '2026-07-13 stopped', letter: '2026-07-15' });
    expect(await asked.clocks()).not.toHaveProperty('review');
  });
});

describe('an extension', () => {
  it('goes no further than the policy allows', async () => {
    const asked = await answered();
    // First due on Monday 13 July; seven days more are Monday 20 July.
    expect(await asked.extend('2026-07-21')).toMatchObject({
      ok: false,
      refusal: {
        code: 'INVALID_INPUT',
        problems: [
          {
            path: 'dueOn',
            message:
              'is Tuesday 21 July 2026, later than Monday 20 July 2026: the policy allows at most 7 days beyond Monday 13 July 2026.',
          },
        ],
      },
    });
    valueOf(await asked.extend('2026-07-16'));
    // The working day ends at 17:00 in London, which is 16:00 in UTC.
    expect((await setting.clockOf(asked.caseId, 'decision')).dueAt).toContain('2026-07-16 16:00:00');
  });

  it('is given no more often than the policy allows', async () => {
    const asked = await answered();
    valueOf(await asked.extend('2026-07-16'));
    expect(await asked.extend('2026-07-17')).toMatchObject({
      ok: false,
      refusal: {
        message: 'The extension is not allowed by the policy again: it allows one once.',
      },
    });
  });
});

describe('an officer of a party', () => {
  /** How many rows the statement changes in a transaction of the officer, as the role of the server. */
  const asOfficer = async (caseId: string, statement: string) => {
    const url = setting.database.appUrl;
    const dataSource = await createDataSource({ url, applicationName: 'officer', poolSize: 1 }).initialize();
    try {
      const unit = new UnitOfWork({
        dataSource,
        clock: clockAt('2026-07-08T09:00:00Z'),
        ids: { newId, newReference },
      });
      const changed = await unit.write(police, async (sql) =>
        done((await sql.query(statement, [caseId])).length),
      );
      return valueOf(changed);
    } finally {
      await dataSource.destroy();
    }
  };

  it('may by SQL stop the clocks that an answer ends, and no other, and move the day of none', async () => {
    const asked = await Asked.open();
    await asked.ask();
    const from = 'where case_id = $1 returning id';
    await expect(
      asOfficer(asked.caseId, `update concord.clocks set due_on = '2027-01-01' ${from}`),
    ).rejects.toThrow('row-level security');
    expect(
      await asOfficer(
        asked.caseId,
        `update concord.clocks set due_on = '2027-01-01' where case_id = $1 and step = 'request' returning id`,
      ),
    ).toBe(0);
    expect(await asOfficer(asked.caseId, `update concord.clocks set stopped_at = now() ${from}`)).toBe(1);
  });
});
