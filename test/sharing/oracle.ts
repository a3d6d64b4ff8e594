/**
 * What anybody must see of a report that was put to a case, worked out from what was agreed and given alone. Nothing of
 * the program is used here, so that both are wrong together only if they were understood wrongly.
 */
export const levels = ['LOCATOR', 'ATTESTED', 'CONTENT', 'IDENTITIES'] as const;
export type Level = (typeof levels)[number];
export type Opened = Level | 'OWN';
export type Audience = 'COORDINATOR' | 'OTHER_AGENCIES' | 'AGENCY';

/** An agreement as it stands; days are local and inclusive. */
export interface AgreementState {
  readonly startsOn: string;
  readonly expiresOn: string;
  readonly withdrawn: boolean;
  readonly parties: readonly string[];
  /** Those of its parties that left. */
  readonly left: readonly string[];
}

/** A grant as it was given; `agency` only for AGENCY, `untilOn` is its last local day. */
export interface GrantState {
  readonly agreement: string;
  readonly audience: Audience;
  readonly agency?: string;
  readonly level: Level;
  readonly untilOn?: string;
  readonly revoked: boolean;
}

/** A report put to a case, with its grants in the order in which they were given. */
export interface LinkState {
  readonly owner: string;
  /** Agencies that are party to the case. */
  readonly parties: readonly string[];
  readonly agreements: Readonly<Record<string, AgreementState>>;
  readonly grants: readonly GrantState[];
  /** The local day by the server's clock. */
  readonly today: string;
}

/** Somebody with a membership here, by what their role allows and for whom they act. */
export interface ViewerState {
  readonly agency?: string;
  readonly permissions: readonly string[];
}

/** From which level on each field is open; below it the field is null and named as withheld. */
export const openFrom: Readonly<Record<'LinkedReport' | 'Report', Readonly<Record<string, Level>>>> = {
  LinkedReport: {
    reportId: 'LOCATOR',
    agency: 'LOCATOR',
    linkedAt: 'LOCATOR',
    incidentIds: 'LOCATOR',
    opened: 'LOCATOR',
    disclosure: 'LOCATOR',
    occurredOn: 'ATTESTED',
    reportedOn: 'ATTESTED',
    category: 'ATTESTED',
    report: 'CONTENT',
  },
  Report: {
    id: 'CONTENT',
    reference: 'CONTENT',
    source: 'CONTENT',
    category: 'CONTENT',
    occurredOn: 'CONTENT',
    occurredMonth: 'CONTENT',
    reportedOn: 'CONTENT',
    recordedOn: 'CONTENT',
    closedOn: 'CONTENT',
    place: 'CONTENT',
    district: 'CONTENT',
    latitude: 'CONTENT',
    longitude: 'CONTENT',
    summary: 'CONTENT',
    actionTaken: 'CONTENT',
    behaviours: 'CONTENT',
    hatePerceived: 'CONTENT',
    recordedAsHate: 'CONTENT',
    background: 'CONTENT',
    opened: 'CONTENT',
    disclosure: 'CONTENT',
    grants: 'CONTENT',
    reporterName: 'IDENTITIES',
    household: 'IDENTITIES',
    affected: 'IDENTITIES',
  },
};

/** Whether records may be opened under an agreement on that local day. */
export function isInForce(agreement: AgreementState, today: string): boolean {
  return !agreement.withdrawn && agreement.startsOn <= today && today <= agreement.expiresOn;
}

/** How far a report is open to a viewer in a case; undefined for who may not know that it is there. */
export function openedTo(link: LinkState, { agency, permissions }: ViewerState): Opened | undefined {
  const may = (permission: string) => permissions.includes(permission);
  if (agency === link.owner && may('reports.read_own')) return 'OWN';
  if (may('cases.read_all')) return highest(link, ({ audience }) => audience === 'COORDINATOR') ?? 'LOCATOR';
  if (agency === undefined || !may('cases.read_asked') || !link.parties.includes(agency)) return undefined;
  return highest(
    link,
    (grant) =>
      (grant.audience === 'OTHER_AGENCIES' || (grant.audience === 'AGENCY' && grant.agency === agency)) &&
      isParty(link.agreements[grant.agreement], agency),
  );
}

/** Whether a field of one of the two types is shown to whom so much is opened. */
export function isShown(type: 'LinkedReport' | 'Report', field: string, opened: Opened): boolean {
  const from = openFrom[type][field];
  if (from === undefined) throw new Error(`Nobody said to whom ${type}.${field} is open.`);
  return opened === 'OWN' || levels.indexOf(from) <= levels.indexOf(opened);
}

/** The grants that stand: of each audience and agency the last one, unless it was withdrawn. */
export function standing({ grants }: LinkState): GrantState[] {
  const same = (one: GrantState, other: GrantState) =>
    one.audience === other.audience && one.agency === other.agency;
  return grants.filter(
    (grant, index) => !grant.revoked && !grants.slice(index + 1).some((later) => same(grant, later)),
  );
}

function highest(link: LinkState, reaches: (grant: GrantState) => boolean): Level | undefined {
  const inForce = standing(link).filter(({ agreement, untilOn }) => {
    const rests = link.agreements[agreement];
    return (
      rests !== undefined &&
      isInForce(rests, link.today) &&
      isParty(rests, link.owner) &&
      (untilOn === undefined || link.today <= untilOn)
    );
  });
  return levels.findLast((level) => inForce.some((grant) => grant.level === level && reaches(grant)));
}

function isParty(agreement: AgreementState | undefined, agency: string): boolean {
  return agreement !== undefined && agreement.parties.includes(agency) && !agreement.left.includes(agency);
}
