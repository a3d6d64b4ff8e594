import type { DataSource, EntityManager } from 'typeorm';
import type { AuditDraft } from '#casework/audit.js';
import type { Clock, Ids } from '#casework/ports.js';
import type { PartnershipSettings } from '#domain/partnership/settings.js';
import { auditStatements } from '../audit-log.js';
import type { ImpactFacts, IssuerFacts, RoleCount } from './impact-facts.js';
import { listDataClasses } from './list-data-classes.js';
import { listFlows } from './list-flows.js';
import { countGrants, listAgreements } from './list-sharing.js';

/** What the facts are read with. */
export interface ImpactSettings {
  /** Of the owner. */
  readonly source: DataSource;
  readonly clock: Clock;
  readonly ids: Ids;
}

/**
 * Reads what an impact assessment asks of a partnership at one moment, as the owner inside its wall, and notes in its
 * trail that this was done. Undefined where there is no such partnership.
 */
export async function readImpact(
  { source, clock, ids }: ImpactSettings,
  slug: string,
): Promise<ImpactFacts | undefined> {
  return source.transaction('REPEATABLE READ', async (manager) => {
    const [partnership] = await manager.query<{ tenant_id: string }[]>(
      'select tenant_id from directory.partnerships where slug = $1',
      [slug],
    );
    if (!partnership) return undefined;
    const tenantId = partnership.tenant_id;
    await manager.query("select set_config('concord.tenant_id', $1, true)", [tenantId]);
    const facts = await readFacts(manager, tenantId, clock.now().toString());
    const seen: AuditDraft = {
      action: 'IMPACT_REPORTED',
      kind: 'CONSULTATION',
      subjectType: 'SHARING_AGREEMENT',
      subjectIds: facts.agreements.map(({ id }) => id),
    };
    const principal = { kind: 'operator', tenantId } as const;
    for (const [text, values] of auditStatements([seen], { principal, clock, ids }))
      await manager.query(text, [...values]);
    return facts;
  });
}

/** One after the other: they share a connection. */
async function readFacts(manager: EntityManager, tenantId: string, at: string): Promise<ImpactFacts> {
  return {
    ...(await readPartnership(manager, tenantId)),
    classes: await listDataClasses(manager, tenantId),
    flows: await listFlows(manager, tenantId),
    agreements: await listAgreements(manager, tenantId, at),
    grants: await countGrants(manager, tenantId, at),
    roles: await countRoles(manager, tenantId),
    issuers: await listIssuers(manager, tenantId),
  };
}

async function readPartnership(
  manager: EntityManager,
  tenantId: string,
): Promise<Pick<ImpactFacts, 'name' | 'agencies' | 'settings'>> {
  const [row] = await manager.query<{ name: string; document: PartnershipSettings | null }[]>(
    'select name, document from concord.partnerships where tenant_id = $1',
    [tenantId],
  );
  const agencies = await manager.query<ImpactFacts['agencies']>(
    'select name, kind from concord.agencies where tenant_id = $1 order by name',
    [tenantId],
  );
  return { name: row?.name ?? '', agencies, settings: row?.document ?? undefined };
}

/** Every role of the deployment, those that nobody holds too; also one that is held and is no role any more. */
function countRoles(manager: EntityManager, tenantId: string): Promise<RoleCount[]> {
  return manager.query<RoleCount[]>(
    `with held as (
       select role, a.name as agency, count(*)::int as members
       from concord.memberships m cross join unnest(m.roles) as role
       left join concord.agencies a on a.tenant_id = $1 and a.id = m.agency_id
       where m.tenant_id = $1 and m.ended_at is null group by role, a.name)
     select coalesce(r.name, held.role) as role, coalesce(r.permissions, '{}') as permissions, held.agency,
       coalesce(held.members, 0) as members
     from directory.roles r full join held on held.role = r.name order by 1, 3 nulls first`,
    [tenantId],
  );
}

function listIssuers(manager: EntityManager, tenantId: string): Promise<IssuerFacts[]> {
  return manager.query<IssuerFacts[]>(
    `select t.issuer, i.development, a.name as agency, t.acr, t.amr, t.client_id is not null as "browserSignIn"
     from concord.trusted_issuers t join directory.issuers i on i.issuer = t.issuer
     left join concord.agencies a on a.tenant_id = $1 and a.id = t.agency_id
     where t.tenant_id = $1 order by t.issuer, a.name nulls first`,
    [tenantId],
  );
}
