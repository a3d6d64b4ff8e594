import type { AgencyKind } from '#domain/policy/agency-kind.js';
import { behavioursOf } from '#domain/policy/known-behaviours.js';
import type { PolicyVersion } from '#domain/policy/policy-version.js';
import type { AwaitedAgency, ThresholdFacts } from '#domain/threshold/facts.js';
import type { CasePerson, LockedCase, RequestRecord } from './case-ports.js';
import { incidentFactOf, type IncidentOnRecord, type PoliceAnswers } from './incident-facts.js';
import type { AgencyRecord } from './partnership-ports.js';
import type { Stores } from './ports.js';

/** What is recorded of a case, as the facts are made of it. */
export interface CaseOnRecord extends Pick<ThresholdFacts, 'receivedOn' | 'judgements' | 'risk'> {
  readonly dissatisfied: boolean;
  readonly policy: Pick<PolicyVersion, 'behaviours'>;
  readonly agencies: readonly AgencyRecord[];
  readonly requests: readonly Pick<RequestRecord, 'agencyId' | 'status' | 'dueOn'>[];
  /** Agencies that the applicant says were told. */
  readonly told: readonly string[];
  readonly people: readonly Pick<CasePerson, 'id' | 'role'>[];
  readonly incidents: readonly IncidentOnRecord[];
}

/** The facts of a locked case as the rules read them. */
export async function readThresholdFacts(
  stores: Stores,
  locked: LockedCase,
  policy: PolicyVersion,
): Promise<ThresholdFacts> {
  return thresholdFactsOf({
    receivedOn: locked.receivedOn,
    dissatisfied: locked.dissatisfied,
    policy,
    agencies: await stores.partnership.listAgencies(),
    requests: await stores.requests.listOfCase(locked.id),
    told: await stores.incidents.listAgenciesTold(locked.id),
    people: await stores.cases.listPeople(locked.id),
    incidents: await stores.incidents.listOnRecord(locked.id),
    ...(await stores.judgements.listFacts(locked.id)),
  });
}

/**
 * The facts of a case as the rules read them. Awaited are agencies that were asked and have not answered, and agencies
 * that the applicant says were told but that nobody has asked yet: neither's silence is zero.
 */
export function thresholdFactsOf(record: CaseOnRecord): ThresholdFacts {
  const { receivedOn, dissatisfied, policy, people, incidents, judgements, risk } = record;
  const awaiting = awaitedOf(record);
  const setting = { behaviours: behavioursOf(policy), policeAnswers: policeAnswers(record, awaiting) };
  return {
    receivedOn,
    victims: people
      .filter(({ role }) => role === 'VICTIM')
      .map(({ id }) => id)
      .sort(),
    dissatisfiedWithResponse: dissatisfied,
    incidents: incidents.map((incident) => incidentFactOf(incident, setting)),
    awaiting,
    ...(judgements && { judgements }),
    ...(risk && { risk }),
  };
}

function awaitedOf({ agencies, requests, told }: CaseOnRecord): AwaitedAgency[] {
  const open = new Map(
    requests.filter((each) => each.status === 'OPEN').map((each) => [each.agencyId, each.dueOn]),
  );
  const asked = new Set(requests.map((each) => each.agencyId));
  return agencies
    .filter(({ id }) => open.has(id) || (told.includes(id) && !asked.has(id)))
    .map(({ id, name, kind }) => ({
      agencyId: id,
      agencyName: name,
      agencyKind: kind,
      dueOn: open.get(id) ?? null,
    }));
}

function policeAnswers(
  { agencies, requests }: CaseOnRecord,
  awaiting: readonly AwaitedAgency[],
): PoliceAnswers {
  const kinds = new Map<string, AgencyKind>(agencies.map(({ id, kind }) => [id, kind]));
  if (awaiting.some(({ agencyKind }) => agencyKind === 'police')) return 'awaited';
  return requests.some(({ agencyId }) => kinds.get(agencyId) === 'police') ? 'given' : 'never_asked';
}
