import type { Permission } from '#domain/sharing/permissions.js';
import type { PermittedRows } from './permitted-rows.js';
import type { ThreeCases } from './three-cases.js';

const byParties = [
  'case_incidents',
  'case_judgements',
  'case_pauses',
  'case_people',
  'case_risk_assessments',
  'clocks',
  'decision_proposals',
  'decisions',
  'incident_complaints',
  'incident_reports',
  'incident_sufferers',
  'report_links',
];

const shows = (
  permission: Permission,
  by: string,
  reach: string,
  besides: readonly Permission[] = [],
): PermittedRows => ({ permission, by: [by], reach, besides });

/** What is shown by a permission. */
export function permittedReads(here: ThreeCases): PermittedRows[] {
  return [...ofCases(here), ...byFunctions(here), ...accessLogs(here), ...elsewhere(here)];
}

function ofCases({ cases: { answered, foreign } }: ThreeCases): PermittedRows[] {
  const eachWay = (table: string, policy: string, column = 'case_id') => {
    const [by, from] = [`${table}.${policy}`, `select from concord.${table} where ${column} =`];
    return [
      shows('cases.read_all', by, `${from} '${foreign}'`),
      shows('cases.read_asked', by, `${from} '${answered}'`, ['cases.read_all']),
    ];
  };
  return [
    ...byParties.flatMap((table) => eachWay(table, 'parties_read')),
    ...eachWay('cases', 'parties_read', 'id'),
    ...eachWay('case_parties', 'own_or_all_read'),
    ...eachWay('information_requests', 'own_or_all_read'),
    ...eachWay('events', 'followers_read'),
    ...eachWay('case_labels', 'leads_read'),
    shows(
      'cases.read_in_full',
      'case_labels.leads_read',
      `select from concord.case_labels where case_id = '${foreign}'`,
    ),
  ];
}

function byFunctions({ cases: { asked, foreign } }: ThreeCases): PermittedRows[] {
  const eachWay = (name: string) => {
    const ask = (caseId: string) => `select from concord.${name}('${caseId}')`;
    return [
      shows('cases.read_all', name, ask(foreign)),
      shows('cases.read_asked', name, ask(asked), ['cases.read_all']),
    ];
  };
  const open = `select from (values (1)) one where concord.has_open_requests('${asked}')`;
  return [
    ...eachWay('list_case_parties'),
    ...eachWay('moments_of_case'),
    shows('cases.read_all', 'has_open_requests', open, ['cases.read_asked']),
    shows('cases.read_asked', 'has_open_requests', open, ['cases.read_all']),
    shows(
      'cases.read_all',
      'sees_every_case',
      'select from (values (1)) one where concord.sees_every_case()',
    ),
  ];
}

function accessLogs({ cases: { foreign }, leicester }: ThreeCases): PermittedRows[] {
  const by = 'may_see_accesses';
  const log = (id: string) => `select from concord.list_accesses('${id}', null, null, 10)`;
  return [
    shows('audit.read', by, log(foreign), ['cases.read_accesses']),
    shows('cases.read_accesses', by, log(foreign), ['audit.read']),
    shows('cases.read_all', by, log(foreign), ['audit.read']),
    shows('reports.read_accesses', by, log(leicester.played.reportId), ['audit.read']),
    shows('audit.read', 'list_audit_actors', 'select from concord.list_audit_actors()'),
    ...['audit_entries', 'audit_chains', 'audit_checkpoints'].map((table) =>
      shows('audit.read', `${table}.auditor_reads`, `select from concord.${table}`),
    ),
  ];
}

function elsewhere({ leicester: { policeId, others } }: ThreeCases): PermittedRows[] {
  const { userId } = others.agency_manager;
  const reports = 'select from concord.reports where';
  const approvers = 'select from concord.list_policy_approvers((select id from concord.policy_proposals))';
  return [
    shows(
      'reports.read_own',
      'reports.agency_reads',
      `${reports} agency_id = '${policeId}' and coordinator_until is null`,
    ),
    shows(
      'reports.read_linked',
      'reports.coordinator_reads_linked',
      `${reports} agency_id <> '${policeId}'`,
      ['cases.read_asked'],
    ),
    shows(
      'members.read',
      'memberships.own_or_coordinator_reads',
      `select from concord.memberships where user_id <> '${userId}'`,
      ['agency_members.manage'],
    ),
    shows('policies.approve', 'policy_proposals.approvers_read', 'select from concord.policy_proposals'),
    shows('policies.approve', 'policy_approvals.approvers_read', 'select from concord.policy_approvals'),
    shows('policies.approve', 'list_policy_approvers', approvers),
  ];
}
