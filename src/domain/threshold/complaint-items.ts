import type { Count } from '#domain/policy/criterion.js';
import { NOBODY_KNOWN, type Atom } from './atoms.js';
import { counted } from './awaits-in-words.js';
import { firstNumber, pairsOf, unknownOf } from './best-period.js';
import { ofUnknownAgency, unsettled } from './complaint-standing.js';
import { asksForAgency } from './count-awaits.js';
import type { CountFrame } from './count-frame.js';
import { selectionOf, standingFor, type CountedFacts, type CountItem } from './counted-facts.js';
import type { IncidentEvidence } from './incident-evidence.js';
import { apartFrom, itemOfIncident } from './incident-items.js';
import { KIN } from './kin.js';
import type { Unit } from './measures.js';
import { mayReach } from './selection.js';
import type { ComplaintStanding, Standing } from './standing.js';
import type { UnitKey } from './unit-keys.js';

/**
 * The complaints of the facts, in their order, with where each stands in a count of reports, people, households or
 * agencies. The first complaint of each thing that counts stands for it; a person is named once.
 */
export function complaintItems(facts: CountedFacts): CountItem[] {
  const told: Told = { facts, leaders: leadersOf(facts), people: new Set() };
  return facts.evidence.flatMap((evidence, incident) => {
    if (evidence.ground.stands === 'does_not_count')
      return [itemOfIncident(evidence, 'does_not_count', evidence.ground.reason)];
    const apart = itemOfApart(facts, evidence, incident);
    if (apart) return [apart];
    const items = evidence.complaints.flatMap((complaint) => itemsOfComplaint(told, evidence, complaint));
    const more = moreToCome(facts, evidence);
    if (items.length > 0 || more.length > 0 || evidence.complaints.length > 0) return [...items, ...more];
    return [itemOfIncident(evidence, 'does_not_count', 'no complaint about it that counts is known')];
  });
}

interface Told {
  readonly facts: CountedFacts;
  /** The atoms that stand for what counts, and the keys for which they stand. */
  readonly leaders: { readonly atoms: ReadonlySet<Atom>; readonly keys: ReadonlySet<number> };
  /** Ids of the people who were named. */
  readonly people: Set<string>;
}

/** The first of what surely counts of each thing, which stands for it. */
export function leadersOf({ counting, sure }: CountedFacts): Told['leaders'] {
  const keys = counting.keys.get(counting.measures[0].unit)?.of;
  const inOrder = [...sure].sort((one, other) => one.index - other.index);
  const all = inOrder.flatMap((atom) => {
    const key = keys?.[atom.index];
    return key ? [{ atom, key }] : [];
  });
  const pairs = counting.separateIncidents ? pairsOf(counting, 'sure', inOrder) : undefined;
  const known = all.filter(
    ({ atom, key }) => key.isKnown && (!pairs || pairs.get(key.key) === atom.incident),
  );
  const ofKin = ({ scope, kin }: UnitKey) => scope * Object.keys(KIN).length + kin;
  const kins = new Set(known.map(({ key }) => ofKin(key)));
  const unknown = all.filter(({ atom, key }) => {
    const isPaired = !pairs || pairs.get(unknownOf(key.kin)) === atom.incident;
    return !key.isKnown && key.kin !== KIN.anybody && !kins.has(ofKin(key)) && isPaired;
  });
  const leading = [...firstOfEach(known, (key) => key.key), ...firstOfEach(unknown, ofKin)];
  const scopes = new Set(leading.map(({ key }) => key.scope));
  const anybody = all.filter(({ key }) => !key.isKnown && !scopes.has(key.scope));
  leading.push(...firstOfEach(anybody, (key) => key.scope));
  return {
    atoms: new Set(leading.map(({ atom }) => atom)),
    keys: new Set(leading.map(({ key }) => key.key)),
  };
}

interface Keyed {
  readonly atom: Atom;
  readonly key: UnitKey;
}

function firstOfEach(all: readonly Keyed[], by: (key: UnitKey) => number): Iterable<Keyed> {
  const first = new Map<number, Keyed>();
  for (const each of all) if (!first.has(by(each.key))) first.set(by(each.key), each);
  return first.values();
}

/** The item of an incident of another group, as a whole; undefined for one of the group that is counted. */
export function itemOfApart(
  facts: CountedFacts,
  evidence: IncidentEvidence,
  incident: number,
): CountItem | undefined {
  const [{ grouping }] = facts.selections;
  const apart = apartFrom(facts, incident);
  const other = selectionOf(facts, incident);
  if (apart === undefined || (other === undefined && grouping.relation !== 'same_incident')) return undefined;
  if (grouping.relation !== 'same_incident') return itemOfIncident(evidence, apart.stands, apart.reason);
  const number = other ? firstNumber(other.sure) : 0;
  const few = saidSeparately(facts.counting.measures[0].unit, number);
  if (!facts.isOpen || !other || !mayReach(other)) return itemOfIncident(evidence, 'does_not_count', few);
  return itemOfIncident(evidence, 'may_count', `${few} so far`);
}

function saidSeparately(unit: Unit, n: number): string {
  switch (unit) {
    case 'people':
      return `${counted(n, 'person', 'people')} complained about it separately`;
    case 'households':
      return `${counted(n, 'household')} complained about it separately`;
    case 'agencies':
      return `${counted(n, 'agency', 'agencies')} had a complaint about it`;
    case 'incidents':
    case 'reports':
      return `${counted(n, 'report')} of it counted separately`;
  }
}

function itemsOfComplaint(told: Told, evidence: IncidentEvidence, complaint: ComplaintStanding): CountItem[] {
  const { facts, leaders, people } = told;
  const standing = standingFor(facts, complaint);
  const atom = facts.atomOf.get(complaint);
  const { unit } = facts.counting.measures[0];
  const { personId } = complaint.complaint;
  const named = unit === 'people' && personId !== null && standing.stands !== 'does_not_count';
  const isLeader = atom !== undefined && leaders.atoms.has(atom);
  const key = atom && facts.counting.keys.get(unit)?.of[atom.index];
  if (!isLeader && unit !== 'reports' && key && leaders.keys.has(key.key)) return [];
  if (!isLeader && named && people.has(personId)) return [];
  if (named) people.add(personId);
  const { stands, reason } = isLeader
    ? { stands: 'counts' as const, reason: standing.reason }
    : notLeading(told, { standing, evidence, atom, key });
  return [
    {
      stands,
      item: {
        subject: named ? 'person' : 'complaint',
        id: named ? personId : complaint.complaint.id,
        reason: `${evidence.words}: ${reason}`,
      },
    },
  ];
}

interface Placed {
  readonly standing: ComplaintStanding;
  readonly evidence: IncidentEvidence;
  readonly atom: Atom | undefined;
  readonly key: UnitKey | undefined;
}

function notLeading({ facts }: Told, placed: Placed): Pick<Standing, 'stands' | 'reason'> {
  const { standing, evidence, atom, key } = placed;
  const { ground } = evidence;
  const { stands, reason } = standing;
  if (stands === 'does_not_count' || !atom) return { stands: 'does_not_count', reason };
  if (ground.stands === 'may_count') return { stands: 'may_count', reason: `${reason}; ${ground.reason}` };
  if (stands === 'may_count') return standing;
  if (facts.sure.has(atom)) return besideOthers(facts, placed, key);
  const outside = `${reason}, ${facts.outside}`;
  if (!facts.isOpen || !facts.possible.has(atom)) return { stands: 'does_not_count', reason: outside };
  return { stands: 'may_count', reason: `${outside}, and another period may still hold more` };
}

/** Why a complaint that lies among those that count stands for nothing of its own. */
function besideOthers(
  { counting, frame }: CountedFacts,
  { standing, atom }: Placed,
  key: UnitKey | undefined,
): Pick<Standing, 'stands' | 'reason'> {
  const { unit } = counting.measures[0];
  const { reason, complaint } = standing;
  if (key?.isKnown === false)
    return { stands: 'may_count', reason: whyUnknown(frame.rule, unit, { atom, complaint, reason }) };
  if (unit === 'reports')
    return {
      stands: 'does_not_count',
      reason: `${reason}, which is one ${nounOfReports(frame)} with another that counts`,
    };
  return {
    stands: 'does_not_count',
    reason: `${reason}, for which no incident of its own is left beside those counted`,
  };
}

function whyUnknown(
  rule: Count,
  unit: Unit,
  { atom, complaint, reason }: Pick<Placed, 'atom'> & Pick<ComplaintStanding, 'complaint' | 'reason'>,
): string {
  if (asksForAgency(rule, unit)) return ofUnknownAgency(reason);
  return unit === 'households' && atom?.person !== NOBODY_KNOWN
    ? `it is not known from which household the ${reason} came`
    : unsettled(complaint, reason).reason;
}

const MORE: Readonly<Record<Exclude<Unit, 'incidents'>, string>> = {
  reports: 'more reports of it may be found',
  people: 'more people may be found to have complained about it',
  households: 'more households may be found to have complained about it',
  agencies: 'more agencies may be found to hold a complaint about it',
};

function nounOfReports({ noun }: CountFrame): string {
  return noun?.singular ?? 'report';
}

function moreToCome({ counting, frame, isOpen }: CountedFacts, evidence: IncidentEvidence): CountItem[] {
  const { unit } = counting.measures[0];
  if (!isOpen || !evidence.prospect || unit === 'incidents') return [];
  const words =
    unit === 'reports' && frame.noun ? `more ${frame.noun.plural} about it may be found` : MORE[unit];
  return [itemOfIncident(evidence, 'may_count', words)];
}
