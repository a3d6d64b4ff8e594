import type { Count, Relation } from '#domain/policy/criterion.js';
import type { CountFrame } from './count-frame.js';
import type { DatedFacts } from './dated-facts.js';
import type { ThresholdFacts } from './facts.js';
import { inOrder } from './in-order.js';
import { incidentEvidence, type IncidentEvidence } from './incident-evidence.js';
import { groupingBy, type Grouping } from './relation-groups.js';
import { kept, remembered } from './remembered.js';

/** The facts of one decision, with what several of its tests look at, which is worked out once. */
export interface Evidence {
  readonly facts: DatedFacts;
  /** Every incident under the rule of the frame, in their order. */
  readonly under: (frame: CountFrame) => readonly IncidentEvidence[];
  /** How the incidents belong together in the way of the relation. */
  readonly groupedBy: (relation: Relation) => Grouping;
}

/** Begins to look at the facts for one decision. */
export function evidenceOf(facts: ThresholdFacts): Evidence {
  const dated = inOrder(facts);
  const looked = new Map<string, readonly IncidentEvidence[]>();
  return {
    facts: dated,
    under: (frame) =>
      kept(looked, partsLookedAt(frame.rule), () =>
        dated.dated.map((incident) => incidentEvidence(frame, incident)),
      ),
    groupedBy: remembered((relation) => groupingBy(relation, dated)),
  };
}

/** The parts of a rule that change nothing in how one incident or complaint stands by itself. */
const OF_THE_COUNT: ReadonlySet<string> = new Set<keyof Count>([
  ...(['id', 'words', 'welsh', 'source', 'unit', 'atLeast', 'alsoAtLeast', 'by', 'includesVictim'] as const),
  ...(['related', 'separateIncidents', 'separateDays', 'dedupe'] as const),
]);

/** Equal for rules under which every incident and complaint stands alike by itself. */
function partsLookedAt(rule: Count): string {
  const { by, alsoAtLeast, each, id } = rule;
  const parts = Object.entries(rule).filter(([name]) => !OF_THE_COUNT.has(name));
  const whose = by === 'victim' || by === 'others' ? by : null;
  // Who feels what may be answered to the count itself, by its id.
  return JSON.stringify([parts, whose, alsoAtLeast?.hate !== undefined, each === undefined ? null : id]);
}
