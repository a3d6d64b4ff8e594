import { testsOf } from '#domain/policy/check-policy.js';
import type { ConditionKind, Count, Criterion } from '#domain/policy/criterion.js';
import { roleOf } from '#domain/policy/decider.js';
import { assertNever } from './assert-never.js';
import { conditionWords } from './condition-in-words.js';

/** A question that a threshold asks of people, as a JudgementFact answers it. */
export interface AskedQuestion {
  readonly question: string;
  /** Who gives the answer: a role, never a name. */
  readonly of: string;
  /** Whether it is about incidents that belong together. */
  readonly isOfIncidents: boolean;
  /** Ids of what must be weighed; discretion only. */
  readonly factors: readonly string[];
}

/** Every question that the threshold asks, in its order, each once. */
export function questionsOf(threshold: Criterion): readonly AskedQuestion[] {
  const asked = testsOf(threshold).flatMap(({ criterion }) => questionsOfTest(criterion));
  return [...new Map(asked.map((each) => [each.question, each])).values()];
}

function questionsOfTest(criterion: Criterion): AskedQuestion[] {
  const plain = { isOfIncidents: false, factors: [] };
  switch (criterion.test) {
    case 'condition':
      return withParts(criterion.condition).map((question) => ({
        question,
        of: criterion.judgedBy ? roleOf(criterion.judgedBy) : conditionWords(question).askedOf,
        ...plain,
      }));
    case 'count':
      return [
        ...(criterion.related ?? []).map((question) => ({
          question,
          of: 'coordinator',
          isOfIncidents: true,
          factors: [],
        })),
        ...questionsOfEach(criterion),
      ];
    case 'judgement':
      return [{ question: criterion.id, of: roleOf(criterion.judgedBy), ...plain }];
    case 'discretion': {
      const factors = (criterion.factors ?? []).map(({ id }) => id);
      return [{ question: criterion.id, of: roleOf(criterion.decidedBy), isOfIncidents: false, factors }];
    }
    case 'any_of':
    case 'all_of':
    case 'initial_complaint_within':
    case 'applied_within':
    case 'applied_after':
    case 'risk':
      return [];
    default:
      return assertNever(criterion);
  }
}

/** What each person feels may be answered for the victim, and for all others by the id of the count. */
function questionsOfEach({ each, id }: Count): AskedQuestion[] {
  if (each === undefined) return [];
  const plain = { isOfIncidents: false, factors: [] };
  return [
    ...withParts(each.condition).map((question) => ({ question, of: 'applicant', ...plain })),
    { question: id, of: 'coordinator', ...plain },
  ];
}

/** One condition may also be answered by the two that it is made of. */
function withParts(condition: ConditionKind): readonly ConditionKind[] {
  if (condition === 'no_action_or_inadequate') return [condition, 'no_action_taken', 'action_inadequate'];
  return condition === 'feels_no_action_or_inadequate'
    ? [condition, 'feels_no_action_taken', 'feels_action_inadequate']
    : [condition];
}
