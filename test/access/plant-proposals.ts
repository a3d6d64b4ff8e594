import { nodeId } from '#platform/node-ids.js';
import { adminSql } from '../support/case-record.js';
import type { TestApp } from '../support/running-app.js';

/** A proposal of a partnership's rules that is open. */
export interface PlantedProposal {
  readonly id: string;
  readonly digest: string;
}

/** Days and instants of each partnership are its own, so that they tell whose they are. */
const times = {
  leicester: { on: '2098-03-04', at: '2026-02-27T09:10:11Z' },
  'north-yorkshire': { on: '2097-05-06', at: '2026-02-26T08:09:10Z' },
} as const;

/** Proposes rules twice: the first is approved by the administrator and then rejected, the second waits. */
export async function plantProposals(
  app: TestApp,
  { slug, word, administrator }: { slug: string; word: string; administrator: string | undefined },
): Promise<PlantedProposal> {
  const { on, at } = times[slug as keyof typeof times];
  const propose = async (what: string): Promise<PlantedProposal> => {
    const [row] = await adminSql<PlantedProposal>(
      app,
      `insert into concord.policy_proposals (tenant_id, id, digest, document, in_force_from, proposed_at, proposed_by,
         difference, lint_findings)
       select v.tenant_id, gen_random_uuid(), encode(sha256(convert_to($1, 'UTF8')), 'hex'),
         v.document - 'inForceThrough' || jsonb_build_object('inForceFrom', $2::text, 'source', $1::text), $2::date, $3::timestamptz, 'operator',
         '[]', jsonb_build_array(jsonb_build_object('path', 'source', 'message', $1::text))
       from concord.policy_versions v join directory.partnerships p using (tenant_id)
       where p.slug = $4 returning id, digest`,
      [`${what} of ${word}`, on, at, slug],
    );
    if (!row) throw new Error(`${slug} has a policy.`);
    return row;
  };
  const rejected = await propose('Rejected rules');
  await adminSql(
    app,
    `insert into concord.policy_approvals (tenant_id, proposal_id, user_id, membership_id, approver_name, digest, approved_at)
     select m.tenant_id, $1, m.user_id, m.id, $2, $3, $4::timestamptz from concord.memberships m
     join directory.users u on u.id = m.user_id join directory.partnerships p on p.tenant_id = m.tenant_id
     where u.subject = $5 and p.slug = $6`,
    [rejected.id, `Ada ${word}`, rejected.digest, at, administrator, slug],
  );
  await adminSql(
    app,
    `update concord.policy_proposals set ended_as = 'REJECTED', ended_at = $2::timestamptz, ended_by_name = $3,
       ended_reason = $4 where id = $1`,
    [rejected.id, at, `Rita ${word}`, `Not what ${word} wants`],
  );
  const { id, digest } = await propose('Proposed rules');
  return { id: nodeId('PolicyProposal', id), digest };
}
