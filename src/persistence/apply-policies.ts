import { Temporal } from 'temporal-polyfill';
import { isBefore, localDateOf } from '#domain/calendar/local-date.js';
import { policyDifferences } from '#domain/policy/difference-in-words.js';
import type { Difference } from '#domain/policy/differences.js';
import { versionProblems } from '#domain/policy/policy-in-force.js';
import { placedAmong, versionBefore } from '#domain/policy/policy-order.js';
import type { PolicyVersion } from '#domain/policy/policy-version.js';
import { proposePolicy, type ProposalStands } from './apply-proposal.js';
import { ApplyRefused } from './apply-refused.js';
import type { ApplyScope, TenantToApply } from './tenant-to-apply.js';
import { policyOf } from './partnership.store.js';

type FileVersion = TenantToApply['policyVersions'][number];

/** Where a version of the files stands. */
export interface PolicyApplied {
  /** First day, ISO; null for the version that is in force since ever. */
  readonly inForceFrom: string | null;
  readonly digest: string;
  readonly stands: 'identical' | 'in_force' | ProposalStands | 'only_in_database';
  /** Against the version that it follows or replaces; empty for one that is not new. */
  readonly differences: readonly Difference[];
}

export interface ApplyingPolicies {
  /** Left out only for a partnership that is being added. */
  readonly now?: Temporal.Instant;
  readonly approvals: 'with' | 'without';
}

interface StoredVersion {
  readonly id: string;
  readonly inForceFrom: string | null;
  readonly digest: string;
  readonly version: PolicyVersion;
  /** How many cases were opened with it. */
  readonly cases: number;
}

/**
 * Compares the versions of the files with those of the database by their days. What is new or changed is proposed, or
 * comes among the rules at once where no approval is asked for.
 * @throws ApplyRefused naming versions that cases were opened with, that come too late, or that do not fit
 */
export async function applyPolicies(
  scope: ApplyScope,
  versions: readonly FileVersion[],
  applying: ApplyingPolicies,
): Promise<PolicyApplied[]> {
  const stored = await readVersions(scope);
  const changed = versions.filter(({ policy, digest }) => findStored(stored, policy)?.digest !== digest);
  const problems = changed.flatMap(({ policy }) => problemsOf(policy, stored, applying));
  if (problems.length === 0) problems.push(...orderProblems(stored, changed));
  if (problems.length > 0) throw new ApplyRefused(problems);
  const applied: PolicyApplied[] = [];
  for (const file of versions)
    applied.push(
      changed.includes(file)
        ? await applyVersion(scope, { file, stored, applying })
        : { ...named(file), stands: 'identical', differences: [] },
    );
  return [...applied, ...onlyStored(stored, versions)];
}

interface Applying {
  readonly file: FileVersion;
  readonly stored: readonly StoredVersion[];
  readonly applying: ApplyingPolicies;
}

async function applyVersion(
  scope: ApplyScope,
  { file, stored, applying: { approvals, now } }: Applying,
): Promise<PolicyApplied> {
  const before = versionBefore(
    stored.map((each) => each.version),
    file.policy,
  );
  const differences = policyDifferences(before, file.policy);
  const stands =
    approvals === 'without' || now === undefined
      ? await bringIntoForce(scope, file)
      : await proposePolicy(scope, { ...file, differences, now });
  return { ...named(file), stands, differences };
}

function named({ policy, digest }: FileVersion): Pick<PolicyApplied, 'inForceFrom' | 'digest'> {
  return { inForceFrom: dayOf(policy), digest };
}

function onlyStored(stored: readonly StoredVersion[], versions: readonly FileVersion[]): PolicyApplied[] {
  const days = versions.map(({ policy }) => dayOf(policy));
  return stored
    .filter(({ inForceFrom }) => !days.includes(inForceFrom))
    .map(({ inForceFrom, digest }) => ({ inForceFrom, digest, stands: 'only_in_database', differences: [] }));
}

function dayOf({ inForceFrom }: PolicyVersion): string | null {
  return inForceFrom ?? null;
}

function findStored(stored: readonly StoredVersion[], policy: PolicyVersion): StoredVersion | undefined {
  return stored.find(({ inForceFrom }) => inForceFrom === dayOf(policy));
}

function nameOf(policy: PolicyVersion): string {
  const day = dayOf(policy);
  return day === null ? 'The first version of the policy' : `The version of the policy in force from ${day}`;
}

function problemsOf(
  policy: PolicyVersion,
  stored: readonly StoredVersion[],
  { now, approvals }: ApplyingPolicies,
): string[] {
  const cases = findStored(stored, policy)?.cases ?? 0;
  if (cases > 0)
    return [
      `${nameOf(policy)} cannot change: ${String(cases)} ${cases === 1 ? 'case was' : 'cases were'} opened with it. Write a new version with a later day.`,
    ];
  if (approvals === 'without' || now === undefined) return [];
  const { inForceFrom } = policy;
  const today = localDateOf(now);
  if (inForceFrom !== undefined && isBefore(today, Temporal.PlainDate.from(inForceFrom))) return [];
  return [
    `${nameOf(policy)} is new or has changed, and its day does not lie after today (${today.toString()}). Two people have to approve it first: give it a later day.`,
  ];
}

function orderProblems(stored: readonly StoredVersion[], changed: readonly FileVersion[]): string[] {
  let versions = stored.map((each) => each.version);
  for (const { policy } of changed) versions = placedAmong(versions, policy);
  return versionProblems(versions).map(({ index, message }) => {
    const version = versions[index];
    return `${version ? nameOf(version) : 'A version'} does not fit among the others: ${message}.`;
  });
}

async function readVersions({ runner, tenantId }: ApplyScope): Promise<StoredVersion[]> {
  const rows = (await runner.query(
    `select v.id, v.in_force_from::text as "inForceFrom", v.digest, v.document::text,
       (select count(*)::integer from concord.cases c where c.tenant_id = $1 and c.policy_version_id = v.id) as cases
     from concord.policy_versions v where v.tenant_id = $1 order by v.in_force_from nulls first`,
    [tenantId],
  )) as (Omit<StoredVersion, 'version'> & { document: string })[];
  return rows.map(({ document, ...row }) => ({ ...row, version: policyOf(document) }));
}

async function bringIntoForce(
  { runner, tenantId, newId }: ApplyScope,
  { policy, digest }: FileVersion,
): Promise<'in_force'> {
  await runner.query(
    `insert into concord.policy_versions (tenant_id, id, in_force_from, digest, document, applied_at)
     values ($1, $2, $3::date, $4, $5::jsonb, now())
     on conflict (tenant_id, in_force_from) do update
       set digest = excluded.digest, document = excluded.document, applied_at = excluded.applied_at`,
    [tenantId, newId(), dayOf(policy), digest, JSON.stringify(policy)],
  );
  return 'in_force';
}
