import type pg from 'pg';
import { actorOf, type Principal } from '#casework/principal.js';
import { newId } from '#platform/ids.js';
import { expectedAccess, type Command, type ExpectedAccess } from './expected-access.js';
import type { Connections } from './in-copy.js';
import { asPrincipal, attempt, insertion, listTables, type Table } from './tables.js';
import { standings, whoIs, type Standing, type ThreeCases } from './three-cases.js';

/** One line for everything that somebody may do with rows of a table: the command, who, how many rows, which. */
export type Access = readonly string[];

const commands = ['select', 'insert', 'update', 'delete'] as const;
/** How many rows there are, and a digest of what they say. */
const digest = `count(*)::integer as count, md5(string_agg(to_jsonb(t)::text, '' order by to_jsonb(t)::text)) as which`;

interface Walk extends Pick<Connections, 'admin' | 'app' | 'worker'> {
  readonly here: ThreeCases;
}

const line = (command: Command | 'changes', who: string, rows: number | string, which = '') =>
  `${command} ${who}: ${String(rows)} ${which}`.trim();

/** What the expectation says, as lines; the rows are found past row-level security. */
export async function expectedLines({ admin, here }: Walk, table: string): Promise<Access> {
  const expected: ExpectedAccess = expectedAccess[table] ?? {};
  const lines = expected.changes === undefined ? [] : [line('changes', 'columns', expected.changes)];
  for (const command of commands)
    for (const standing of standings) {
      const rows = expected[command]?.[standing];
      if (rows === undefined) continue;
      const { count, which } = await rowsWhere(admin, here, { table, rows });
      lines.push(line(command, standing, count, command === 'select' ? which : ''));
    }
  return lines;
}

/** The rows of Leicester that an expectation means. */
export async function rowsWhere(
  admin: pg.Client,
  here: ThreeCases,
  { table, rows }: { table: string; rows: string },
): Promise<{ count: number; which: string }> {
  const { leicester, cases } = here;
  const named: Record<string, string> = {
    ...cases,
    police: leicester.policeId,
    officer: leicester.officer.userId,
    chair: leicester.chair.userId,
    policing_body: leicester.others.policing_body.userId,
    board_reader: leicester.others.board_reader.userId,
    auditor: leicester.others.auditor.userId,
    panel_member: leicester.others.panel_member.userId,
    agency_manager: leicester.others.agency_manager.userId,
    analyst: leicester.others.analyst.userId,
    advocate: leicester.others.advocate.userId,
  };
  const condition = rows.replaceAll(/\{(\w+)\}/g, (_all, name: string) => `'${named[name] ?? name}'::uuid`);
  const found = await admin.query<{ count: number; which: string }>(
    `select ${digest} from concord.${table} t where tenant_id = $1 and (${condition})`,
    [leicester.tenantId],
  );
  if (!found.rows[0]) throw new Error('An aggregate has one row.');
  return found.rows[0];
}

/** What the database lets everybody do with a table, as lines. */
export async function foundLines(walk: Walk, table: string): Promise<Access> {
  const steps = { select: selected, insert: inserted, update: updated, delete: deleted } as const;
  const lines: string[] = [];
  const changes = new Set<string>();
  for (const command of commands)
    for (const standing of standings) {
      const client = standing === 'worker' ? walk.worker : walk.app;
      const found = (await listTables(client)).find(({ name }) => name === `concord.${table}`);
      if (!found) throw new Error(`There is no table ${table}.`);
      const columns = await changeable(client, table);
      if (columns !== null) changes.add(columns.replaceAll('"', ''));
      const scope = { client, walk, standing, table: found, columns };
      const reached = await asPrincipal(client, whoIs(walk.here, standing), async () => {
        if (standing === 'applicant') await enter(client, walk.here);
        return steps[command](scope);
      });
      if (reached) lines.push(line(command, standing, reached.count, reached.which));
    }
  return [...[...changes].map((columns) => line('changes', 'columns', columns)), ...lines];
}

interface Step {
  readonly client: pg.Client;
  readonly walk: Walk;
  readonly standing: Standing;
  readonly table: Table;
  readonly columns: string | null;
}
type Reached = { readonly count: number; readonly which?: string } | undefined;

async function enter(client: pg.Client, { applicant }: ThreeCases): Promise<void> {
  const { rows } = await client.query<{ entered: string | null }>(
    'select concord.enter_application($1, $2) as entered',
    [applicant.reference, applicant.secretHash],
  );
  if (!rows[0]?.entered) throw new Error('The applicant has the secret.');
}

async function selected({ client, table, walk }: Step): Promise<Reached> {
  if (!table.mayRead) return undefined;
  const { rows } = await client.query<{ count: number; which: string }>(
    `select ${digest} from ${table.name} t where tenant_id = $1`,
    [walk.here.leicester.tenantId],
  );
  return rows[0]?.count === 0 ? undefined : rows[0];
}

/** Every row that there is, under a new id: only a policy refuses with 42501, keys are looked at after it. */
async function inserted({ client, table, walk, standing }: Step): Promise<Reached> {
  if (!table.mayInsert) return undefined;
  const { rows } = await walk.admin.query<{ row: Record<string, unknown> }>(
    `select to_jsonb(t) as row from ${table.name} t where tenant_id = $1`,
    [walk.here.leicester.tenantId],
  );
  let count = 0;
  for (const { row } of rows) {
    const fresh = {
      ...row,
      ...('id' in row && { id: newId() }),
      ...('opened_in' in row && { version: 1, stage: 'RECEIVED', reference: newId() }),
      ...('actor' in row && { actor: actorOf(whoIs(walk.here, standing)) }),
      ...('invited_by' in row && inviting(whoIs(walk.here, standing))),
    };
    if ('actor' in row) await client.query("select set_config('concord.actor', $1, true)", [fresh.actor]);
    const { error } = await attempt(client, insertion(table), [fresh]);
    if (error?.code !== '42501') count += 1;
  }
  return count === 0 ? undefined : { count };
}

const asActor = "substring(concord.actor() from '^member:(.+)$')::uuid";

/** What may be done once to a row, as it is done; every other table is changed to what it is. */
const doneOnce: Readonly<Record<string, string>> = {
  'concord.information_requests': "status = 'ANSWERED', holds = 'NOTHING', answered_at = now()",
  'concord.memberships': `ended_at = now(), ended_by = ${asActor}`,
  'concord.invitations': `withdrawn_at = now(), withdrawn_by = ${asActor}`,
};

async function updated({ client, table, columns }: Step): Promise<Reached> {
  if (columns === null) return undefined;
  const asItIs = columns.split(', ').map((column) => `${column} = ${column}`);
  const change = doneOnce[table.name] ?? asItIs.join(', ');
  const { rows: count } = await attempt(client, `update ${table.name} set ${change}`);
  return count === 0 ? undefined : { count };
}

/** An invitation in the name of whoever asks, to somebody who is not invited yet. */
function inviting(who: Principal): Record<string, unknown> {
  return who.kind === 'member' ? { invited_by: who.membershipId, mail: `${newId()}@people.example` } : {};
}

async function deleted({ client, table }: Step): Promise<Reached> {
  if (!table.mayDelete) return undefined;
  const { rows: count } = await attempt(client, `delete from ${table.name}`);
  return count === 0 ? undefined : { count };
}

async function changeable(client: pg.Client, table: string): Promise<string | null> {
  const { rows } = await client.query<{ columns: string | null }>(
    `select string_agg(quote_ident(attname), ', ' order by attname) as columns from pg_attribute
     where attrelid = $1::regclass and attnum > 0 and not attisdropped and has_column_privilege(attrelid, attnum, 'update')`,
    [`concord.${table}`],
  );
  return rows[0]?.columns ?? null;
}
