/** An object that may break a rule, and why. */
export interface Exception {
  readonly rule: string;
  readonly object: string;
  readonly reason: string;
}

export const exceptions: readonly Exception[] = [
  {
    rule: 'tables-have-comments',
    object: 'directory.migrations',
    reason: 'TypeORM makes this table before the first migration runs, to note which have run.',
  },
];

/**
 * The functions that act with the owner's rights, each answering one question or doing one thing. A new one needs a
 * reviewer who has asked: can its arguments make it speak of another partnership, or of what the caller may not see?
 */
export const definerFunctions: readonly string[] = [
  'concord.adopt_policy(uuid,uuid,timestamp with time zone)',
  'concord.append_events(jsonb)',
  'concord.check_membership_roles()',
  'concord.enter_application(text,text)',
  'concord.find_client_key(text,timestamp with time zone)',
  'concord.has_open_requests(uuid)',
  'concord.keep_client_key(text,text,text,jsonb,timestamp with time zone,timestamp with time zone)',
  'concord.list_case_parties(uuid)',
  'concord.held_seats()',
  'concord.hold_agreement(uuid)',
  'concord.list_report_readers(uuid,uuid)',
  'concord.lock_members()',
  'concord.moments_of_case(uuid)',
  'concord.list_accesses(uuid,timestamp with time zone,uuid,integer)',
  'concord.list_audit_actors()',
  'concord.list_policy_approvers(uuid)',
  'concord.may_append_events(jsonb)',
  'concord.may_see_accesses(uuid)',
  'concord.name_members(uuid[])',
  'concord.register_service(uuid,uuid,uuid,text,text,text,text[],timestamp with time zone,timestamp with time zone)',
  'concord.open_session(uuid,uuid,uuid,uuid,text,text,text)',
  'concord.open_session_at(uuid,uuid,uuid,uuid,text,text,text,timestamp with time zone)',
  'concord.renew_directory_version()',
  'concord.renew_members_version()',
  'concord.renew_readers(uuid,uuid[])',
  'concord.renew_readers_of_case_parties()',
  'concord.renew_readers_of_record_grants()',
  'concord.seal_audit_entries(integer)',
  'directory.begin_session(jsonb)',
  'directory.claim_refresh(uuid,text,integer)',
  'directory.end_session(text,timestamp with time zone)',
  'directory.find_partnership(text)',
  'directory.find_told_to_people(text)',
  'directory.finish_refresh(uuid,text,text,text,timestamp with time zone)',
  'directory.is_session_live(uuid,timestamp with time zone)',
  'directory.list_issuers()',
  'directory.list_memberships(text,text,text)',
  'directory.list_partnerships()',
  'directory.list_partnerships_of(text,text)',
  'directory.list_sign_ins(text)',
  'directory.use_session(text,timestamp with time zone,timestamp with time zone)',
  'directory.accept_invitation(text,text,text,jsonb,text,text[],timestamp with time zone,uuid,uuid,uuid)',
  'directory.find_partnership(text)',
  'directory.guarded_roles()',
  'directory.list_issuers()',
  'directory.list_memberships(text,text,text)',
  'directory.list_partnerships()',
  'directory.list_roles()',
  'directory.list_scopes()',
  'directory.list_services(text,text,text,text[],timestamp with time zone)',
  'directory.list_sign_in_terms(text,text,text,jsonb,text,text[],timestamp with time zone)',
  'directory.permissions_of(text[])',
  'directory.roles_allow(text[],text)',
];
