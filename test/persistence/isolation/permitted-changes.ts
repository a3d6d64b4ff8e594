import type { Permission } from '#domain/sharing/permissions.js';
import { newId } from '#platform/ids.js';
import type { PermittedRows, RowToInsert } from './permitted-rows.js';
import type { ThreeCases } from './three-cases.js';

const takes = (
  permission: Permission,
  by: string,
  reach: string | RowToInsert,
  besides: readonly Permission[] = [],
): PermittedRows => ({ permission, by: [by], reach, besides });

const movers: readonly Permission[] = ['cases.lead', 'cases.decide', 'requests.ask'];
const workers: readonly Permission[] = ['requests.answer', 'reports.link'];
const others = (all: readonly Permission[], one: Permission) => all.filter((each) => each !== one);

/** What is taken by a permission. */
export function permittedChanges(here: ThreeCases): PermittedRows[] {
  return [...additions(here), ...changes(here), ...moves(here), ...ofAgency(here), ...ofRules(here)];
}

/** Rows that are added to a case. */
function additions({ cases: { foreign }, leicester }: ThreeCases): PermittedRows[] {
  const like = `case_id = '${foreign}'`;
  const add = (permission: Permission, by: string, changed = {}) =>
    takes(permission, by, { table: by.slice(0, by.indexOf('.')), like, changed });
  // Nobody answers or decides in another's name.
  const { userId } = leicester.others.agency_manager;
  const opened = { version: 1, stage: 'RECEIVED', reference: newId() };
  return [
    add('cases.lead', 'case_people.named_by_application'),
    add('cases.lead', 'case_incidents.named_by_application'),
    add('cases.lead', 'incident_complaints.named_by_application'),
    add('cases.lead', 'incident_sufferers.named_by_application'),
    add('cases.lead', 'case_labels.named_by_application'),
    add('cases.lead', 'case_judgements.coordinator_records', { recorded_by: userId }),
    add('cases.lead', 'case_risk_assessments.coordinator_records'),
    add('cases.lead', 'case_pauses.coordinator_pauses'),
    add('cases.lead', 'incident_reports.coordinator_matches'),
    takes('cases.lead', 'cases.opened_by_application', {
      table: 'cases',
      like: `id = '${foreign}'`,
      changed: opened,
    }),
    add('requests.ask', 'case_parties.coordinator_adds'),
    add('requests.ask', 'information_requests.coordinator_asks'),
    add('cases.decide', 'decision_proposals.coordinator_proposes'),
    add('cases.decide', 'decisions.coordinator_decides', { decided_by: userId }),
  ];
}

/** Rows of a case that are changed or taken out. */
function changes({ cases: { foreign } }: ThreeCases): PermittedRows[] {
  const ofCase = `where case_id = '${foreign}'`;
  const change = (table: string, policy: string, column: string) =>
    takes('cases.lead', `${table}.${policy}`, `update concord.${table} set ${column} = ${column} ${ofCase}`);
  const remove = (table: string) =>
    takes('cases.lead', `${table}.coordinator_rematches`, `delete from concord.${table} ${ofCase}`);
  return [
    change('case_people', 'coordinator_changes', 'household_id'),
    change('case_incidents', 'coordinator_changes', 'match'),
    change('incident_complaints', 'coordinator_changes', 'person_id'),
    change('case_pauses', 'coordinator_resumes', 'through_on'),
    remove('incident_sufferers'),
    remove('incident_reports'),
  ];
}

/** What moves a case on, by any one of several permissions. */
function moves({ cases: { asked, foreign } }: ThreeCases): PermittedRows[] {
  const tell = (caseId: string) =>
    `select concord.append_events('[{"id": "${newId()}", "at": "2026-03-02T10:00:00Z", "type": "X", "caseId": "${caseId}"}]')`;
  const move = (caseId: string) => `update concord.cases set version = version where id = '${caseId}'`;
  const later = `update concord.clocks set due_on = due_on where case_id = '${foreign}'`;
  const clock = { table: 'clocks', like: `case_id = '${foreign}'` };
  const may = 'select from (values (1)) one where concord.changes_every_case()';
  const byMovers = movers.flatMap((permission) => {
    const besides = others(movers, permission);
    return [
      takes(permission, 'cases.coordinator_worker_or_party_changes', move(foreign), besides),
      takes(permission, 'may_append_events', tell(foreign), besides),
      takes(permission, 'clocks.coordinator_or_worker_changes', later, besides),
      takes(permission, 'clocks.started_with_case', clock, besides),
      takes(permission, 'changes_every_case', may, besides),
    ];
  });
  const byWorkers = workers.flatMap((permission) => {
    const besides = [...movers, ...others(workers, permission)];
    return [
      takes(permission, 'cases.coordinator_worker_or_party_changes', move(asked), besides),
      takes(permission, 'may_append_events', tell(asked), besides),
    ];
  });
  return [...byMovers, ...byWorkers];
}

/** What an agency does with its own, and with the case that it was asked about. */
function ofAgency({ cases: { asked }, leicester: { policeId } }: ThreeCases): PermittedRows[] {
  const ofCase = `case_id = '${asked}'`;
  const ofPolice = `agency_id = '${policeId}'`;
  const answer = `update concord.information_requests
    set status = 'ANSWERED', holds = 'NOTHING', answered_at = now() where ${ofCase}`;
  const begun = { table: 'clocks', like: ofCase, changed: { begun_by: 'information_answered' } };
  const stop = `update concord.clocks set stopped_at = now() where ${ofCase}`;
  const report = { table: 'reports', like: ofPolice };
  const link = { table: 'report_links', like: ofPolice, changed: { case_id: asked } };
  return [
    takes('requests.answer', 'information_requests.agency_answers_once', answer),
    takes('requests.answer', 'clocks.answer_starts', begun, movers),
    takes('requests.answer', 'clocks.answer_stops', stop, movers),
    takes('reports.record', 'reports.agency_records', report),
    takes('reports.link', 'report_links.agency_links_its_own', link),
  ];
}

/** What brings rules into force or ends them. */
function ofRules({ leicester }: ThreeCases): PermittedRows[] {
  const { userId, membershipId } = leicester.others.agency_manager;
  const reject = `update concord.policy_proposals set ended_as = 'REJECTED', ended_at = now(), ended_by = '${userId}',
    ended_by_name = 'Ola', ended_reason = 'No.'`;
  const approval = {
    table: 'policy_approvals',
    like: 'true',
    changed: { user_id: userId, membership_id: membershipId },
  };
  const adopt = `select concord.adopt_policy(id, '${newId()}', now()) from concord.policy_proposals`;
  return [
    takes('policies.approve', 'policy_proposals.approvers_reject', reject),
    takes('policies.approve', 'policy_approvals.approvers_approve', approval),
    takes('policies.approve', 'adopt_policy', adopt),
  ];
}
