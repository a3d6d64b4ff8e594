import type { Permission } from '#domain/sharing/permissions.js';
import { newId } from '#platform/ids.js';
import type { PermittedRows } from './permitted-rows.js';
import type { ThreeCases } from './three-cases.js';

const row = (
  permission: Permission,
  by: string,
  reach: PermittedRows['reach'],
  besides: readonly Permission[] = [],
): PermittedRows => ({ permission, by: [by], reach, besides });

/** What is shown and taken of sensitive markers by a permission; the two decided cases have one each. */
export function permittedMarkers({ cases: { answered, foreign }, leicester }: ThreeCases): PermittedRows[] {
  const { userId } = leicester.others.agency_manager;
  const shown = (caseId: string) => `select from concord.case_markers where case_id = '${caseId}'`;
  const marks = (caseId: string) => `select from concord.list_marks(array['${caseId}']::uuid[])`;
  const ended = `update concord.case_markers set ended_by = '${userId}', ended_at = now(), ended_reason = 'No.'
    where case_id = '${foreign}'`;
  const like = `case_id = '${foreign}'`;
  const reads = 'case_markers.leads_read';
  return [
    row('cases.read_in_full', reads, shown(foreign)),
    row('cases.read_all', reads, shown(foreign)),
    row('cases.read_asked', reads, shown(answered), ['cases.read_all']),
    row('cases.lead', 'case_markers.lead_sets', { table: 'case_markers', like, changed: { set_by: userId } }),
    row('cases.lead', 'case_markers.lead_ends', ended),
    row('cases.read_all', 'list_marks', marks(foreign)),
    row('cases.read_asked', 'list_marks', marks(answered), ['cases.read_all']),
  ];
}

/** What is shown and taken of conflicts of interest by a permission. The advocate has one in the case that was asked about. */
export function permittedConflicts({ cases: { asked, foreign }, leicester }: ThreeCases): PermittedRows[] {
  const { advocate, agency_manager: viewer } = leicester.others;
  const shown = `select from concord.case_conflicts where case_id = '${asked}'`;
  const lifted = `update concord.case_conflicts set lifted_by = '${viewer.userId}', lifted_at = now(), lifted_reason = 'No.'
    where case_id = '${asked}' and lifted_at is null`;
  const declared = (caseId: string, { membershipId }: { membershipId: string }) =>
    `select from concord.declare_conflict('${caseId}', 0, '${newId()}', '${membershipId}', null, 'A friend.', now())
     where answer = 'STALE'`;
  const reads = 'case_conflicts.lead_or_concerned_reads';
  return [
    row('cases.lead', reads, shown),
    row('cases.read_all', reads, shown, ['cases.read_asked']),
    row('cases.read_asked', reads, shown, ['cases.read_all']),
    row('cases.lead', 'case_conflicts.lead_lifts', lifted),
    row('cases.lead', 'declare_conflict', declared(foreign, advocate)),
    row('cases.read_all', 'declare_conflict', declared(foreign, viewer)),
    row('cases.read_asked', 'declare_conflict', declared(asked, viewer), ['cases.read_all']),
  ];
}
