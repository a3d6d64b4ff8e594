import type { DataSource, EntityManager } from 'typeorm';
import type { AuditDraft } from '#casework/audit.js';
import type { Clock, Ids } from '#casework/ports.js';
import { auditStatements } from './audit-log.js';

/** The latest proposal of a case as it is stored, with the version that it was made by and what was decided on it. */
export interface ProposalToReplay {
  readonly caseId: string;
  readonly reference: string;
  /** Digest of the policy version, and its document. */
  readonly digest: string;
  readonly policy: unknown;
  readonly facts: unknown;
  readonly finding: unknown;
  /** The limb of the Act and what was to be looked at; null and empty in proposals of before these were kept. */
  readonly statutory: unknown;
  readonly flags: unknown;
  readonly outcome: 'MET' | 'NOT_MET' | 'DECLINED' | null;
}

export interface ReplayPorts {
  readonly source: DataSource;
  readonly clock: Clock;
  readonly ids: Ids;
}

/**
 * The latest proposal of every case of a partnership, by their references, read at one moment by the owner inside the
 * partnership's wall. The same transaction notes for the audit trail that the operator looked at the facts of these cases.
 * Undefined when there is no such partnership.
 */
export async function readProposalsToReplay(
  { source, ...ports }: ReplayPorts,
  slug: string,
): Promise<readonly ProposalToReplay[] | undefined> {
  return source.transaction('REPEATABLE READ', async (manager) => {
    const [partnership] = await manager.query<{ tenant_id: string }[]>(
      'select tenant_id from directory.partnerships where slug = $1',
      [slug],
    );
    if (!partnership) return undefined;
    const tenantId = partnership.tenant_id;
    await manager.query("select set_config('concord.tenant_id', $1, true)", [tenantId]);
    const proposals = await listLatest(manager, tenantId);
    const seen: AuditDraft = {
      action: 'POLICY_REPLAYED',
      kind: 'CONSULTATION',
      subjectType: 'CASE',
      subjectIds: proposals.map(({ caseId }) => caseId),
      fields: ['facts', 'finding', 'outcome'],
    };
    const principal = { kind: 'operator', tenantId } as const;
    for (const [text, values] of auditStatements([seen], { principal, ...ports }))
      await manager.query(text, [...values]);
    return proposals;
  });
}

function listLatest(manager: EntityManager, tenantId: string): Promise<ProposalToReplay[]> {
  return manager.query<ProposalToReplay[]>(
    `select c.id as "caseId", c.reference, v.digest, v.document as policy, p.facts, p.finding, p.statutory, p.flags,
       d.outcome
     from concord.cases c
     join lateral (
       select * from concord.decision_proposals p
       where p.tenant_id = c.tenant_id and p.case_id = c.id
       order by p.proposed_at desc, p.id desc limit 1
     ) p on true
     join concord.policy_versions v on v.tenant_id = p.tenant_id and v.id = p.policy_version_id
     left join concord.decisions d on d.tenant_id = c.tenant_id and d.case_id = c.id
     where c.tenant_id = $1
     order by c.reference`,
    [tenantId],
  );
}
