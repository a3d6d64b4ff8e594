import {
  addChildren,
  addedToOlderCase,
  anEntry,
  append,
  appended,
  childTables,
  insertionInto,
  linkRefusal,
  openOwnCase,
  pointedAcross,
  rowOf,
} from './attacks.js';
import { openingStatements } from '#persistence/session.js';
import { newId } from '#platform/ids.js';
import { expectedAccess, type ExpectedAccess } from './expected-access.js';
import { inCopyOf, type Connections } from './in-copy.js';
import { asPrincipal, attempt, listTables, refusal } from './tables.js';
import { standings, threeCases, whoIs, type ThreeCases } from './three-cases.js';
import { expectedLines, foundLines, rowsWhere, type Access } from './walk-table.js';

let here: ThreeCases;
beforeAll(async () => (here = await threeCases()));
afterAll(() => here.database.drop());

const untouched = 'select';
const inCopy = <T>(sql: string, work: (connections: Connections) => Promise<T>) =>
  inCopyOf(here.database, sql, work);
const tables = Object.keys(expectedAccess);
const expectationOf = (table: string): ExpectedAccess => expectedAccess[table] ?? {};
const commands = ['select', 'insert', 'update', 'delete'] as const;

describe('a walk over every table, by every command, as everybody of one partnership', () => {
  const expected = new Map<string, Access>();
  const found = new Map<string, Access>();
  const widened = new Map<string, Access>();

  beforeAll(async () => {
    await inCopy(untouched, async (connections) => {
      for (const table of tables) {
        expected.set(table, await expectedLines({ ...connections, here }, table));
        found.set(table, await foundLines({ ...connections, here }, table));
        await connections.admin.query(
          `create policy planted on concord.${table} for all using (true) with check (true)`,
        );
        widened.set(table, await foundLines({ ...connections, here }, table));
        await connections.admin.query(`drop policy planted on concord.${table}`);
      }
    });
  }, 180_000);

  it('has an expectation for every table that there is', async () => {
    const there = await inCopy(untouched, ({ admin }) => listTables(admin));
    expect(tables.map((table) => `concord.${table}`).sort()).toEqual(there.map(({ name }) => name));
  });

  it('tells some rows from all: what is expected of a part is neither nothing nor everything', async () => {
    await inCopy(untouched, async ({ admin }) => {
      for (const table of tables) {
        const all = await rowsWhere(admin, here, { table, rows: 'true' });
        expect([table, all.count > 0]).toEqual([table, true]);
        for (const command of commands)
          for (const rows of Object.values(expectationOf(table)[command] ?? {})) {
            if (rows === 'true') continue;
            const { count } = await rowsWhere(admin, here, { table, rows });
            expect([table, rows, count > 0, count < all.count]).toEqual([table, rows, true, true]);
          }
      }
    });
  });

  it.each(tables)('finds what is expected of %s', (table) => {
    expect(found.get(table)).toEqual(expected.get(table));
  });

  const workersAlone = new Set([
    ...commands.map((command) => `${command} log_followers`),
    'insert audit_checkpoints',
  ]);
  /** Tables and commands that a wider policy could not open further: everybody has them all, or the worker's role alone. */
  const openAlready = (table: string, command: (typeof commands)[number]) =>
    workersAlone.has(`${command} ${table}`) ||
    standings.every((each) => expectationOf(table)[command]?.[each] === 'true');
  const guarded = tables.flatMap((table) =>
    commands
      .filter((command) => expectationOf(table)[command] && !openAlready(table, command))
      .map((command) => [command, table] as const),
  );

  it.each(guarded)('would find a policy that lets everybody %s rows of %s', (command, table) => {
    const of = (lines: Access = []) => lines.filter((line) => line.startsWith(command));
    expect(of(widened.get(table)).length).toBeGreaterThan(of(expected.get(table)).length);
  });
});

describe('a visitor who applies', () => {
  it('adds to the case in the transaction that opens it, tells the log of it, and no other', async () => {
    await inCopy(untouched, async (connections) => {
      const { app } = connections;
      await app.query(openingStatements(whoIs(here, 'public'), 'READ COMMITTED'));
      const own = await openOwnCase(connections, here);
      await addChildren(connections, here, own);
      const received = anEntry(own, 'APPLICATION_RECEIVED');
      expect((await append(app, [received])).error).toBeUndefined();
      for (const entries of [
        [],
        [anEntry(own, 'CLOCK_EXTENDED')],
        [received, anEntry(here.cases.answered, 'APPLICATION_RECEIVED')],
      ])
        expect((await append(app, entries)).error).toHaveProperty('code', '42501');
      await app.query('commit');

      await asPrincipal(app, whoIs(here, 'public'), async () => {
        for (const table of childTables) {
          const row = { ...(await rowOf(connections.admin, table, own)), id: newId() };
          expect(await refusal(app, await insertionInto(app, table), [row])).toHaveProperty('code', '42501');
        }
        expect((await append(app, [anEntry(own, 'APPLICATION_RECEIVED')])).error).toHaveProperty(
          'code',
          '42501',
        );
      });
    });
  });

  it('adds nothing to a case that was there before, whatever settings they make up', async () => {
    expect(await inCopy(untouched, (connections) => addedToOlderCase(connections, here))).toEqual([]);
  });

  it.each(childTables)('would be seen to add to %s, were they let', async (table) => {
    const wider = `create policy planted on concord.${table} for insert with check ((select concord.has_role('public')))`;
    expect(await inCopy(wider, (connections) => addedToOlderCase(connections, here))).toEqual([table]);
  });

  it('opens a case at its beginning only, and nobody chooses which transaction opened it', async () => {
    await inCopy(untouched, async ({ admin, app }) => {
      const insert = await insertionInto(app, 'cases');
      const row = { ...(await rowOf(admin, 'cases', here.cases.answered)), id: newId(), reference: 'X' };
      for (const standing of ['public', 'coordinator'] as const)
        await asPrincipal(app, whoIs(here, standing), async () => {
          for (const odd of [{ stage: 'THRESHOLD_MET' }, { version: 2 }]) {
            const opened = { ...row, version: 1, stage: 'RECEIVED', ...odd };
            expect(await refusal(app, insert, [opened])).toHaveProperty('code', '42501');
          }
          const chosen = { ...row, version: 1, stage: 'RECEIVED', opened_in: '1' };
          expect(await refusal(app, await insertionInto(admin, 'cases'), [chosen])).toHaveProperty(
            'code',
            '42501',
          );
          const change = 'update concord.cases set opened_in = pg_current_xact_id()';
          expect(await refusal(app, change)).toHaveProperty('code', '42501');
          expect(await refusal(app, insert, [chosen])).toBeUndefined();
        });
    });
  });
});

describe('the log', () => {
  const expected = [
    'coordinator answered APPLICATION_RECEIVED',
    'coordinator answered CLOCK_EXTENDED',
    'coordinator foreign APPLICATION_RECEIVED',
    'coordinator foreign CLOCK_EXTENDED',
    'officer answered APPLICATION_RECEIVED',
    'officer answered CLOCK_EXTENDED',
    'worker answered APPLICATION_RECEIVED',
    'worker answered CLOCK_EXTENDED',
    'worker foreign APPLICATION_RECEIVED',
    'worker foreign CLOCK_EXTENDED',
  ];

  it('is told by the coordinator and the worker of every case, by officers of their own', async () => {
    expect(await inCopy(untouched, (connections) => appended(connections, here))).toEqual(expected);
  });

  it('would be seen to be open to everybody, were its check gone', async () => {
    const wider = `create or replace function concord.may_append_events(entries jsonb) returns boolean
      language sql stable security definer set search_path = '' as $$ select true $$`;
    expect(await inCopy(wider, (connections) => appended(connections, here))).toHaveLength(
      standings.length * 4,
    );
  });
});

describe('a pointer from one case to a row of another', () => {
  it('is refused by the key', async () => {
    expect(await inCopy(untouched, (connections) => pointedAcross(connections, here))).toEqual([]);
  });

  it.each([
    ['incident_complaints', 'incident_id', 'incident_complaints_incident_fkey'],
    ['incident_complaints', 'person_id', 'incident_complaints_person_fkey'],
    ['incident_complaints', 'household_id', 'incident_complaints_household_fkey'],
    ['incident_sufferers', 'incident_id', 'incident_sufferers_incident_fkey'],
    ['incident_sufferers', 'person_id', 'incident_sufferers_person_fkey'],
    ['case_people', 'household_id', 'case_people_household_fkey'],
    ['case_incidents', 'problem_id', 'case_incidents_problem_fkey'],
    ['case_incidents', 'place_id', 'case_incidents_place_fkey'],
    ['case_incidents', 'complained_of_id', 'case_incidents_complained_of_fkey'],
    ['incident_reports', 'incident_id', 'incident_reports_incident_fkey'],
    ['incident_reports', 'person_id', 'incident_reports_person_fkey'],
    ['incident_reports', 'household_id', 'incident_reports_household_fkey'],
    ['decisions', 'proposal_id', 'decisions_proposal_fkey'],
  ])('would be seen in %s.%s, were it without its key', async (table, column, key) => {
    const wider = `alter table concord.${table} drop constraint ${key}`;
    expect(await inCopy(wider, (connections) => pointedAcross(connections, here))).toEqual([
      `${table}.${column}`,
    ]);
  });
});

describe('a report is put to a case', () => {
  const notLinked = 'CRIME/2';
  const attempts = () => {
    const { policeId } = here.leicester;
    const { asked, foreign } = here.cases;
    const own = { caseId: asked, reference: notLinked, agencyId: policeId };
    return {
      own: { ...own, as: whoIs(here, 'officer') },
      toForeignCase: { ...own, caseId: foreign, as: whoIs(here, 'officer') },
      inTheNameOfOthers: { ...own, agencyId: here.councilId, as: whoIs(here, 'officer') },
      byOperator: { ...own, as: whoIs(here, 'operator') },
      byPolicingBody: { ...own, as: whoIs(here, 'policing_body') },
      byCoordinator: { ...own, as: whoIs(here, 'coordinator') },
    };
  };
  const tried = (sql: string) =>
    inCopy(sql, async (connections) => {
      const told: Record<string, string | undefined> = {};
      for (const [name, link] of Object.entries(attempts()))
        told[name] = await linkRefusal(connections, here, link);
      return told;
    });

  it('by an officer of the agency whose it is, which is party to the case, and by nobody else', async () => {
    expect(await tried(untouched)).toEqual({
      own: undefined,
      toForeignCase: '42501',
      inTheNameOfOthers: '42501',
      byOperator: '42501',
      byPolicingBody: '42501',
      byCoordinator: '42501',
    });
  });

  it('would be seen to be put by anybody, were the policy wider; the key still holds whose it is', async () => {
    expect(await tried('create policy planted on concord.report_links for insert with check (true)')).toEqual(
      {
        own: undefined,
        toForeignCase: undefined,
        inTheNameOfOthers: '23503',
        byOperator: undefined,
        byPolicingBody: undefined,
        byCoordinator: undefined,
      },
    );
  });
});

describe('the first answers that visitors were given', () => {
  const longAgo = '2020-01-01T00:00:00Z';
  const find = 'select answer from concord.find_client_key($1, $2)';
  const listed = ({ app }: Connections) =>
    asPrincipal(app, whoIs(here, 'public'), () => attempt(app, 'select * from concord.client_keys'));

  it('are found by who knows their key in that partnership, and cannot be listed, written or removed', async () => {
    await inCopy(untouched, async (connections) => {
      const { app } = connections;
      expect((await listed(connections)).error).toHaveProperty('code', '42501');
      await asPrincipal(app, whoIs(here, 'public'), async () => {
        for (const statement of [
          'delete from concord.client_keys',
          "update concord.client_keys set key = 'mine'",
          "insert into concord.client_keys (key) values ('mine')",
        ])
          expect(await refusal(app, statement)).toHaveProperty('code', '42501');
        expect((await app.query(find, ['first-application', longAgo])).rows).toMatchObject([
          { answer: { caseId: here.cases.answered } },
        ]);
        for (const [key, since] of [
          ['first', longAgo],
          ['first-report', longAgo],
          ['%', longAgo],
          ['first-application', 'infinity'],
        ])
          expect((await app.query(find, [key, since])).rows).toEqual([]);
      });
    });
  });

  it('would be seen to be listed, were the table open', async () => {
    const wider =
      'grant select on concord.client_keys to concord_app; create policy planted on concord.client_keys using (true)';
    expect((await inCopy(wider, listed)).rows).toBeGreaterThan(1);
  });

  it('are removed a hundred at a time once a day has passed for the server too, of that partnership alone', async () => {
    await inCopy(untouched, async ({ admin, app }) => {
      for (const { tenantId } of [here.leicester, here.northYorkshire])
        await admin.query(
          `insert into concord.client_keys (tenant_id, actor, key, operation, input_hash, answer, created_at)
           select $1, 'public', 'key-' || n, 'x', 'x', '{}', now() - n * interval '1 hour' from generate_series(1, 200) n`,
          [tenantId],
        );
      const count = async () =>
        (
          await admin.query<{ fresh: number; old: number; elsewhere: number }>(
            `select (count(*) filter (where tenant_id = $1 and created_at > now() - interval '23.5 hours'))::integer as fresh,
               (count(*) filter (where tenant_id = $1 and created_at < now() - interval '24 hours'))::integer as old,
               (count(*) filter (where tenant_id <> $1))::integer as elsewhere from concord.client_keys`,
            [here.leicester.tenantId],
          )
        ).rows[0] ?? { fresh: 0, old: 0, elsewhere: 0 };
      const before = await count();
      await app.query(openingStatements(whoIs(here, 'public'), 'READ COMMITTED'));
      await app.query("select concord.keep_client_key('mine', 'x', 'x', '{}', now(), 'infinity')");
      await app.query('commit');
      const { fresh, old, elsewhere } = before;
      expect(await count()).toEqual({ fresh: fresh + 1, old: old - 100, elsewhere });
    });
  });
});
