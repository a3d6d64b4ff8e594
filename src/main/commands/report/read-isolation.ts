import { buildSchema } from '#graphql/build-schema.js';
import { readCatalogue } from '#persistence/catalogue/catalogue-query.js';
import { checkCatalogue } from '#persistence/catalogue/gate/check-catalogue.js';
import { newId } from '#platform/ids.js';
import type { DatabaseAddresses } from '../../database.js';
import type { IsolationReport, RoleOnTable } from './isolation-report.js';
import { readOperationFacts } from './operation-facts.js';
import {
  readGlobalTables,
  readRoleFacts,
  readSchemaVersion,
  readTableFacts,
  type TableFacts,
} from './table-facts.js';
import { RoleProbe, type Tenant, type TenantToProbe } from './table-probe.js';

export interface ReadIsolation {
  readonly database: Pick<DatabaseAddresses, 'migratorUrl' | 'appUrl' | 'workerUrl'>;
  readonly now: () => string;
  /** Called before each table, with how many there are. */
  readonly progress: (step: { readonly done: number; readonly of: number; readonly table: string }) => void;
  readonly stopping: AbortSignal;
}

/** Reads the catalogue and probes every table as every run-time role and partnership. Nothing is changed. */
export async function readIsolation(settings: ReadIsolation): Promise<IsolationReport> {
  const { database } = settings;
  const facts = await readCatalogue(database.migratorUrl, async (query) => ({
    schemaVersion: await readSchemaVersion(query),
    roles: await readRoleFacts(query),
    tables: await readTableFacts(query),
    globalTables: await readGlobalTables(query),
    catalogue: await checkCatalogue(query),
  }));
  const tenants = await listTenants(database.appUrl);
  const app = await probeAll(settings, {
    role: 'concord_app',
    url: database.appUrl,
    tables: facts.tables,
    tenants,
  });
  const worker = await probeAll(settings, {
    role: 'concord_worker',
    url: database.workerUrl,
    tables: facts.tables,
    tenants,
  });
  return {
    ...facts,
    madeAt: settings.now(),
    tenants,
    tables: facts.tables.map((table, index) => ({
      ...table,
      roles: [app[index], worker[index]].filter((each) => each !== undefined),
    })),
    operations: readOperationFacts(await buildSchema()),
  };
}

function listTenants(appUrl: string): Promise<Tenant[]> {
  return readCatalogue(appUrl, (query) =>
    query<Tenant>('select tenant_id as "tenantId", slug, name from directory.list_partnerships()'),
  );
}

interface RoleToProbe {
  readonly role: string;
  readonly url: string;
  readonly tables: readonly TableFacts[];
  readonly tenants: readonly Tenant[];
}

async function probeAll(
  { progress, stopping }: ReadIsolation,
  { role, url, tables, tenants }: RoleToProbe,
): Promise<RoleOnTable[]> {
  const probe = await RoleProbe.open(role, url);
  try {
    const found: RoleOnTable[] = [];
    const known: TenantToProbe[] = [];
    for (const { tenantId } of tenants)
      known.push({ tenantId, agencies: await probe.listAgencies(tenantId) });
    for (const [done, table] of tables.entries()) {
      progress({ done, of: tables.length, table: `${table.name} as ${role}` });
      const probes: RoleOnTable['probes'][number][] = [];
      for (const [index, tenant] of tenants.entries()) {
        if (stopping.aborted) throw new Error('The report was stopped before its end: nothing was written.');
        const own = known[index] ?? nobody();
        const other = tenants.length > 1 ? known[(index + 1) % known.length] : undefined;
        probes.push({ tenant, probe: await probe.as(own, other ?? nobody(), table) });
      }
      found.push({ role, withoutContext: await probe.withoutContext(table.name), probes });
    }
    return found;
  } finally {
    await probe.end();
  }
}

/** A partnership that there is none of: where only one is served, it stands for the others. */
function nobody(): TenantToProbe {
  return { tenantId: newId(), agencies: [newId()] };
}
