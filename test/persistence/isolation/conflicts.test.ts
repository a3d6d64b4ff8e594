// cspell:ignore tablename
import type { Principal } from '#casework/principal.js';
import { inCopyOf, type Connections } from './in-copy.js';
import { asPrincipal, listTables, refusal } from './tables.js';
import { threeCases, whoIs, type ThreeCases } from './three-cases.js';

let here: ThreeCases;
beforeAll(async () => (here = await threeCases()), 60_000);
afterAll(() => here.database.drop());

type Reader = 'coordinator' | 'chair' | 'panel_member' | 'officer';
const readers: readonly Reader[] = ['coordinator', 'chair', 'panel_member', 'officer'];

/** As if everybody who reads cases had declared a conflict in the first, by themselves or of another. */
const declared = () => {
  const users = readers.map((who) => memberOf(who).userId).map((id) => `'${id}'`);
  return `insert into concord.case_conflicts (tenant_id, id, case_id, membership_id, user_id, reason, declared_by, declared_at)
    select m.tenant_id, gen_random_uuid(), '${here.cases.answered}', m.id, m.user_id, 'A friend.', m.user_id, now()
    from concord.memberships m where m.user_id in (${users.join()}) and m.tenant_id = '${here.leicester.tenantId}';`;
};

function memberOf(who: Reader) {
  const principal = whoIs(here, who);
  if (principal.kind !== 'member') throw new Error(`${who} is a member.`);
  return principal;
}

const inCopy = <T>(sql: string, work: (connections: Connections) => Promise<T>) =>
  inCopyOf(here.database, sql, work);

/** In how many rows of which tables somebody finds the case. */
async function trace({ app }: Connections, who: Reader): Promise<Record<string, number>> {
  const found: Record<string, number> = {};
  const tables = (await listTables(app)).filter(({ mayRead }) => mayRead);
  await asPrincipal(app, memberOf(who), async () => {
    for (const { name } of tables) {
      if (name === 'concord.case_conflicts') continue;
      const { rows } = await app.query<{ count: number }>(
        `select count(*)::integer as count from ${name} t where to_jsonb(t)::text like $1`,
        [`%${here.cases.answered}%`],
      );
      if ((rows[0]?.count ?? 0) > 0) found[name] = rows[0]?.count ?? 0;
    }
  });
  return found;
}

describe('a case in which somebody has a conflict of interest', () => {
  it.each(readers)('is found by the %s in many tables before, and in none after', async (who) => {
    const before = await inCopy('select', (connections) => trace(connections, who));
    expect(Object.keys(before).length).toBeGreaterThan(9);
    const after = await inCopy(declared(), (connections) => trace(connections, who));
    expect(after).toEqual({});
  });

  it('stays as it is for whoever has none', async () => {
    const others = `${declared()} delete from concord.case_conflicts where user_id <> '${memberOf('chair').userId}';`;
    const [before, after] = [
      await inCopy('select', (connections) => trace(connections, 'coordinator')),
      await inCopy(others, (connections) => trace(connections, 'coordinator')),
    ];
    expect(after).toEqual(before);
  });

  it('is found in every table again once its wall is taken away, which shows that the walls are what hides it', async () => {
    const { walled, open } = await inCopy(declared(), async (connections) => {
      const { rows } = await connections.admin.query<{ name: string }>(
        `select tablename as name from pg_policies where policyname = 'conflict_wall' and tablename not in ('reports', 'report_readers')`,
      );
      const names = rows.map(({ name }) => name);
      for (const name of names) await connections.admin.query(`drop policy conflict_wall on concord.${name}`);
      return { walled: names, open: await trace(connections, 'coordinator') };
    });
    const seen = Object.keys(open).map((name) => name.replace('concord.', ''));
    // Nobody opened a report of the first case otherwise, and the coordinator is no reader of an agency.
    expect(walled.filter((name) => !seen.includes(name)).sort()).toEqual([]);
  });

  it('is followed by reference and secret by whose roles open no case, and by nobody whose roles do', async () => {
    const { reference, secretHash } = here.applicant;
    const { userId } = here.leicester.others.advocate;
    const alsoTheirs = `${declared()} update concord.case_conflicts set user_id = '${userId}', case_id = '${here.cases.answered}'
      where user_id = '${userId}';`;
    await inCopy(alsoTheirs, async ({ app }) => {
      const follows = (principal: Principal) =>
        asPrincipal(app, principal, async () => {
          await app.query('select concord.enter_application($1, $2)', [reference, secretHash]);
          const found: boolean[] = [];
          for (const [table, column] of [
            ['cases', 'id'],
            ['clocks', 'case_id'],
            ['decisions', 'case_id'],
          ]) {
            const sql = `select from concord.${String(table)} where ${String(column)} = '${here.cases.answered}'`;
            found.push(((await app.query(sql)).rowCount ?? 0) > 0);
          }
          return found;
        });
      expect(await follows(here.leicester.others.advocate)).toEqual([true, true, true]);
      for (const who of readers) expect(await follows(memberOf(who))).toEqual([false, false, false]);
    });
  });

  it('is spoken of by no function of the owner either', async () => {
    const calls = {
      parties: `select count(*)::integer as said from concord.list_case_parties('${here.cases.answered}')`,
      moments: `select count(*)::integer as said from concord.moments_of_case('${here.cases.answered}')`,
      accesses: `select count(*)::integer as said from concord.list_accesses('${here.cases.answered}', null, null, 10)`,
    };
    const said = (sql: string) =>
      inCopy(sql, async ({ app }) =>
        asPrincipal(app, memberOf('coordinator'), async () => {
          const counts: Record<string, boolean> = {};
          for (const [name, call] of Object.entries(calls))
            counts[name] = ((await app.query<{ said: number }>(call)).rows[0]?.said ?? 0) > 0;
          return counts;
        }),
      );
    expect(await said('select')).toEqual({ parties: true, moments: true, accesses: true });
    expect(await said(declared())).toEqual({ parties: false, moments: false, accesses: false });
  });

  it('has reports that the coordinator does not read any more, unless another case has them too', async () => {
    const count = (connections: Connections) =>
      asPrincipal(connections.app, memberOf('coordinator'), async () => {
        const { rows } = await connections.app.query<{ id: string }>('select id from concord.reports');
        return rows.map(({ id }) => id);
      });
    const { reportId } = here.leicester.played;
    expect(await inCopy('select', count)).toContain(reportId);
    expect(await inCopy(declared(), count)).not.toContain(reportId);
    const alsoElsewhere = `insert into concord.report_links (tenant_id, case_id, report_id, agency_id, category, linked_by,
        linked_at, coordinator_level, coordinator_until)
      select tenant_id, '${here.cases.asked}', report_id, agency_id, category, linked_by, linked_at, coordinator_level,
        coordinator_until from concord.report_links where report_id = '${reportId}';`;
    expect(await inCopy(declared() + alsoElsewhere, count)).toContain(reportId);
  });
});

describe('a decision', () => {
  const again = (column: string, table: string, by: string) =>
    `insert into concord.${table} select (jsonb_populate_record(t,
       jsonb_build_object('id', gen_random_uuid(), '${column}', '${by}'))).* from concord.${table} t
     where case_id = '${here.cases.foreign}' limit 1`;
  const undecided = 'delete from concord.decisions';
  const tries = async (sql: string, table: string, column: string) =>
    inCopy(`${undecided} where case_id <> '${here.cases.foreign}'; ${sql}`, async ({ app }) =>
      asPrincipal(app, memberOf('coordinator'), async () => {
        const by = memberOf('coordinator').userId;
        const error = await refusal(app, again(column, table, by));
        return error?.message;
      }),
    );

  const worked: Readonly<Record<string, (user: string) => string>> = {
    'recorded a report of it': (user) =>
      `update concord.reports r set recorded_by = '${user}' from concord.report_links l
       where l.report_id = r.id and l.case_id = '${here.cases.foreign}'`,
    'put a report to it': (user) =>
      `update concord.report_links set linked_by = '${user}' where case_id = '${here.cases.foreign}'`,
    'answered for an agency about it': (user) =>
      `update concord.information_requests set status = 'ANSWERED', holds = 'NOTHING', answered_at = now(),
       answered_by = '${user}' where case_id = '${here.cases.foreign}'`,
  };

  it.each(Object.entries(worked))('is refused by the database to whoever %s', async (_name, work) => {
    const sql = work(memberOf('coordinator').userId);
    for (const [table, column] of [
      ['decisions', 'decided_by'],
      ['case_judgements', 'recorded_by'],
    ] as const)
      expect(await tries(sql, table, column)).toMatch(/conflict of interest/);
  });

  it('is not refused for that to whoever did none of it', async () => {
    // It is there already: the key says no, and not the conflict.
    expect(await tries('select', 'decisions', 'decided_by')).toMatch(/decisions_case_key/);
  });

  it('is made in nobody else’s name', async () => {
    const message = await inCopy('select', async ({ app }) =>
      asPrincipal(app, memberOf('coordinator'), async () => {
        const error = await refusal(app, again('decided_by', 'decisions', memberOf('chair').userId));
        return error?.message;
      }),
    );
    expect(message).toMatch(/another's name/);
  });
});
