import type { Count } from '#domain/policy/criterion.js';
import { counted } from './awaits-in-words.js';
import { verdictOf, type CountItem, type CountResult } from './count-finding.js';
import type { Verdict } from './finding.js';
import type { IncidentEvidence } from './incident-evidence.js';
import { doesNotCount, type ComplaintStanding } from './standing.js';

const RANKS: Readonly<Record<Verdict, number>> = { met: 2, needs_judgement: 1, not_met: 0 };

/**
 * The victims to count apart, in the order in which their complaints are listed: those known to have made a complaint
 * that counts or may count. Empty where the rule does not ask whose complaint it is. A victim who is not known yet
 * can come no further than any of these, since what nobody is known to have made may count for each of them.
 */
export function victimsApart(rule: Count, evidence: readonly IncidentEvidence[]): readonly string[] {
  if (rule.by !== 'victim' || rule.needs === 'suffered') return [];
  const standing = evidence
    .flatMap((each) => each.complaints)
    .filter((each) => each.stands !== 'does_not_count');
  return [...new Set(standing.flatMap(({ personId }) => (personId === null ? [] : [personId])))];
}

/** The evidence as it stands for one victim: what another victim complained of does not count for this one. */
export function evidenceOfVictim(
  victim: string,
  evidence: readonly IncidentEvidence[],
): readonly IncidentEvidence[] {
  return evidence.map((each) => ({
    ...each,
    complaints: each.complaints.map((complaint) => forVictim(victim, complaint)),
  }));
}

function forVictim(victim: string, complaint: ComplaintStanding): ComplaintStanding {
  const { personId, stands, reason } = complaint;
  if (personId === null || personId === victim || stands === 'does_not_count') return complaint;
  const made = stands === 'counts' ? reason : 'a complaint';
  return { ...complaint, ...doesNotCount(`${made} was made by another victim`), days: [] };
}

/**
 * The count of the victim who comes furthest: by verdict, then by what surely counts, then by what may; of equals the
 * first. The other victims are told beside it, by their ids, with what counts for each.
 */
export function furthestVictim(
  rule: Count,
  victims: readonly string[],
  results: readonly CountResult[],
): CountResult {
  const all = victims.flatMap((id, index) => {
    const result = results[index];
    return result ? [{ id, result, verdict: verdictOf(rule.atLeast, result.atLeast, result.atMost) }] : [];
  });
  const [best, ...others] = [...all].sort(
    (a, b) =>
      RANKS[b.verdict] - RANKS[a.verdict] ||
      b.result.atLeast - a.result.atLeast ||
      b.result.atMost - a.result.atMost,
  );
  if (!best) return { atLeast: 0, atMost: 0, items: [] };
  const isOpen = best.verdict === 'needs_judgement';
  const otherVictims = others.map(({ id, result, verdict }): CountItem => {
    const mayReach = isOpen && verdict === 'needs_judgement';
    const number = `another victim, for whom ${counted(result.atLeast, 'incident')} counted`;
    return {
      stands: mayReach ? 'may_count' : 'does_not_count',
      item: { subject: 'person', id, reason: mayReach ? `${number} so far` : number },
      awaits: mayReach ? result.items.flatMap((each) => each.awaits) : [],
    };
  });
  return { ...best.result, otherVictims };
}
