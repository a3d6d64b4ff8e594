import { actorInWords } from '#domain/policy/actor-in-words.js';
import { assertNever } from './assert-never.js';
import { awaitInWords } from './awaits-in-words.js';
import type { ThresholdFacts } from './facts.js';
import type { Await, Finding } from './finding.js';
import { personInWords } from './sentences.js';

/** Something that is missing before a threshold can be told, and from whom. */
export interface OpenQuestion {
  readonly kind: Await['kind'];
  /** A fragment of a sentence: "the household of a complaint". */
  readonly what: string;
  /** Who has to say it, in words: "the coordinator", or the name of an agency. */
  readonly of: string;
  /** What a judgement that answers it names; left out where no judgement does. */
  readonly question?: string;
  /** The incidents that it is about, in the order of the facts; empty where it is about the case as a whole. */
  readonly incidentIds: readonly string[];
}

/** What the finding of a whole threshold still waits for, each once; empty once it is met or not met. */
export function openQuestionsOf({ awaits }: Pick<Finding, 'awaits'>, facts: ThresholdFacts): OpenQuestion[] {
  return awaits.map((awaited) => ({
    kind: awaited.kind,
    what: awaitInWords(awaited),
    ...askedOf(awaited),
    incidentIds: incidentsOf(awaited, facts),
  }));
}

const COORDINATOR = { of: actorInWords('coordinator') };

/** What nobody is named for is the coordinator's. */
function askedOf(awaited: Await): Pick<OpenQuestion, 'of' | 'question'> {
  switch (awaited.kind) {
    case 'agency_answer':
      return { of: awaited.agencyName };
    case 'condition':
      return { of: personInWords(awaited.of), question: awaited.condition };
    case 'question':
      return { of: actorInWords(awaited.of), question: awaited.criterionId };
    case 'relation':
      return { ...COORDINATOR, question: awaited.relation };
    case 'match':
    case 'judgement':
    case 'complainant':
    case 'risk_assessment':
    case 'detail':
      return COORDINATOR;
    default:
      return assertNever(awaited);
  }
}

function incidentsOf(awaited: Await, { incidents }: ThresholdFacts): readonly string[] {
  const ofComplaint = (id: string) =>
    incidents.filter(({ complaints }) => complaints.some((each) => each.id === id)).map((each) => each.id);
  switch (awaited.kind) {
    case 'match':
    case 'judgement':
      return [awaited.incidentId];
    case 'relation':
      return awaited.incidentIds;
    case 'complainant':
      return ofComplaint(awaited.complaintId);
    case 'detail':
      return awaited.subject === 'incident' ? [awaited.id] : ofComplaint(awaited.id);
    case 'agency_answer':
    case 'condition':
    case 'question':
    case 'risk_assessment':
      return [];
    default:
      return assertNever(awaited);
  }
}
