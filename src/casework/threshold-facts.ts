import type { ThresholdFacts } from '#domain/threshold/facts.js';
import type { LockedCase } from './case-ports.js';
import type { Stores } from './ports.js';

/**
 * The facts of a case as the rules read them. Awaited are agencies that were asked and have not answered, and agencies
 * that the applicant says were told but that nobody has asked yet: neither's silence is zero.
 */
export async function readThresholdFacts(stores: Stores, locked: LockedCase): Promise<ThresholdFacts> {
  const agencies = await stores.partnership.listAgencies();
  const requests = await stores.requests.listOfCase(locked.id);
  const told = await stores.incidents.listAgenciesTold(locked.id);
  const { judgements, risk } = await stores.judgements.listFacts(locked.id);
  const open = new Map(
    requests.filter((each) => each.status === 'OPEN').map((each) => [each.agencyId, each.dueOn]),
  );
  const asked = new Set(requests.map((each) => each.agencyId));
  return {
    receivedOn: locked.receivedOn,
    dissatisfiedWithResponse: locked.dissatisfied,
    incidents: await stores.incidents.listFacts(locked.id),
    awaiting: agencies
      .filter(({ id }) => open.has(id) || (told.includes(id) && !asked.has(id)))
      .map(({ id, name, kind }) => ({
        agencyId: id,
        agencyName: name,
        agencyKind: kind,
        dueOn: open.get(id) ?? null,
      })),
    judgements,
    risk,
  };
}
