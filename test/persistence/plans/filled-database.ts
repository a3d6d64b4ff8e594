import type pg from 'pg';
import type { Member } from '#casework/principal.js';
import { asAdmin } from '#persistence/bootstrap.js';
import { applyTenant } from '#persistence/apply-tenant.js';
import { migratorDataSource } from '#persistence/migrate.js';
import { newId } from '#platform/ids.js';
import { readTenants } from '#tenancy/read-tenants.js';
import { copyPartnership } from '../../../bench/prepare/copy-partnership.js';
import { fillFunctions } from '../../../bench/prepare/fill-functions.js';
import { partnershipStatements } from '../../../bench/prepare/fill-partnership.js';
import { migratedDatabase, type ScratchDatabase } from '../../support/scratch-database.js';

/** Cases of the partnership that is asked, and of another, of which the next ones are copies. */
const casesAsked = 1_500;
const casesOfOther = 200;
const copied = 4;
/** So many without any case that a table of agencies is more than a page or two. */
const smallPartnerships = 200;
const firstSmall = 101;

export interface FilledDatabase {
  readonly database: ScratchDatabase;
  readonly coordinator: Member;
  /** Of the police of the same partnership. */
  readonly officer: Member;
  /** Adds copies of partnership 2, whose rows are none of the members' business. */
  multiplyTheOther(copies: number): Promise<void>;
}

/**
 * A database with rows enough for the planner to choose as it would in use, with its statistics. Nothing stays connected
 * to it, so that it can be copied.
 */
export async function filledDatabase(): Promise<FilledDatabase> {
  const database = await migratedDatabase();
  await applyLeicester(database);
  await filling(database, async (admin) => {
    await addPartnership(admin, 1, casesAsked);
    await addPartnership(admin, 2, casesOfOther);
    for (let number = firstSmall; number < firstSmall + smallPartnerships; number += 1)
      await addPartnership(admin, number, 0);
    for (let number = 3; number <= copied; number += 1) await copyPartnership(admin, 2, number);
  });
  let last = copied;
  return {
    database,
    ...(await asAdmin(database.adminUrl, async (admin) => ({
      coordinator: await findMember(admin, 'coordinator'),
      officer: await findMember(admin, 'agency_officer'),
    }))),
    multiplyTheOther: (copies) =>
      filling(database, async (admin) => {
        for (let copy = 0; copy < copies; copy += 1) await copyPartnership(admin, 2, (last += 1));
      }),
  };
}

function filling({ adminUrl }: ScratchDatabase, work: (admin: pg.Client) => Promise<void>): Promise<void> {
  return asAdmin(adminUrl, async (admin) => {
    // The fill gives every row the rows it points to; without triggers tables may be copied in any order.
    await admin.query("set session_replication_role = 'replica'");
    await admin.query(fillFunctions);
    await work(admin);
    await admin.query('vacuum (analyze)');
  });
}

async function applyLeicester({ migratorUrl }: ScratchDatabase): Promise<void> {
  const { tenants, organisations, roles } = readTenants('tenants');
  const leicester = tenants.find(({ slug }) => slug === 'leicester');
  if (!leicester) throw new Error('There is a partnership to take words and rules from.');
  const owner = await migratorDataSource(migratorUrl).initialize();
  try {
    await applyTenant({ source: owner, newId, organisations, roles }, { ...leicester, issuers: [] });
  } finally {
    await owner.destroy();
  }
}

async function addPartnership(admin: pg.Client, number: number, cases: number): Promise<void> {
  await admin.query('begin');
  for (const statement of partnershipStatements(number, cases)) await admin.query(statement);
  await admin.query('commit');
}

async function findMember(admin: pg.Client, role: 'coordinator' | 'agency_officer'): Promise<Member> {
  const { rows } = await admin.query<Omit<Member, 'kind' | 'agencyId'> & { agencyId: string | null }>(
    `select m.tenant_id as "tenantId", m.user_id as "userId", m.id as "membershipId", u.display_name as "displayName",
       m.agency_id as "agencyId", m.roles,
       string_to_array(directory.permissions_of(m.roles), ',') as permissions
     from concord.memberships m
     join directory.partnerships p on p.tenant_id = m.tenant_id and p.slug = 'bench-001'
     join directory.users u on u.id = m.user_id
     left join concord.agencies a on a.tenant_id = m.tenant_id and a.id = m.agency_id
     where $1 = any (m.roles) and (a.kind is null or a.kind = 'police') order by m.id limit 1`,
    [role],
  );
  const [member] = rows;
  if (!member) throw new Error(`The partnership has a member who is ${role}.`);
  const { agencyId, ...rest } = member;
  return { kind: 'member', ...rest, ...(agencyId !== null && { agencyId }) };
}
