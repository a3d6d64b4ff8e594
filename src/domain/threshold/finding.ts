import type { ConditionKind, Criterion, Relation } from '#domain/policy/criterion.js';
import type { Actor } from '#domain/policy/timescales.js';

export const VERDICTS = ['met', 'not_met', 'needs_judgement'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** Something that is still missing before a test can be told. */
export type Await =
  | { readonly kind: 'agency_answer'; readonly agencyId: string; readonly agencyName: string }
  | { readonly kind: 'match'; readonly incidentId: string }
  | { readonly kind: 'judgement'; readonly incidentId: string; readonly question: string }
  | { readonly kind: 'complainant'; readonly complaintId: string }
  | {
      readonly kind: 'condition';
      readonly condition: ConditionKind;
      readonly of: string;
      /** What the policy calls that role; left out, the role's own words. */
      readonly ofWords?: string;
    }
  | {
      readonly kind: 'relation';
      readonly relation: Relation;
      /** Incidents of which nobody said whether they belong together. */
      readonly incidentIds: readonly string[];
    }
  | {
      readonly kind: 'question';
      readonly criterionId: string;
      readonly question: string;
      readonly of: Actor;
      readonly ofWords?: string;
    }
  | { readonly kind: 'risk_assessment' }
  | {
      /** Something about an incident or complaint that the rule needs and nobody said: behaviour, household, … */
      readonly kind: 'detail';
      readonly subject: 'incident' | 'complaint';
      readonly id: string;
      readonly detail:
        | 'behaviour'
        | 'household'
        | 'agency'
        | 'recorded_as_hate'
        | 'recorded_on'
        | 'crime'
        | 'made_for'
        | 'problem';
    };

/** One incident, complaint or person that a test looked at, and why it was placed where it stands. */
export interface FindingItem {
  readonly subject: 'incident' | 'complaint' | 'person';
  readonly id: string;
  /** A sentence fragment that a victim can read; it names the day and no person. */
  readonly reason: string;
}

/** The answer of one test with its reasons. Plain JSON, in an order that depends on the facts alone. */
export interface Finding {
  readonly criterionId: string;
  readonly test: Criterion['test'];
  /** The test in the policy's words. */
  readonly words: string;
  readonly verdict: Verdict;
  /** The reason in one plain sentence or two. */
  readonly sentence: string;
  readonly welsh?: string;
  /** Where the test is published: its own source, or that of what it stands in. */
  readonly source?: string;
  /** Counts only: how many are needed. */
  readonly needed?: number;
  /** Counts only: how many count whatever is still to come. */
  readonly countedAtLeast?: number;
  /**
   * Counts only: how many count when everything possible does. Where an awaited agency could name any number of
   * people, this is at least the number needed.
   */
  readonly countedAtMost?: number;
  readonly counted: readonly FindingItem[];
  readonly notCounted: readonly FindingItem[];
  readonly undecided: readonly FindingItem[];
  /** What is missing; empty unless the verdict is needs_judgement. */
  readonly awaits: readonly Await[];
  readonly children: readonly Finding[];
}

/** Something about the verdict that a person should look at. */
export interface FindingFlag {
  /** `meets_act_fails_local`: three qualifying complaints of the Act, yet a local test is not met. */
  readonly kind: 'meets_act_fails_local' | 'fails_act_meets_local' | 'act_open_local_not_met';
  readonly sentence: string;
  readonly source: string;
}

/** The local threshold, and beside it the mandatory limb of the Act. The verdict is the local one. */
export interface CaseFinding {
  readonly verdict: Verdict;
  readonly local: Finding;
  readonly statutory: Finding;
  readonly flags: readonly FindingFlag[];
}

/** The members that every finding takes over from its criterion. */
export function findingOf(
  criterion: Criterion,
): Pick<Finding, 'criterionId' | 'test' | 'words' | 'welsh' | 'source'> {
  const { id, test, words, welsh, source } = criterion;
  return {
    criterionId: id,
    test,
    words,
    ...(welsh === undefined ? {} : { welsh }),
    ...(source === undefined ? {} : { source }),
  };
}

/** The empty lists of a finding that looked at nothing. */
export const NOTHING = { counted: [], notCounted: [], undecided: [], awaits: [], children: [] } as const;
