import type { Count } from '#domain/policy/criterion.js';
import { NOBODY_KNOWN, type Atom } from './atoms.js';
import { counted } from './awaits-in-words.js';
import { firstNumber, pairsOf, unknownOf } from './best-period.js';
import { ofUnknownAgency, unsettled } from './complaint-standing.js';
import { asksForAgency } from './count-awaits.js';
import type { CountFrame } from './count-frame.js';
import {
  atomOf,
  marked,
  selectionOf,
  standingFor,
  type CountedFacts,
  type CountItem,
  type Marked,
} from './counted-facts.js';
import type { ComplaintFact } from './facts.js';
import type { IncidentEvidence } from './incident-evidence.js';
import { apartFrom, itemOfIncident } from './incident-items.js';
import { KIN } from './kin.js';
import type { Unit } from './measures.js';
import { mayReach } from './selection.js';
import type { ComplaintStanding, Standing } from './standing.js';

/**
 * The complaints of the facts, in their order, with where each stands in a count of reports, people, households or
 * agencies. The first complaint of each thing that counts stands for it; a person is named once.
 */
export function complaintItems(facts: CountedFacts): CountItem[] {
  const telling: Telling = { facts, leaders: leadersOf(facts), people: new Set(), items: [] };
  const { items } = telling;
  facts.evidence.forEach((evidence, incident) => {
    if (evidence.ground.stands === 'does_not_count') {
      items.push(itemOfIncident(evidence, 'does_not_count', evidence.ground.reason));
      return;
    }
    const apart = itemOfApart(facts, evidence, incident);
    if (apart) {
      items.push(apart);
      return;
    }
    const { complaints, firstComplaint } = evidence;
    complaints.forEach((complaint, n) => {
      tellComplaint(telling, evidence, { complaint, told: firstComplaint + n });
    });
    const more = moreToCome(facts, evidence);
    if (more) items.push(more);
    else if (complaints.length === 0)
      items.push(itemOfIncident(evidence, 'does_not_count', 'no complaint about it that counts is known'));
  });
  return items;
}

interface Telling {
  readonly facts: CountedFacts;
  readonly leaders: Leaders;
  /** Ids of the people who were named. */
  readonly people: Set<string>;
  readonly items: CountItem[];
}

/** The atoms that stand for what counts, and the keys for which they stand. */
interface Leaders {
  readonly atoms: Marked;
  readonly keys: ReadonlySet<number>;
}

/** The first of what surely counts of each thing, which stands for it. */
export function leadersOf({ counting, sure, atoms: all }: CountedFacts): Leaders {
  const keys = counting.keys.get(counting.measures[0].unit);
  if (keys === undefined) return { atoms: marked([], all.length), keys: new Set() };
  const inOrder = [...sure.atoms].sort((one, other) => one.index - other.index);
  const pairs = counting.separateIncidents ? pairsOf(counting, 'sure', inOrder) : undefined;
  const keyOf = ({ index }: Atom) => keys.key[index] ?? 0;
  const scopeOf = ({ index }: Atom) => keys.scope[index] ?? 0;
  const kinOf = ({ index }: Atom) => keys.kin[index] ?? 0;
  const ofKin = (atom: Atom) => scopeOf(atom) * Object.keys(KIN).length + kinOf(atom);
  const isKnown = ({ index }: Atom) => keys.isKnown[index] === 1;
  const known = inOrder.filter(
    (atom) => isKnown(atom) && (!pairs || pairs.get(keyOf(atom)) === atom.incident),
  );
  const unsaid = inOrder.filter((atom) => !isKnown(atom));
  const kins = unsaid.length === 0 ? new Set<number>() : new Set(known.map(ofKin));
  const unknown = unsaid.filter((atom) => {
    const isPaired = !pairs || pairs.get(unknownOf(kinOf(atom))) === atom.incident;
    return kinOf(atom) !== KIN.anybody && !kins.has(ofKin(atom)) && isPaired;
  });
  const leading = [...firstOfEach(known, keyOf), ...firstOfEach(unknown, ofKin)];
  const scopes = unsaid.length === 0 ? new Set<number>() : new Set(leading.map(scopeOf));
  leading.push(
    ...firstOfEach(
      unsaid.filter((atom) => !scopes.has(scopeOf(atom))),
      scopeOf,
    ),
  );
  return { atoms: marked(leading, all.length), keys: new Set(leading.map(keyOf)) };
}

function firstOfEach(all: readonly Atom[], by: (atom: Atom) => number): readonly Atom[] {
  const seen = new Set<number>();
  return all.filter((atom) => {
    const before = seen.size;
    return seen.add(by(atom)).size > before;
  });
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

interface Heard {
  readonly complaint: ComplaintStanding;
  /** Its number. */
  readonly told: number;
}

function tellComplaint(telling: Telling, evidence: IncidentEvidence, { complaint, told }: Heard): void {
  const { facts, leaders, people, items } = telling;
  const atom = atomOf(facts, told);
  const standing = standingFor(facts, complaint, atom);
  const { unit } = facts.counting.measures[0];
  const { personId, id } = complaint.complaint;
  const named = unit === 'people' && personId !== null && standing.stands !== 'does_not_count';
  const isLeader = atom !== undefined && leaders.atoms.has(atom);
  if (!isLeader && unit !== 'reports' && atom && leaders.keys.has(keyOf(facts, atom))) return;
  if (!isLeader && named && people.has(personId)) return;
  if (named) people.add(personId);
  const { reason, stands } = isLeader
    ? { stands: 'counts' as const, reason: standing.reason }
    : notLeading(facts, { standing, evidence, atom, complaint: complaint.complaint });
  items.push({
    stands,
    item: {
      subject: named ? 'person' : 'complaint',
      id: named ? personId : id,
      reason: `${evidence.words}: ${reason}`,
    },
  });
}

function keyOf({ counting }: CountedFacts, { index }: Atom): number {
  return counting.keys.get(counting.measures[0].unit)?.key[index] ?? 0;
}

interface Placed {
  readonly standing: Standing;
  readonly evidence: IncidentEvidence;
  readonly atom: Atom | undefined;
  readonly complaint: ComplaintFact;
}

function notLeading(facts: CountedFacts, placed: Placed): Pick<Standing, 'stands' | 'reason'> {
  const { standing, evidence, atom } = placed;
  const { ground } = evidence;
  const { stands, reason } = standing;
  if (stands === 'does_not_count' || !atom) return { stands: 'does_not_count', reason };
  if (ground.stands === 'may_count') return { stands: 'may_count', reason: `${reason}; ${ground.reason}` };
  if (stands === 'may_count') return standing;
  if (facts.sure.has(atom)) return besideOthers(facts, placed, atom);
  const outside = `${reason}, ${facts.outside}`;
  if (!facts.isOpen || !facts.possible.has(atom)) return { stands: 'does_not_count', reason: outside };
  return { stands: 'may_count', reason: `${outside}, and another period may still hold more` };
}

/** Why a complaint that lies among those that count stands for nothing of its own. */
function besideOthers(
  { counting, frame }: CountedFacts,
  { standing, complaint }: Placed,
  atom: Atom,
): Pick<Standing, 'stands' | 'reason'> {
  const { unit } = counting.measures[0];
  const { reason } = standing;
  if (counting.keys.get(unit)?.isKnown[atom.index] === 0)
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
  { atom, complaint, reason }: Pick<Placed, 'atom' | 'complaint'> & Pick<Standing, 'reason'>,
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

function moreToCome(
  { counting, frame, isOpen }: CountedFacts,
  evidence: IncidentEvidence,
): CountItem | undefined {
  const { unit } = counting.measures[0];
  if (!isOpen || !evidence.prospect || unit === 'incidents') return undefined;
  const words =
    unit === 'reports' && frame.noun ? `more ${frame.noun.plural} about it may be found` : MORE[unit];
  return itemOfIncident(evidence, 'may_count', words);
}
