import type pg from 'pg';
import type { Member } from '#casework/principal.js';
import { newId } from '#platform/ids.js';
import { eventually } from '../live/live-client.js';
import { attempt, connect, refusal } from '../persistence/isolation/tables.js';
import { accepted, type ReviewCase } from '../support/review-case.js';
import {
  administrator,
  agreementOf,
  done,
  later,
  managers,
  notAsked,
  officers,
  outsider,
  owner,
  reader,
} from './acts.js';
import { as, begin, connectAsApp, membersOf, uuidOf } from './database-world.js';
import { OneAgreement } from './one-case.js';

const coordinator = 'priya.coordinator';
let here: OneAgreement;
let people: Readonly<Record<string, Member>>;
let admin: pg.Client;
let app: pg.Client;
let review: ReviewCase;
/** Ids of the database by what they are here. */
const ids: Record<string, string> = {};

beforeAll(async () => {
  here = await OneAgreement.start();
  people = await membersOf(here.app, [
    ...Object.values(officers),
    ...Object.values(managers),
    administrator,
    coordinator,
    'helen.chair',
  ]);
  admin = await connect(here.app.database.adminUrl);
  app = await connectAsApp(here.app);
  review = await here.openCase();
  for (const [name, opening] of Object.entries({
    open: { partyLevel: 'CONTENT' },
    attested: { partyLevel: 'ATTESTED' },
    closed: { closedToParties: true },
  } as const))
    ids[name] = uuidOf(await here.put(review, opening));
  const theirs = await review.record(outsider, { on: '2026-01-10' });
  ids['of the outsider'] = uuidOf(theirs);
  ids['not linked'] = uuidOf(await here.record(review));
  for (const slug of Object.keys(officers)) ids[slug] = uuidOf(await review.agencyId(slug));
  await makeAgreements();
}, 60_000);
afterAll(async () => {
  for (const client of [admin, app]) await client.end();
  await here.app.stop();
});

async function makeAgreements(): Promise<void> {
  ids['in force'] = uuidOf(here.agreementId);
  ids['of dates'] = uuidOf(
    await agreementOf(here.app, {
      fieldGroups: ['ATTESTATION'],
      coordinatorLevel: 'ATTESTED',
      partyLevel: 'ATTESTED',
    }),
  );
  ids['not begun'] = uuidOf(await agreementOf(here.app, { startsOn: '2026-03-03' }));
  ids['over'] = uuidOf(
    await agreementOf(here.app, { startsOn: '2026-01-01', reviewOn: '2026-03-02', expiresOn: '2026-03-02' }),
  );
  const withdrawn = await agreementOf(here.app);
  await done(here.app, administrator, [
    'withdrawSharingAgreement',
    { agreementId: withdrawn, reason: 'A test' },
  ]);
  ids['withdrawn'] = uuidOf(withdrawn);
  const left = await agreementOf(here.app);
  await done(here.app, managers[owner], ['leaveSharingAgreement', { agreementId: left, reason: 'A test' }]);
  ids['left by the owner'] = uuidOf(left);
  const { rows } = await admin.query<{ id: string }>(
    `select s.id from concord.sharing_agreements s join directory.partnerships p using (tenant_id)
     where p.slug = 'north-yorkshire'`,
  );
  ids['of another partnership'] = rows[0]?.id ?? '';
}

function who(subject: string): Member {
  const found = people[subject];
  if (!found) throw new Error(`${subject} was not looked up.`);
  return found;
}

/** What a statement came to for somebody: the code of the refusal, or how many rows it touched. */
function tried(subject: string, sql: string, values: readonly unknown[] = []): Promise<string | number> {
  return as(here.app, app, {
    principal: who(subject),
    work: async () => {
      const { error, rows } = await attempt(app, sql, values);
      return error?.code ?? rows;
    },
  });
}

async function idsSeen(subject: string, sql: string): Promise<string[]> {
  return as(here.app, app, {
    principal: who(subject),
    work: async () => (await app.query<{ id: string }>(sql)).rows.map(({ id }) => id).sort(),
  });
}

const sorted = (...names: string[]) => names.map((name) => ids[name]).sort();
const reportsOfOwner = `select id from concord.reports where agency_id <> concord.agency_id()`;
const linksOfOwner = `select report_id as id from concord.report_links where agency_id <> concord.agency_id()`;

describe('what others read of an agency', () => {
  it('is the rows of which the triggers say so, and none when these are gone', async () => {
    expect(await idsSeen(officers[reader], reportsOfOwner)).toEqual(sorted('open'));
    expect(await idsSeen(officers[reader], linksOfOwner)).toEqual(sorted('open', 'attested'));
    await admin.query(
      'create table kept_readers as select * from concord.report_readers; delete from concord.report_readers',
    );
    expect(await idsSeen(officers[reader], reportsOfOwner)).toEqual([]);
    expect(await idsSeen(officers[reader], linksOfOwner)).toEqual([]);
    await admin.query(
      'insert into concord.report_readers select * from kept_readers; drop table kept_readers',
    );
    expect(await idsSeen(officers[reader], reportsOfOwner)).toEqual(sorted('open'));
  });

  it.each([officers[outsider], officers[later], officers[notAsked], administrator, 'helen.chair'])(
    'is no row of reports for %s',
    async (subject) => {
      const sql = 'select id from concord.reports where agency_id is distinct from concord.agency_id()';
      expect(await idsSeen(subject, sql)).toEqual([]);
    },
  );

  it('ends with the agreement, by the clock of the server', async () => {
    const before = here.app.clock.now().toString();
    here.app.clock.moveTo('2026-12-31T23:59:59Z');
    expect(await idsSeen(officers[reader], reportsOfOwner)).toEqual(sorted('open'));
    here.app.clock.moveTo('2027-01-01T00:00:00Z');
    expect(await idsSeen(officers[reader], reportsOfOwner)).toEqual([]);
    expect(await idsSeen(coordinator, 'select id from concord.reports')).toEqual([]);
    here.app.clock.moveTo(before);
  });

  it('ends with the agreement by one row: what was worked out stays, and opens nothing', async () => {
    const worked =
      'select xmin::text, grant_id, agency_id from concord.report_readers order by grant_id, agency_id';
    const before = (await admin.query(worked)).rows;
    await setWithdrawn('in force', true);
    for (const sql of [reportsOfOwner, linksOfOwner, 'select grant_id as id from concord.report_readers'])
      expect(await idsSeen(officers[reader], sql)).toEqual([]);
    expect(await idsSeen(coordinator, 'select id from concord.reports')).toEqual([]);
    expect((await admin.query(worked)).rows).toEqual(before);
    await setWithdrawn('in force', false);
    expect(await idsSeen(officers[reader], reportsOfOwner)).toEqual(sorted('open'));
  });

  it('is a report that was opened in two cases as long as either agreement lasts', async () => {
    const agreementId = await agreementOf(here.app);
    ids['another'] = uuidOf(agreementId);
    const [one, other] = [await here.openCase(), await here.openCase()];
    const report = await here.put(one, { coordinatorLevel: 'CONTENT' });
    const again = await other.link(owner, report, { agreementId, coordinatorLevel: 'CONTENT' });
    expect(again.__typename).toBe('CaseChanged');
    const seen = async () =>
      (await idsSeen(coordinator, 'select id from concord.reports')).includes(uuidOf(report));
    const lasting: Record<string, boolean> = {};
    for (const [inForce, another] of [
      [true, true],
      [false, true],
      [true, false],
      [false, false],
    ] as const) {
      await setWithdrawn('in force', !inForce);
      await setWithdrawn('another', !another);
      lasting[`${String(inForce)} ${String(another)}`] = await seen();
    }
    await setWithdrawn('in force', false);
    expect(lasting).toEqual({
      'true true': true,
      'false true': true,
      'true false': true,
      'false false': false,
    });
  });
});

async function setWithdrawn(name: string, isWithdrawn: boolean): Promise<void> {
  await admin.query('update concord.sharing_agreements set withdrawn_at = $2 where id = $1', [
    ids[name],
    isWithdrawn ? '2026-01-01T00:00:00Z' : null,
  ]);
}

/** A grant as the owner may give it, with what is forged. */
interface Forged {
  readonly as?: string;
  readonly report?: string;
  readonly of?: string;
  readonly under?: string;
  readonly level?: number;
  readonly revoked?: boolean;
  readonly tenant?: string;
}

const grantSql = `insert into concord.record_grants (tenant_id, id, agreement_id, case_id, report_id, owner_agency_id,
    audience, level, given_by, given_at, revoked_at)
  select coalesce($1::uuid, concord.tenant_id()), $2, $3, $4, $5, $6, 'OTHER_AGENCIES', $7, concord.user_id(), concord.now(),
    case when $8 then concord.now() end`;

function grantValues({
  tenant,
  report = 'closed',
  of = owner,
  under = 'in force',
  ...more
}: Forged): unknown[] {
  const tenantId = tenant ?? null;
  const { level = 3, revoked = false } = more;
  return [tenantId, newId(), ids[under], uuidOf(review.id), ids[report], ids[of], level, revoked];
}

describe('a grant', () => {
  const forged: Readonly<Record<string, Forged>> = {
    'of an agency of its report by another agency': { as: officers[reader] },
    'of another agency as if it were its own': { as: officers[reader], of: reader },
    'by the coordinator': { as: coordinator },
    'by the manager of its agency': { as: managers[owner] },
    'by the administrator': { as: administrator },
    'of a report that was put to no case': { report: 'not linked' },
    'of a report of somebody else': { report: 'of the outsider' },
    'under an agreement that does not begin before tomorrow': { under: 'not begun' },
    'under an agreement that was withdrawn': { under: 'withdrawn' },
    'under an agreement that its agency left': { under: 'left by the owner' },
    'under an agreement of another partnership': { under: 'of another partnership' },
    'above what its agreement covers': { under: 'of dates' },
    'above all levels': { level: 5 },
    'below all levels': { level: 0 },
    'that is revoked already': { revoked: true },
    'in a partnership that is not its own': { tenant: newId() },
  };

  it('is given by the officers of the agency whose report it is', async () => {
    expect(await tried(officers[owner], grantSql, grantValues({}))).toBe(1);
    expect(await tried(officers[owner], grantSql, grantValues({ under: 'of dates', level: 2 }))).toBe(1);
    expect(await tried(officers[owner], grantSql, grantValues({ under: 'over' }))).toBe(1);
  });

  it.each(Object.entries(forged))(
    '%s is refused',
    async (_name, { as: subject = officers[owner], ...forgery }) => {
      const told = await tried(subject, grantSql, grantValues(forgery));
      expect(['42501', '23503', '23514']).toContain(told);
    },
  );

  it('under an agreement that ended yesterday is refused', async () => {
    const before = here.app.clock.now().toString();
    here.app.clock.moveTo('2026-03-03T00:00:00Z');
    expect(await tried(officers[owner], grantSql, grantValues({ under: 'over' }))).toBe('42501');
    expect(await tried(officers[owner], grantSql, grantValues({ under: 'not begun' }))).toBe(1);
    here.app.clock.moveTo(before);
  });

  it('is withdrawn once, by its agency, and never changed otherwise', async () => {
    const revoke = `update concord.record_grants set revoked_at = concord.now(), revoked_by = concord.user_id()
      where report_id = '${ids['open'] ?? ''}' and audience = 'OTHER_AGENCIES'`;
    expect(await tried(officers[owner], revoke)).toBe(1);
    for (const subject of [officers[reader], coordinator, managers[owner], administrator])
      expect([subject, await tried(subject, revoke)]).toEqual([subject, 0]);
    for (const change of ['level = 4', 'until_at = null', 'agency_id = null', 'despite = null'])
      expect(await tried(officers[owner], `update concord.record_grants set ${change}`)).toBe('42501');
    await as(here.app, app, {
      principal: who(officers[owner]),
      work: async () => {
        await app.query(revoke);
        const again = 'update concord.record_grants set revoked_at = null where revoked_at is not null';
        expect((await attempt(app, again)).rows).toBe(0);
        expect((await attempt(app, revoke)).rows).toBe(0);
      },
    });
    expect(await refusalOf(officers[owner], 'delete from concord.record_grants')).toBe('42501');
  });
});

function refusalOf(subject: string, sql: string): Promise<string | undefined> {
  return as(here.app, app, {
    principal: who(subject),
    work: async () => (await refusal(app, sql))?.code,
  });
}

describe('what follows from grants', () => {
  it.each([officers[owner], officers[reader], coordinator, administrator, managers[reader]])(
    'is written by nobody: not by %s',
    async (subject) => {
      for (const sql of [
        'insert into concord.report_readers select * from concord.report_readers',
        'update concord.report_readers set level = 4',
        'delete from concord.report_readers',
        'update concord.report_links set coordinator_level = 4',
        'update concord.report_links set coordinator_until = null',
        'update concord.reports set coordinator_until = null',
        `select concord.renew_readers(concord.tenant_id(), '{}')`,
      ])
        expect([sql, await refusalOf(subject, sql)]).toEqual([sql, '42501']);
    },
  );

  it('is not told with a new link, or with a new report', async () => {
    const link = (column = '', value = '') => `insert into concord.report_links
      (tenant_id, case_id, report_id, agency_id, category, linked_by, linked_at${column})
      select concord.tenant_id(), '${uuidOf(review.id)}', '${ids['not linked'] ?? ''}', concord.agency_id(), 'ASB',
        concord.user_id(), concord.now()${value}`;
    expect(await tried(officers[owner], link())).toBe(1);
    expect(await tried(officers[owner], link(', coordinator_level', ', 4'))).toBe('42501');
    expect(await tried(officers[owner], link(', coordinator_until', ", '2099-01-01'"))).toBe('42501');
    const columns =
      'tenant_id, agency_id, category, occurred_on, occurred_month, place, hate_perceived, source, created_at';
    const report = (
      column = '',
      value = '',
    ) => `insert into concord.reports (${columns}, id, reference${column})
      select ${columns}, gen_random_uuid(), 'Forged'${value} from concord.reports
      where id = '${ids['not linked'] ?? ''}'`;
    expect(await tried(officers[owner], report())).toBe(1);
    expect(await tried(officers[owner], report(', coordinator_until', ", '2099-01-01'"))).toBe('42501');
  });
});

describe('an agreement', () => {
  const record = `insert into concord.sharing_agreements (tenant_id, id, title, purpose, record_classes, field_groups,
      coordinator_level, party_level, starts_on, review_on, expires_on, starts_at, ends_at, leaves_stub, recorded_by, recorded_at)
    select tenant_id, gen_random_uuid(), 'Forged', purpose, record_classes, field_groups, coordinator_level, party_level,
      starts_on, review_on, expires_on, starts_at, ends_at, leaves_stub, concord.user_id(), concord.now()
    from concord.sharing_agreements limit 1`;
  const withdraw = () => `update concord.sharing_agreements set withdrawn_at = concord.now()
    where id = '${ids['in force'] ?? ''}'`;
  const leave = (slug: string) => `update concord.sharing_agreement_parties set left_at = concord.now()
    where agreement_id = '${ids['in force'] ?? ''}' and agency_id = '${ids[slug] ?? ''}'`;

  it('is recorded by coordinator and administrator, and by no agency', async () => {
    for (const subject of [coordinator, administrator]) expect(await tried(subject, record)).toBe(1);
    for (const subject of [officers[owner], managers[owner], 'helen.chair'])
      expect(await tried(subject, record)).toBe('42501');
  });

  it('is withdrawn by the administrator alone, once', async () => {
    expect(await tried(administrator, withdraw())).toBe(1);
    for (const subject of [coordinator, officers[owner], managers[owner]])
      expect([subject, await tried(subject, withdraw())]).toEqual([subject, 0]);
    const revive = 'update concord.sharing_agreements set withdrawn_at = null where withdrawn_at is not null';
    expect(await tried(administrator, revive)).toBe(0);
    for (const change of ['party_level = 4', "expires_on = '2099-01-01'", "ends_at = '2099-01-01'"])
      expect(await tried(administrator, `update concord.sharing_agreements set ${change}`)).toBe('42501');
  });

  it('is left by the manager of an agency for that agency alone', async () => {
    expect(await tried(managers[reader], leave(reader))).toBe(1);
    for (const subject of [managers[owner], officers[reader], coordinator, administrator])
      expect([subject, await tried(subject, leave(reader))]).toEqual([subject, 0]);
  });
});

/** Changes in two transactions that do not see each other, the second begun before the first commits. */
describe('an agreement that ends while somebody opens a report under it', () => {
  const endings: Readonly<
    Record<string, { readonly by: string; readonly sql: (agreement: string) => string }>
  > = {
    withdrawn: {
      by: administrator,
      sql: (id) => `update concord.sharing_agreements set withdrawn_at = concord.now() where id = '${id}'`,
    },
    'left by the owner': {
      by: managers[owner],
      sql: (id) => `update concord.sharing_agreement_parties set left_at = concord.now()
        where agreement_id = '${id}' and agency_id = concord.agency_id()`,
    },
    'left by the reader': {
      by: managers[reader],
      sql: (id) => `update concord.sharing_agreement_parties set left_at = concord.now()
        where agreement_id = '${id}' and agency_id = concord.agency_id()`,
    },
  };

  async function atOnce(
    first: { readonly by: string; readonly sql: string; readonly values: readonly unknown[] },
    second: { readonly by: string; readonly sql: string },
  ): Promise<void> {
    const other = await connectAsApp(here.app);
    try {
      const pid = (await other.query<{ pid: number }>('select pg_backend_pid() as pid')).rows[0]?.pid;
      await begin(here.app, app, who(first.by));
      await app.query(first.sql, [...first.values]);
      await begin(here.app, other, who(second.by));
      let isDone = false;
      const ending = other
        .query(second.sql)
        .then(() => other.query('commit'))
        .finally(() => (isDone = true));
      await eventually('the end of the agreement, or its waiting', async () => {
        const { rows } = await admin.query<{ waits: boolean }>(
          'select cardinality(pg_blocking_pids($1)) > 0 as waits',
          [pid],
        );
        return isDone || rows[0]?.waits === true;
      });
      await app.query('commit');
      await ending;
    } finally {
      await other.end();
    }
  }

  it.each(Object.entries(endings))(
    'leaves nothing open: %s while a grant is given',
    async (_name, { by, sql }) => {
      const own = await here.openCase();
      const report = uuidOf(await here.put(own, { closedToParties: true, coordinatorLevel: 'LOCATOR' }));
      const agreement = uuidOf(await agreementOf(here.app));
      const values = [null, newId(), agreement, uuidOf(own.id), report, ids[owner], 3, false];
      await atOnce({ by: officers[owner], sql: grantSql, values }, { by, sql: sql(agreement) });
      expect(await idsSeen(officers[reader], reportsOfOwner)).not.toContain(report);
    },
  );

  it.each(Object.entries(endings))(
    'leaves nothing open: %s while an agency is asked',
    async (_name, { by, sql }) => {
      const own = await here.openCase();
      const agreementId = await agreementOf(here.app);
      const report = uuidOf(await here.put(own, { agreementId }));
      const party = `insert into concord.case_parties (tenant_id, case_id, agency_id, since)
      select concord.tenant_id(), $1, $2, concord.now()`;
      const values = [uuidOf(own.id), ids[later]];
      await atOnce({ by: coordinator, sql: party, values }, { by, sql: sql(uuidOf(agreementId)) });
      const seen = await idsSeen(officers[later], reportsOfOwner);
      if (by === managers[reader]) expect(seen).toContain(report);
      else expect(seen).not.toContain(report);
    },
  );
});

it('a grant to an agency that is not party, slipped past the use case, opens nothing to it', async () => {
  const sql = `insert into concord.record_grants (tenant_id, id, agreement_id, case_id, report_id, owner_agency_id, audience,
      agency_id, level, given_by, given_at)
    select concord.tenant_id(), gen_random_uuid(), $1, $2, $3, $4, 'AGENCY', $5, 4, concord.user_id(), concord.now()`;
  const own = await here.openCase();
  const report = uuidOf(await here.put(own, { closedToParties: true }));
  for (const slug of [outsider, notAsked, reader]) {
    await begin(here.app, app, who(officers[owner]));
    await app.query(sql, [ids['in force'], uuidOf(own.id), report, ids[owner], ids[slug]]);
    await app.query('commit');
  }
  const { rows } = await admin.query<{ agency_id: string }>(
    'select agency_id from concord.report_readers where report_id = $1',
    [report],
  );
  expect(rows).toEqual([{ agency_id: ids[reader] }]);
  accepted(await own.ask([later]));
});
