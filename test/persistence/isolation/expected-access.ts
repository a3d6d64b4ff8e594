import type { Standing } from './three-cases.js';

export type Command = 'select' | 'insert' | 'update' | 'delete';

/**
 * What may be done with the rows of a table: for each command, who may do it and with which rows. The rows are a condition
 * in SQL; who is not named may do it with none. `police` is the agency that is party to the cases `answered` and `asked`.
 */
export interface ExpectedAccess {
  /** Columns that an update may change. */
  readonly changes?: string;
  readonly select?: Rows;
  readonly insert?: Rows;
  readonly update?: Rows;
  readonly delete?: Rows;
}
type Rows = Readonly<Partial<Record<Standing, string>>>;

const every = 'true';
const leads = { coordinator: every, chair: every };
const sitsIn = { ...leads, panel_member: every };
const everybody: Rows = {
  public: every,
  applicant: every,
  coordinator: every,
  officer: every,
  chair: every,
  policing_body: every,
  board_reader: every,
  administrator: every,
  auditor: every,
  panel_member: every,
  agency_manager: every,
  analyst: every,
  advocate: every,
  worker: every,
  relay: every,
  operator: every,
};
const {
  public: _visitor,
  applicant: _applicant,
  worker: _worker,
  relay: _relay,
  operator: _operator,
  ...members
} = everybody;
const openedByPolice = 'owner_agency_id = {police}';
const ofParty = 'case_id in ({answered}, {asked})';
// Its own reports, and those of others that were opened to it.
const knownToPolice = `(${ofParty} and agency_id = {police}
  or report_id in (select report_id from concord.report_readers where agency_id = {police}))`;
const ofApplicant = 'case_id = {answered}';
const ofPolice = 'agency_id = {police}';
const byCoordinator = { coordinator: every };
const byAuditor = { auditor: every };
const notGuarded = "not roles && array['administrator', 'auditor']";
const ownMembership: Rows = {
  officer: 'user_id = {officer}',
  chair: 'user_id = {chair}',
  policing_body: 'user_id = {policing_body}',
  board_reader: 'user_id = {board_reader}',
  auditor: 'user_id = {auditor}',
  panel_member: 'user_id = {panel_member}',
  analyst: 'user_id = {analyst}',
  advocate: 'user_id = {advocate}',
};
const approvers = { coordinator: every, administrator: every };

/** Written by hand, before the walk ran. A new table stands here before it is made, or the walk fails. */
export const expectedAccess: Readonly<Record<string, ExpectedAccess>> = {
  // Open to everybody of the partnership: what it publishes, and how long its log is.
  partnerships: { select: everybody },
  policy_versions: { select: everybody },
  agencies: { select: everybody },
  area_teams: { select: everybody },
  event_streams: { select: everybody },

  // Everybody may leave. Nobody who may not appoint ends an administrator or an auditor; the manager is of the police.
  memberships: {
    changes: 'ended_at, ended_by, ended_reason, roles',
    select: { ...ownMembership, coordinator: every, administrator: every, agency_manager: ofPolice },
    update: {
      ...ownMembership,
      coordinator: notGuarded,
      administrator: every,
      agency_manager: ofPolice,
    },
  },
  // Everybody invites and withdraws in their own name, and nobody to what they could not give.
  invitations: {
    changes: 'withdrawn_at, withdrawn_by',
    select: { coordinator: every, administrator: every, agency_manager: ofPolice },
    insert: {
      coordinator: notGuarded,
      administrator: every,
      agency_manager: `${ofPolice} and roles <@ array['agency_officer', 'agency_manager']`,
    },
    update: { coordinator: notGuarded, administrator: every, agency_manager: ofPolice },
  },
  trusted_issuers: {},

  // Rules that wait for approval: added by the owner alone, and rejected with one's own name, which the walk does not give.
  policy_proposals: {
    changes: 'ended_as, ended_at, ended_by, ended_by_name, ended_reason',
    select: approvers,
  },
  // The one approval is the coordinator's; nobody approves or withdraws in another's name.
  policy_approvals: { select: approvers, insert: byCoordinator, delete: byCoordinator },

  cases: {
    changes: 'stage, version',
    select: {
      ...sitsIn,
      worker: every,
      officer: 'id in ({answered}, {asked})',
      applicant: 'id = {answered}',
    },
    insert: { coordinator: every, public: every, applicant: every },
    update: { coordinator: every, worker: every, officer: 'id in ({answered}, {asked})' },
  },
  case_parties: {
    select: { ...sitsIn, worker: every, officer: ofPolice },
    insert: byCoordinator,
  },
  // A visitor adds to the five of these only in the transaction that opens the case, which the walk is not.
  case_people: {
    changes: 'household_id',
    select: { ...sitsIn, officer: ofParty },
    insert: byCoordinator,
    update: byCoordinator,
  },
  // What households and people are called in a case: an agency may not read it, nor who sits on the panel.
  case_labels: { select: leads, insert: byCoordinator },
  incident_sufferers: {
    select: { ...sitsIn, officer: ofParty },
    insert: byCoordinator,
    delete: byCoordinator,
  },
  case_incidents: {
    changes:
      'agreed_behaviours, agreed_on, caused_harassment, complained_of_id, is_crime, match, match_note, matched_at, ' +
      'matched_by, place_id, problem_id, recorded_as_hate',
    select: { ...sitsIn, officer: ofParty },
    insert: byCoordinator,
    update: byCoordinator,
  },
  incident_complaints: {
    changes: 'evidence_accepted, household_id, person_id',
    select: { ...sitsIn, officer: ofParty },
    insert: byCoordinator,
    update: byCoordinator,
  },
  information_requests: {
    changes: 'actions_taken, answered_at, answered_by, holds, status',
    select: { ...sitsIn, officer: ofPolice },
    insert: byCoordinator,
    update: { officer: `${ofPolice} and status = 'OPEN'` },
  },

  reports: {
    select: {
      coordinator: 'id in (select report_id from concord.report_links where coordinator_level >= 2)',
      officer: `${ofPolice} or id in (select report_id from concord.report_readers where agency_id = {police} and level >= 3)`,
      operator: ofPolice,
    },
    insert: { officer: ofPolice, operator: ofPolice },
  },
  report_links: {
    select: { ...sitsIn, officer: knownToPolice },
    insert: { officer: `${ofPolice} and ${ofParty}` },
  },
  incident_reports: {
    select: {
      ...sitsIn,
      officer: `${ofParty} and report_id in (select report_id from concord.report_links where ${knownToPolice})`,
    },
    insert: byCoordinator,
    delete: byCoordinator,
  },

  // What agencies agreed to share, which every member may read; ended for good.
  sharing_agreements: {
    changes: 'withdrawn_at, withdrawn_by, withdrawn_reason',
    select: members,
    insert: approvers,
  },
  sharing_agreement_parties: { changes: 'left_at, left_by, left_reason', select: members, insert: approvers },
  // An agency opens its own reports and closes them for good; whoever leads sees what was opened.
  record_grants: {
    changes: 'revoked_at, revoked_by, revoked_reason',
    select: { coordinator: every, officer: openedByPolice, agency_manager: openedByPolice },
    insert: { officer: `${openedByPolice} and given_by = {officer}` },
  },
  // Worked out by triggers alone.
  report_readers: { select: { officer: ofPolice } },

  clocks: {
    changes:
      'arithmetic, due_at, due_on, extended_times, extended_to, extension_reason, fell_due_at, first_due_on, provisional, stands_still, stopped_at',
    select: { ...sitsIn, worker: every, officer: ofParty, applicant: ofApplicant },
    insert: byCoordinator,
    update: { coordinator: every, worker: every },
  },
  decision_proposals: { select: { ...sitsIn, officer: ofParty }, insert: byCoordinator },
  case_judgements: { select: { ...sitsIn, officer: ofParty }, insert: byCoordinator },
  case_risk_assessments: { select: { ...sitsIn, officer: ofParty }, insert: byCoordinator },
  // Declared by concord.declare_conflict alone, and lifted in one's own name, which the walk does not give.
  case_conflicts: {
    changes: 'lifted_at, lifted_by, lifted_reason',
    select: { coordinator: every, chair: 'user_id = {chair}', advocate: 'user_id = {advocate}' },
  },
  // Ended in one's own name, which the walk does not give.
  case_markers: {
    changes: 'ended_at, ended_by, ended_reason',
    select: leads,
    insert: byCoordinator,
  },
  case_pauses: {
    changes: 'through_on',
    select: { ...sitsIn, officer: ofParty },
    insert: byCoordinator,
    update: { coordinator: 'through_on is null' },
  },
  decisions: { select: { ...sitsIn, officer: ofParty, applicant: ofApplicant }, insert: byCoordinator },

  // Written by concord.append_events alone.
  events: { select: { ...sitsIn, worker: every, relay: every, officer: '{police} = any (agency_ids)' } },
  log_followers: {
    changes: 'follower, position, tenant_id',
    select: { worker: every },
    insert: { worker: every },
    update: { worker: every },
  },
  // Added to by everybody under their own name, read by auditors alone, changed by nobody.
  audit_entries: { select: byAuditor, insert: everybody },
  // Written by concord.seal_audit_entries alone.
  audit_chains: { select: { ...byAuditor, worker: every } },
  // Read by concord.list_accesses alone.
  audit_subjects: {},
  audit_checkpoints: { select: byAuditor, insert: { worker: every } },
  // Reached by concord.find_client_key and concord.keep_client_key alone.
  client_keys: {},
  import_runs: {
    changes: 'agency_id, ended_at, file_name, format, id, started_at, summary, tenant_id',
    select: { operator: ofPolice },
    insert: { operator: ofPolice },
    update: { operator: ofPolice },
  },
};
