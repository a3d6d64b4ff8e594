// cspell:ignore functiondef regprocedure
import type { DataSource } from 'typeorm';
import { done } from '#casework/outcome.js';
import type { Member, Principal } from '#casework/principal.js';
import { createDataSource } from '#persistence/data-source.js';
import { KeptDirectories } from '#persistence/kept-directories.js';
import { ReadSession } from '#persistence/read-session.js';
import { directoryVersionIn, openingStatements } from '#persistence/session.js';
import { UnitOfWork } from '#persistence/unit-of-work.js';
import { newId } from '#platform/ids.js';
import type pg from 'pg';
import { principalOf, openSetting, standings, type Setting } from './isolation/setting.js';
import { asPrincipal } from './isolation/tables.js';
import { clock, ids } from './isolation/two-partnerships.js';

let setting: Setting;
let source: DataSource;
beforeAll(async () => {
  setting = await openSetting();
  const url = setting.database.appUrl;
  source = await createDataSource({ url, applicationName: 'opening', poolSize: 2 }).initialize();
}, 60_000);
afterAll(async () => {
  await source.destroy();
  await setting.end();
});

/** What opening a transaction for somebody came to: the version of the directory, or the server's refusal. */
async function opened(
  client: pg.ClientBase,
  principal: Principal,
): Promise<{ version?: string; code?: string }> {
  try {
    const told: pg.QueryResult | pg.QueryResult[] = await client.query(
      openingStatements(principal, 'REPEATABLE READ'),
    );
    return { version: directoryVersionIn(Array.isArray(told) ? told : [told]) };
  } catch (error) {
    return { code: String((error as pg.DatabaseError).code) };
  } finally {
    await client.query('rollback');
  }
}

async function versionOf(tenantId: string): Promise<string> {
  const { rows } = await setting.admin.query<{ version: string }>(
    'select directory_version as version from concord.partnerships where tenant_id = $1',
    [tenantId],
  );
  return rows[0]?.version ?? '';
}

describe('a transaction that opens', () => {
  it.each(standings)('for the %s of a partnership tells the version of its directory', async (standing) => {
    for (const partnership of [setting.leicester, setting.northYorkshire]) {
      const client = standing === 'worker' ? setting.worker : setting.app;
      const version = await versionOf(partnership.tenantId);
      expect(await opened(client, principalOf(partnership, standing))).toEqual({ version });
    }
  });

  it('keeps its settings to itself', async () => {
    const { app, leicester } = setting;
    const names = ['tenant_id', 'user_id', 'agency_id', 'roles', 'permissions', 'actor', 'applicant_case_id'];
    const settings = `select ${names.map((name) => `current_setting('concord.${name}', true) as ${name}`).join(', ')}`;
    const within = await asPrincipal(app, leicester.officer, () => app.query(settings));
    expect(within.rows).toEqual([
      {
        tenant_id: leicester.tenantId,
        user_id: leicester.officer.userId,
        agency_id: leicester.policeId,
        // A role of people is asked for nowhere; what it allows is.
        roles: '',
        permissions:
          'cases.follow,cases.read_asked,grants.give,grants.see,reports.link,reports.read_accesses,' +
          'reports.read_own,reports.record,requests.answer',
        actor: `member:${leicester.officer.membershipId}`,
        applicant_case_id: '',
      },
    ]);
    const afterwards = await app.query<Record<string, string | null>>(settings);
    for (const value of Object.values(afterwards.rows[0] ?? {})) expect(value ?? '').toBe('');
  });

  it('takes no name for a part of its text', async () => {
    const { app, leicester } = setting;
    const quoting = { ...leicester.officer, membershipId: `'); select pg_sleep(60); --` };
    expect(await opened(app, quoting)).toEqual({ code: '22P02' });
  });
});

const others = (): readonly [string, Member][] => {
  const { leicester, northYorkshire } = setting;
  const { officer, coordinator, chair } = leicester;
  const { agencyId: _none, ...ofNoAgency } = officer;
  return [
    ['of another partnership', { ...northYorkshire.officer, tenantId: leicester.tenantId }],
    ['that another partnership is named for', { ...officer, tenantId: northYorkshire.tenantId }],
    ['that nobody has', { ...officer, membershipId: newId() }],
    ['of somebody else', { ...officer, userId: coordinator.userId }],
    ['for another agency', { ...officer, agencyId: northYorkshire.policeId }],
    ['for no agency', ofNoAgency],
    ['for an agency, of staff who act for none', { ...coordinator, agencyId: leicester.policeId }],
    ['with another role', { ...chair, roles: ['coordinator'], permissions: coordinator.permissions }],
    [
      'with one more role',
      { ...chair, roles: ['chair', 'coordinator'], permissions: coordinator.permissions },
    ],
    ['without a role', { ...chair, roles: [], permissions: [] }],
    ['with one more permission', { ...chair, permissions: [...chair.permissions, 'audit.read'] }],
    ['without its permissions', { ...chair, permissions: [] }],
  ];
};

describe('a membership', () => {
  it('that does not stand as it is named opens nothing', async () => {
    for (const [what, member] of others())
      expect([what, await opened(setting.app, member)]).toEqual([what, { code: '28000' }]);
  });

  it('would open everything without the check', async () => {
    const named = 'concord.open_session(uuid, uuid, uuid, uuid, text, text, text)';
    const { rows } = await setting.admin.query<{ text: string }>(
      `select pg_get_functiondef('${named}'::regprocedure) as text`,
    );
    const own = rows[0]?.text ?? '';
    await setting.admin.query(own.replace('if is_member and', 'if false and'));
    try {
      for (const [what, member] of others())
        expect([what, await opened(setting.app, member)]).toEqual([
          what,
          { version: await versionOf(member.tenantId) },
        ]);
    } finally {
      await setting.admin.query(own);
    }
    for (const [what, member] of others())
      expect([what, await opened(setting.app, member)]).toEqual([what, { code: '28000' }]);
  });

  it('opens nothing once its issuer is trusted no more, or for another agency only', async () => {
    const { admin, app, leicester } = setting;
    const { tenantId, officer, coordinator, policeId } = leicester;
    const both = async () => [await opened(app, officer), await opened(app, coordinator)];
    const stands = { version: await versionOf(tenantId) };
    const trust = (text: string, values: unknown[] = []) =>
      admin.query(`update concord.trusted_issuers set ${text} where tenant_id = $1`, [tenantId, ...values]);
    expect(await both()).toEqual([stands, stands]);
    await trust('agency_id = $2', [policeId]);
    expect(await both()).toEqual([stands, { code: '28000' }]);
    await trust("issuer = 'https://others.example'");
    expect(await both()).toEqual([{ code: '28000' }, { code: '28000' }]);
    await trust("issuer = 'https://people.example', agency_id = null");
    expect(await both()).toEqual([stands, stands]);
  });
});

describe('the work of somebody whose membership has ended', () => {
  const change = (text: string) =>
    setting.admin.query(`update concord.memberships set ended_at = ${text} where id = $1`, [
      setting.leicester.coordinator.membershipId,
    ]);
  beforeEach(() => change('now()'));
  afterEach(() => change('null'));

  const auditEntries = async () => {
    const { rows } = await setting.admin.query('select count(*)::int as n from concord.audit_entries');
    return rows as unknown[];
  };
  const session = () =>
    new ReadSession(setting.leicester.coordinator, {
      dataSource: source,
      clock,
      ids,
      directories: new KeptDirectories(),
    });

  it('is told that by each of its reads, and by their end, and leaves no entry', async () => {
    const before = await auditEntries();
    const reading = session();
    reading.consulted({
      action: 'CASE_READ',
      kind: 'CONSULTATION',
      subjectType: 'CASE',
      subjectIds: [newId()],
    });
    const told = { name: 'MembershipEnded' };
    const cases = reading.sql.query('select id from concord.cases');
    const [first, second, directory] = await Promise.allSettled([
      cases,
      reading.sql.query('select id from concord.reports'),
      reading.readDirectory(),
    ]);
    for (const outcome of [first, second, directory])
      expect(outcome).toMatchObject({ status: 'rejected', reason: told });
    await expect(reading.finish()).rejects.toMatchObject(told);
    await reading.abandon();
    expect(await auditEntries()).toEqual(before);
    expect(await source.query('select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('is refused before a change begins, and the next borrower finds the pool whole', async () => {
    const unitOfWork = new UnitOfWork({ dataSource: source, clock, ids });
    let ran = 0;
    const attempt = () =>
      unitOfWork.write(setting.leicester.coordinator, () => {
        ran += 1;
        return Promise.resolve(done({}));
      });
    for (let turn = 0; turn < 3; turn += 1)
      await expect(attempt()).rejects.toMatchObject({ name: 'MembershipEnded' });
    expect(ran).toBe(0);
    await change('null');
    await Promise.all([attempt(), attempt(), attempt()]);
    expect(ran).toBe(3);
  });

  it('goes on to its end where it had begun before, in its own moment', async () => {
    await change('null');
    const reading = session();
    expect(await reading.sql.query('select id from concord.cases')).toHaveLength(1);
    await change('now()');
    expect(await reading.sql.query('select id from concord.cases')).toHaveLength(1);
    await reading.finish();
  });
});
