import type { Atom } from './atoms.js';
import {
  atomOf,
  firstOfEachDay,
  selectionOf,
  standingFor,
  whoIsAlone,
  type CountedFacts,
  type CountItem,
} from './counted-facts.js';
import type { IncidentEvidence } from './incident-evidence.js';
import { apartInOneWayInWords, apartInWords, unsaidInWords } from './relation-in-words.js';
import { mayReach } from './selection.js';
import { counts, doesNotCount, mayCount, type Standing } from './standing.js';

/** Every incident of the facts, in their order, with where it stands in a count of incidents. */
export function incidentItems(facts: CountedFacts): CountItem[] {
  const inside = incidentsOf(facts.sure.atoms);
  const sure = firstOfEachDay(facts, inside);
  const possible = incidentsOf(facts.possible.atoms);
  return facts.evidence.map((evidence, incident) => {
    const standing = standingOf(facts, evidence, incident);
    if (inside.has(incident) && !sure.has(incident))
      return itemOfIncident(
        evidence,
        'does_not_count',
        `${standing.reason}; it is of the same day as one that counts`,
      );
    const { stands, reason } = sure.has(incident)
      ? standing
      : leftOut(facts, { standing, incident, isPossible: possible.has(incident) });
    return itemOfIncident(evidence, stands, reason);
  });
}

/** The numbers of the incidents of the atoms. */
export function incidentsOf(atoms: readonly Atom[]): ReadonlySet<number> {
  const incidents = new Set<number>();
  for (const { incident } of atoms) incidents.add(incident);
  return incidents;
}

/** An item about the incident as a whole. */
export function itemOfIncident(
  { incident, words }: IncidentEvidence,
  stands: Standing['stands'],
  reason: string,
): CountItem {
  return {
    stands,
    item: { subject: 'incident', id: incident.id, reason: `${words}: ${reason}` },
  };
}

function standingOf(facts: CountedFacts, evidence: IncidentEvidence, incident: number): Standing {
  if (facts.frame.rule.needs === 'suffered') return standingOfSuffered(facts, evidence, incident);
  if (evidence.ground.stands === 'does_not_count') return evidence.ground;
  const { firstComplaint } = evidence;
  return standingWithComplaints(
    evidence,
    evidence.complaints.map((complaint, n) =>
      standingFor(facts, complaint, atomOf(facts, firstComplaint + n)),
    ),
  );
}

/** How an incident stands that need only be suffered, for those whose count is told. */
export function standingOfSuffered(
  facts: CountedFacts,
  { ground }: IncidentEvidence,
  incident: number,
): Standing {
  if (ground.stands === 'does_not_count') return ground;
  const [{ whose }] = facts.selections;
  const own = facts.ofIncident().get(incident) ?? [];
  const others = facts.frame.rule.by === 'others';
  if (own.length === 0)
    return doesNotCount(
      others
        ? 'nobody but the victim is named as having suffered it'
        : 'the victim is not among those named as having suffered it',
    );
  if (whose === undefined || own.some((atom) => atom.whose === whose)) return ground;
  return doesNotCount(`it was suffered by another ${whoIsAlone(facts.frame)}`);
}

function standingWithComplaints(
  { ground, prospect }: IncidentEvidence,
  complaints: readonly Standing[],
): Standing {
  const sure = complaints.find((each) => each.stands === 'counts');
  if (sure) return ground.stands === 'counts' ? counts(`${ground.reason}; ${sure.reason}`) : ground;
  const possible = complaints.filter((each) => each.stands === 'may_count');
  if (possible.length === 0 && prospect === undefined) {
    const reasons = distinct(complaints.map((each) => each.reason));
    return doesNotCount(
      reasons.length === 0 ? 'no complaint about it that counts is known' : reasons.join('; '),
    );
  }
  const reasons = [
    ...(ground.stands === 'may_count' ? [ground.reason] : []),
    ...possible.map((each) => each.reason),
    ...(prospect && possible.length === 0
      ? ['no complaint that counts is known so far, and one may still be found']
      : []),
  ];
  return mayCount(reasons.join('; '), []);
}

/** The texts, each once; most often there are few, which are sooner compared than hashed. */
function distinct(texts: readonly string[]): readonly string[] {
  return texts.length < 4 ? texts.filter((text, n) => texts.indexOf(text) === n) : [...new Set(texts)];
}

interface Left {
  readonly standing: Standing;
  readonly incident: number;
  readonly isPossible: boolean;
}

/** Why an incident that is not counted is not, though its own standing may be good: its group, or its day. */
function leftOut(
  facts: CountedFacts,
  { standing, incident, isPossible }: Left,
): Pick<Standing, 'stands' | 'reason'> {
  const { stands, reason } = standing;
  if (stands === 'does_not_count') return standing;
  const apart = apartFrom(facts, incident);
  if (apart !== undefined)
    return {
      stands: apart.stands === 'does_not_count' ? apart.stands : 'may_count',
      reason: `${reason}; ${apart.reason}`,
    };
  if (stands === 'may_count') return standing;
  const outside = `${reason}, ${facts.outside}`;
  if (!facts.isOpen || !isPossible) return { stands: 'does_not_count', reason: outside };
  return { stands: 'may_count', reason: `${outside}, and another period may still hold more` };
}

/** How an incident of another group stands to what is counted; undefined for one of the group that is counted. */
export function apartFrom(
  facts: CountedFacts,
  incident: number,
): Pick<Standing, 'stands' | 'reason'> | undefined {
  const [{ grouping, group }] = facts.selections;
  const { relation, groupOf, isOpen, apart } = grouping;
  const own = groupOf[incident] ?? group;
  if (relation === undefined || own === group) return undefined;
  const areApart = apart.some((each) => each.size === 2 && each.has(own) && each.has(group));
  if (!areApart && (isOpen[own] || isOpen[group]))
    return { stands: 'may_count', reason: unsaidInWords(relation) };
  const other = selectionOf(facts, incident);
  const isOneOfSeveral = (facts.frame.rule.related ?? []).length > 1;
  const words = isOneOfSeveral ? apartInOneWayInWords(relation) : apartInWords(relation);
  const mayCome = facts.isOpen && other !== undefined && mayReach(other);
  return mayCome
    ? { stands: 'may_count', reason: `${words}, and may still be counted without them` }
    : { stands: 'does_not_count', reason: words };
}
