import { sealCursor } from '#platform/cursors.js';
import { nodeId } from '#platform/node-ids.js';
import { adminSql } from '../support/case-record.js';
import type { TestApp } from '../support/running-app.js';

/** What somebody of a case could know of it: ids by type, and its version at the time of looking. */
export interface KnownCase {
  readonly reference: string;
  readonly secret: string;
  readonly version: number;
  readonly ids: Readonly<Record<string, readonly string[]>>;
}

/** Somebody who is a member. */
export interface KnownPerson {
  readonly subject: string;
  readonly roles: readonly string[];
}

/** What requests in, or against, one partnership are made of. */
export interface KnownPartnership {
  readonly slug: string;
  /** Stands in every free text of this partnership's data and requests, and nowhere else. */
  readonly canary: string;
  readonly phone: string;
  readonly people: readonly KnownPerson[];
  readonly cases: readonly KnownCase[];
  /** Ids of things that stand in no case. */
  readonly ids: Readonly<Record<string, readonly string[]>>;
  readonly agencySlugs: readonly string[];
  readonly districts: readonly string[];
  readonly declineGrounds: readonly string[];
  /** Of the event log. */
  readonly cursors: readonly string[];
  /** Of pages of cases and of reports. */
  readonly pageCursors: readonly string[];
}

/** What does not change while a suite runs. */
export interface PartnershipPlan {
  readonly slug: string;
  readonly canary: string;
  readonly phone: string;
  readonly people: readonly KnownPerson[];
  /** Of the cases that the suite opened, by reference. */
  readonly secrets: ReadonlyMap<string, string>;
}

interface CaseRow {
  readonly id: string;
  readonly reference: string;
  readonly version: number;
  readonly receivedAt: string;
  readonly ids: Readonly<Record<string, readonly string[] | null>>;
}

const partsOfCase: Readonly<Record<string, string>> = {
  CasePerson: 'select id from concord.case_people x where x.case_id = c.id',
  Incident: 'select id from concord.case_incidents x where x.case_id = c.id',
  Complaint: 'select id from concord.incident_complaints x where x.case_id = c.id',
  InformationRequest: 'select id from concord.information_requests x where x.case_id = c.id',
  Pause: 'select id from concord.case_pauses x where x.case_id = c.id',
  Marker: 'select id from concord.case_markers x where x.case_id = c.id',
  Conflict: 'select id from concord.case_conflicts x where x.case_id = c.id',
  Clock: 'select id from concord.clocks x where x.case_id = c.id',
  DecisionProposal: 'select id from concord.decision_proposals x where x.case_id = c.id',
  Report: 'select report_id as id from concord.report_links x where x.case_id = c.id',
  Grant: 'select id from concord.record_grants x where x.case_id = c.id and x.revoked_at is null',
};

const parts = Object.entries(partsOfCase)
  .map(([type, select]) => `'${type}', (select array_agg(p.id) from (${select}) p)`)
  .join(', ');

const idsOfAgreements = 'select id as value from concord.sharing_agreements where tenant_id = $1';

/** Looks at the database past every wall: the ids and versions as they are now. */
export async function readKnown(app: TestApp, plan: PartnershipPlan): Promise<KnownPartnership> {
  const [tenant] = await adminSql<{ id: string; events: string }>(
    app,
    `select tenant_id as id, coalesce((select max(e.position) from concord.events e
       where e.tenant_id = p.tenant_id), 0)::text as events
     from directory.partnerships p where slug = $1`,
    [plan.slug],
  );
  if (!tenant) throw new Error(`There is no partnership ${plan.slug}.`);
  const list = async (select: string) =>
    (await adminSql<{ value: string }>(app, select, [tenant.id])).map(({ value }) => value);
  const cases = await readCases(app, tenant.id);
  return {
    slug: plan.slug,
    canary: plan.canary,
    phone: plan.phone,
    people: plan.people,
    cases: cases.map((row) => knownCase(row, plan)),
    ids: {
      Agency: asNodes('Agency', await list('select id as value from concord.agencies where tenant_id = $1')),
      Report: asNodes('Report', await list('select id as value from concord.reports where tenant_id = $1')),
      SharingAgreement: asNodes('SharingAgreement', await list(idsOfAgreements)),
    },
    agencySlugs: await list('select slug as value from concord.agencies where tenant_id = $1'),
    districts: await list(
      'select distinct unnest(districts) as value from concord.area_teams where tenant_id = $1',
    ),
    declineGrounds: await list(
      `select distinct g ->> 'id' as value from concord.policy_versions,
       jsonb_array_elements(document -> 'declineGrounds') g where tenant_id = $1`,
    ),
    cursors: [0n, 1n, BigInt(tenant.events)].map((position) =>
      sealCursor(app.secretKey, { partnershipId: tenant.id, position }),
    ),
    pageCursors: cases
      .flatMap(({ id, receivedAt }) => [`${receivedAt} ${id}`, `2026-02 ${id}`])
      .map((place) => Buffer.from(place, 'latin1').toString('base64url')),
  };
}

/** A few, those first in which something can still be done: enough to draw from, and not more with every round. */
function readCases(app: TestApp, tenantId: string): Promise<CaseRow[]> {
  return adminSql<CaseRow>(
    app,
    `select id, reference, version, json_build_object(${parts}) as ids,
       to_char(received_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "receivedAt"
     from concord.cases c where tenant_id = $1 
     order by stage like any (array['THRESHOLD%', 'DECLINED']), version desc, id limit 8`,
    [tenantId],
  );
}

function knownCase({ id, reference, version, ids }: CaseRow, { secrets }: PartnershipPlan): KnownCase {
  const entries = Object.entries(ids).map(([type, own]) => [type, asNodes(type, own ?? [])]);
  return {
    reference,
    secret: secrets.get(reference) ?? 'unknown',
    version,
    ids: { ...(Object.fromEntries(entries) as KnownCase['ids']), Case: [nodeId('Case', id)] },
  };
}

function asNodes(type: string, ids: readonly string[]): string[] {
  return ids.map((id) => nodeId(type, id));
}
