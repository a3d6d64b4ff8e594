import type pg from 'pg';
import type { Principal } from '#casework/principal.js';
import { newId } from '#platform/ids.js';
import type { Connections } from './in-copy.js';
import { asPrincipal, attempt, insertion, listTables } from './tables.js';
import { standings, whoIs, type ThreeCases } from './three-cases.js';

type Row = Record<string, unknown>;
/** The connections that an attack needs: what is there is read as admin, the attack itself runs as the app role. */
type Attack = Pick<Connections, 'admin' | 'app'>;

/** Everything that comes with an application. */
export const childTables = [
  'case_people',
  'case_labels',
  'case_incidents',
  'incident_sufferers',
  'incident_complaints',
  'clocks',
] as const;

export async function rowOf(admin: pg.Client, table: string, caseId: string): Promise<Row> {
  const key = table === 'cases' ? 'id' : 'case_id';
  const { rows } = await admin.query<{ row: Row }>(
    `select to_jsonb(t) as row from concord.${table} t where ${key} = $1 limit 1`,
    [caseId],
  );
  if (!rows[0]) throw new Error(`${table} has a row of ${caseId}.`);
  return rows[0].row;
}

export async function insertionInto(client: pg.Client, table: string): Promise<string> {
  const found = (await listTables(client)).find(({ name }) => name === `concord.${table}`);
  if (!found) throw new Error(`There is no table ${table}.`);
  return insertion(found);
}

/** Opens a case within the transaction that runs, and gives its id. */
export async function openOwnCase({ admin, app }: Attack, { cases }: ThreeCases): Promise<string> {
  const id = newId();
  const row = { ...(await rowOf(admin, 'cases', cases.answered)), id, reference: id };
  await app.query(await insertionInto(app, 'cases'), [{ ...row, version: 1, stage: 'RECEIVED' }]);
  return id;
}

/** Into which tables a visitor, who has just opened a case of their own, may add rows of a case that was there before. */
export async function addedToOlderCase(attack: Attack, here: ThreeCases): Promise<string[]> {
  const { admin, app } = attack;
  const older = here.cases.answered;
  return asPrincipal(app, whoIs(here, 'public'), async () => {
    await openOwnCase(attack, here);
    for (const name of ['opening_case_id', 'opened_in', 'applicant_case_id'])
      await app.query("select set_config('concord.' || $1, $2, true)", [name, older]);
    const added = [];
    for (const table of childTables) {
      const row = { ...(await rowOf(admin, table, older)), id: newId() };
      const { error } = await attempt(app, await insertionInto(app, table), [row]);
      if (error?.code !== '42501') added.push(table);
    }
    return added;
  });
}

/** Adds a row of every kind to a case that is being opened, as an application does. */
export async function addChildren({ admin, app }: Attack, here: ThreeCases, caseId: string): Promise<void> {
  const [incidentId, personId] = [newId(), newId()];
  const ids: Readonly<Partial<Record<string, string>>> = {
    case_incidents: incidentId,
    case_people: personId,
  };
  for (const table of childTables) {
    const row = await rowOf(admin, table, here.cases.answered);
    const own = {
      ...row,
      id: ids[table] ?? newId(),
      case_id: caseId,
      ...('incident_id' in row && { incident_id: incidentId, person_id: null }),
      ...('household_id' in row && { household_id: null }),
      ...('said_by' in row && { person_id: personId }),
    };
    await app.query(await insertionInto(app, table), [own]);
  }
}

export const anEntry = (caseId: string, type: string) => ({
  id: newId(),
  at: '2026-03-02T10:00:00Z',
  type,
  caseId,
  caseVersion: 9,
  stage: 'GATHERING',
  agencyIds: [],
});

export const append = (client: pg.Client, entries: readonly object[]) =>
  attempt(client, 'select concord.append_events($1::jsonb)', [JSON.stringify(entries)]);

/** Who may append what to the log, of a case that the police are party to and of one that they are not. */
export async function appended(
  { app, worker }: Pick<Connections, 'app' | 'worker'>,
  here: ThreeCases,
): Promise<string[]> {
  const may = [];
  for (const standing of standings)
    for (const name of ['answered', 'foreign'] as const)
      for (const type of ['APPLICATION_RECEIVED', 'CLOCK_EXTENDED']) {
        const client = standing === 'worker' ? worker : app;
        const { error } = await asPrincipal(client, whoIs(here, standing), () =>
          append(client, [anEntry(here.cases[name], type)]),
        );
        if (!error) may.push(`${standing} ${name} ${type}`);
        else if (error.code !== '42501') throw error;
      }
  return may;
}

/** Pointers from a case to rows of another: the table, the column, what it points at, and the case that has it. */
const pointers = [
  ['incident_complaints', 'incident_id', 'case_incidents', 'answered'],
  ['incident_complaints', 'person_id', 'case_people', 'answered'],
  ['incident_complaints', 'household_id', 'case_labels', 'answered'],
  ['incident_sufferers', 'incident_id', 'case_incidents', 'answered'],
  ['incident_sufferers', 'person_id', 'case_people', 'answered'],
  ['case_people', 'household_id', 'case_labels', 'answered'],
  ['case_incidents', 'problem_id', 'case_labels', 'answered'],
  ['case_incidents', 'place_id', 'case_labels', 'answered'],
  ['case_incidents', 'complained_of_id', 'case_labels', 'answered'],
  ['incident_reports', 'incident_id', 'case_incidents', 'answered'],
  ['incident_reports', 'person_id', 'case_people', 'answered'],
  ['incident_reports', 'household_id', 'case_labels', 'answered'],
  ['decisions', 'proposal_id', 'decision_proposals', 'asked'],
] as const;

/** Which pointers the coordinator may turn to a row of another case. */
export async function pointedAcross({ admin, app }: Attack, here: ThreeCases): Promise<string[]> {
  const across = [];
  for (const [table, column, target, owner] of pointers) {
    const row = {
      ...(await rowOf(admin, table, here.cases.answered)),
      case_id: here.cases[owner],
      [column]: (await rowOf(admin, target, here.cases.foreign))['id'],
    };
    const fresh = { ...row, ...('id' in row && { id: newId() }), ...('number' in row && { number: 99 }) };
    const { error } = await asPrincipal(app, whoIs(here, 'coordinator'), async () => {
      // The pair of incident and report is there once already.
      if (table === 'incident_reports') await app.query('delete from concord.incident_reports');
      return attempt(app, await insertionInto(app, table), [fresh]);
    });
    if (!error) across.push(`${table}.${column}`);
    else if (error.code !== '23503') throw error;
  }
  return across;
}

/** A link, made as somebody: of which report, of whose, to which case; undefined when it was made. */
export async function linkRefusal(
  { admin, app }: Attack,
  here: ThreeCases,
  { as, caseId, reference, agencyId }: { as: Principal; caseId: string; reference: string; agencyId: string },
): Promise<string | undefined> {
  const { rows } = await admin.query<{ id: string }>(
    'select id from concord.reports where tenant_id = $1 and reference = $2 and agency_id = $3',
    [here.leicester.tenantId, reference, here.leicester.policeId],
  );
  const link = {
    ...(await rowOf(admin, 'report_links', here.cases.answered)),
    case_id: caseId,
    report_id: rows[0]?.id,
    agency_id: agencyId,
  };
  return asPrincipal(
    app,
    as,
    async () => (await attempt(app, await insertionInto(app, 'report_links'), [link])).error?.code,
  );
}
