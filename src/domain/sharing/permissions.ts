/** What one permission allows. */
export interface PermissionDefinition {
  /** What whoever holds it may do, as a sentence without its subject. */
  readonly words: string;
  /** It holds for the agency that a member acts for, and for nobody without one. */
  readonly ofAgency?: true;
  /** What a role must allow as well, because this is done with what that shows. */
  readonly needs?: readonly string[];
}

const definitions = {
  'cases.read_all': { words: 'Read every case of the partnership.' },
  'cases.read_asked': { words: 'Read the cases that the own agency was asked about.', ofAgency: true },
  'cases.read_in_full': {
    words: 'Read how the people of a case are reached, and what its households and people are called.',
  },
  'cases.read_accesses': { words: 'See who looked at or changed a case that may be read.' },
  'cases.follow': { words: 'Be told at once when something happens in a case that may be read.' },
  'cases.lead': {
    words:
      'Run a case: acknowledge, match incidents to records, record judgements and risk, extend and pause clocks.',
    needs: ['cases.read_all', 'cases.read_in_full', 'reports.read_linked'],
  },
  'cases.decide': {
    words: 'Have the threshold worked out, and decide it.',
    needs: ['cases.read_all', 'reports.read_linked'],
  },
  'requests.ask': { words: 'Ask agencies about a case.', needs: ['cases.read_all'] },
  'requests.answer': {
    words: 'Answer, for the own agency, what it was asked about a case.',
    ofAgency: true,
    needs: ['cases.read_asked'],
  },
  'reports.read_own': { words: 'Read the reports of the own agency.', ofAgency: true },
  'reports.read_linked': { words: 'Read the reports that agencies put to cases.' },
  'reports.read_accesses': {
    words: 'See who looked at or changed a report of the own agency.',
    ofAgency: true,
  },
  'reports.record': {
    words: 'Record reports of the own agency.',
    ofAgency: true,
    needs: ['reports.read_own'],
  },
  'reports.link': {
    words: 'Put reports of the own agency to a case that it was asked about.',
    ofAgency: true,
    needs: ['reports.read_own', 'cases.read_asked'],
  },
  'policies.approve': { words: 'Read, approve and reject proposed rules of the partnership.' },
  'audit.read': { words: 'Read the audit trail: who did or saw what, with every record.' },
  'members.read': { words: 'See who is a member of the partnership, and as what.' },
  'members.invite': { words: 'Invite members of the partnership.', needs: ['members.read'] },
  'members.end': { words: 'End memberships of the partnership.', needs: ['members.read'] },
  'members.appoint': {
    words: 'Give, change and end also the roles of those who may do this, and of auditors.',
    needs: ['members.invite', 'members.end'],
  },
  'agency_members.manage': {
    words: 'See, invite and end the members who act for the own agency, and register and end its programs.',
    ofAgency: true,
  },
  'agreements.record': { words: 'Record the sharing agreements of the partnership.' },
  'agreements.withdraw': { words: 'End a sharing agreement for everybody.' },
  'agreements.leave': { words: 'Take the own agency out of a sharing agreement.', ofAgency: true },
  'grants.give': {
    words: 'Open reports of the own agency to another under an agreement, and close them again.',
    ofAgency: true,
    needs: ['reports.read_own', 'reports.link'],
  },
  'grants.see': { words: 'See which records were opened to whom, and under which agreement.' },
  'figures.read': { words: 'Read figures over all cases, in which nobody can be found.' },
} as const satisfies Readonly<Record<string, PermissionDefinition>>;

/** The name of a permission: what it is about, a full stop, what is done with it. */
export type Permission = keyof typeof definitions;

/** Every permission there is. The list is closed: a role that names another is refused. */
export const permissions = Object.keys(definitions) as [Permission, ...Permission[]];

/** What a permission allows. */
export function permissionDefinition(permission: Permission): PermissionDefinition {
  return definitions[permission];
}
