// cspell:ignore prosrc qual proname pronamespace regnamespace schemaname tablename policyname
import type { Permission } from '#domain/sharing/permissions.js';
import type { Member } from '#casework/principal.js';
import { newId } from '#platform/ids.js';
import pg from 'pg';
import { inCopyOf, type Connections } from './in-copy.js';
import { permittedChanges } from './permitted-changes.js';
import { permittedConflicts, permittedMarkers } from './permitted-conflicts.js';
import { permittedMembers } from './permitted-members.js';
import { permittedReads } from './permitted-reads.js';
import { permittedSharing } from './permitted-sharing.js';
import { allBut, type PermittedRows, type RowToInsert } from './permitted-rows.js';
import { asPrincipal, attempt, connect, insertion, listTables } from './tables.js';
import { threeCases, type ThreeCases } from './three-cases.js';

/*
 * Every permission denies in the database itself. Somebody who acts for the police holds one role, which allows everything
 * but one permission: no row is shown or taken by what asks for it. With it, it is.
 */

let here: ThreeCases;
let admin: pg.Client;
let app: pg.Client;
let rows: readonly PermittedRows[];

beforeAll(async () => {
  here = await threeCases();
  admin = await connect(here.database.adminUrl);
  app = await connect(here.database.appUrl);
  rows = [
    ...permittedReads(here),
    ...permittedChanges(here),
    ...permittedMembers(here),
    ...permittedSharing(here),
    ...permittedConflicts(here),
    ...permittedMarkers(here),
  ];
  const { leicester, cases } = here;
  await admin.query(
    `insert into directory.roles (name, words, permissions, acts_for_agency) values ('trial', 'trial', '{}', false)`,
  );
  await admin.query(`update concord.memberships set roles = '{trial}' where id = $1`, [
    leicester.others.agency_manager.membershipId,
  ]);
  // Of the case that nobody answered, a clock that an answer takes away; of the rules that were proposed, a second approval.
  await admin.query(
    `update concord.clocks set stopped_at = null, taken_away_by = 'information_answered' where case_id = $1`,
    [cases.asked],
  );
  const { userId, membershipId } = leicester.others.administrator;
  await admin.query(
    `insert into concord.policy_approvals (tenant_id, proposal_id, user_id, membership_id, approver_name, digest, approved_at)
     select tenant_id, proposal_id, $2, $3, 'Ola', digest, now() from concord.policy_approvals where tenant_id = $1`,
    [leicester.tenantId, userId, membershipId],
  );
}, 60_000);
afterAll(async () => {
  await app.end();
  await admin.end();
  await here.database.drop();
});

/** Whoever holds the trial role, which allows exactly this from now on. */
async function trialAllowed(allowed: readonly Permission[]): Promise<Member> {
  await admin.query(`update directory.roles set permissions = $1 where name = 'trial'`, [allowed]);
  return { ...here.leicester.others.agency_manager, roles: ['trial'], permissions: allowed };
}

/** Whether a statement reaches a row. What a key or a check says no to, the policies had let pass. */
async function reaches(member: Member, { reach }: PermittedRows): Promise<boolean> {
  return asPrincipal(app, member, async () => {
    const { error, rows: count } =
      typeof reach === 'string'
        ? await attempt(app, reach)
        : await attempt(app, await insertionInto(reach.table), [await rowLike(reach)]);
    if (error?.code === '42501') return false;
    if (error?.code?.startsWith('23') === true) return true;
    if (error) throw error;
    return count > 0;
  });
}

async function insertionInto(table: string): Promise<string> {
  const found = (await listTables(app)).find(({ name }) => name === `concord.${table}`);
  if (!found) throw new Error(`There is no table ${table}.`);
  return insertion(found);
}

async function rowLike({ table, like, changed }: RowToInsert): Promise<object> {
  const found = await admin.query<{ row: object }>(
    `select to_jsonb(t) as row from concord.${table} t where tenant_id = $1 and ${like} limit 1`,
    [here.leicester.tenantId],
  );
  const row = found.rows[0]?.row;
  if (!row) throw new Error(`${table} has a row where ${like}.`);
  return { ...row, ...('id' in row && { id: newId() }), ...changed };
}

const named = ({ by, permission, reach }: PermittedRows) =>
  `${permission}, asked by ${by.join(', ')}: ${typeof reach === 'string' ? reach : `insert into ${reach.table}`}`;

describe('what the database shows and takes by a permission', () => {
  it('is out of reach of whoever may do everything else', async () => {
    const reached: string[] = [];
    for (const each of rows) {
      const member = await trialAllowed(allBut([each.permission, ...(each.besides ?? [])]));
      if (await reaches(member, each)) reached.push(named(each));
    }
    expect(reached).toEqual([]);
  });

  it('is reached with it', async () => {
    const missed: string[] = [];
    for (const each of rows) {
      const member = await trialAllowed(allBut(each.besides ?? []));
      if (!(await reaches(member, each))) missed.push(named(each));
    }
    expect(missed).toEqual([]);
  });

  it('is everything that asks for one: no policy and no function is left out, and none is made up', async () => {
    const held = rows.flatMap(({ by, permission }) => by.map((each) => `${each} asks for ${permission}`));
    // Behind other walls; held by themselves below.
    held.push(...['keep', 'demand'].map((each) => `${each}_policy_approval asks for policies.approve`));
    // Opens nothing by itself; held in conflicts.test.ts.
    held.push(
      ...['cases', 'clocks', 'decisions'].flatMap((table) =>
        ['cases.read_all', 'cases.read_asked'].map((each) => `${table}.conflict_wall asks for ${each}`),
      ),
    );
    // Counts who may, and opens nothing.
    held.push(...['members.appoint', 'cases.lead'].map((each) => `lock_members asks for ${each}`));
    expect([...new Set(held)].sort()).toEqual((await listAskers()).sort());
  });

  it('is asked for by permissions alone: no policy and no function knows a role of people', async () => {
    const texts = await listTexts();
    const asked = texts.flatMap(({ text }) =>
      [...text.matchAll(/has_role\('([a-z_]+)'/g)].map(([, role]) => role),
    );
    expect(new Set(asked)).toEqual(new Set(['public', 'worker', 'relay', 'operator']));
  });
});

/** What the two functions stand for that policies ask in place of permissions. */
const meant: Readonly<Record<string, readonly string[]>> = {
  sees_every_case: ['cases.read_all'],
  changes_every_case: ['cases.lead', 'cases.decide', 'requests.ask'],
};

async function listTexts(): Promise<{ name: string; text: string }[]> {
  const found = await admin.query<{ name: string; text: string }>(
    `select tablename || '.' || policyname as name, concat(qual, ' ', with_check) as text
     from pg_policies where schemaname = 'concord'
     union all
     select proname, prosrc from pg_proc
     where pronamespace in ('concord'::regnamespace, 'directory'::regnamespace)`,
  );
  return found.rows;
}

/** Every policy and function with each permission that it asks for, from the catalogue. */
async function listAskers(): Promise<string[]> {
  const asked = (await listTexts()).flatMap(({ name, text }) => {
    const direct = [...text.matchAll(/(?:may\(|roles_allow\([a-z.]+, )'([a-z_.]+)'/g)].map(
      ([, each]) => each ?? '',
    );
    const through = Object.entries(meant).flatMap(([name, each]) => (text.includes(`${name}()`) ? each : []));
    return [...direct, ...through].map((permission) => `${name} asks for ${permission}`);
  });
  return [...new Set(asked)];
}

describe('an approval of rules', () => {
  const adopt = `select concord.adopt_policy(id, '${newId()}', now()) from concord.policy_proposals`;
  const adopted = async (change: string): Promise<string> =>
    inCopyOf(here.database, change, async ({ app: own }: Connections) =>
      asPrincipal(
        own,
        here.leicester.coordinator,
        async () => (await attempt(own, adopt)).error?.message ?? 'adopted',
      ),
    );
  const taken = `update directory.roles set permissions = array_remove(permissions, 'policies.approve') where name = 'administrator'`;

  beforeAll(async () => {
    await app.end();
    await admin.end();
  });
  afterAll(async () => {
    app = await connect(here.database.appUrl);
    admin = await connect(here.database.adminUrl);
  });

  it('counts no more once the role of whoever gave it may not approve', async () => {
    expect(await adopted('select')).toBe('adopted');
    expect(await adopted(taken)).toBe('two people have to approve a change of the rules');
  });

  it('is refused by its table itself, were the policy not there', async () => {
    const anybody = 'create policy planted on concord.policy_approvals for insert with check (true)';
    const { analyst } = here.leicester.others;
    const insert = `insert into concord.policy_approvals (tenant_id, proposal_id, user_id, membership_id, approver_name, digest, approved_at)
      select tenant_id, id, '${analyst.userId}', '${analyst.membershipId}', 'Ola', digest, now() from concord.policy_proposals`;
    const shown = 'create policy shown on concord.policy_proposals using (true)';
    await inCopyOf(here.database, `${anybody}; ${shown}`, async ({ app: own }: Connections) => {
      const said = await asPrincipal(own, analyst, async () => (await attempt(own, insert)).error?.message);
      expect(said).toBe('only who may approve rules approves them');
    });
  });
});
