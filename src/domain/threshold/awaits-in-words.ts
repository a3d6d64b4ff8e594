import { actorInWords } from '#domain/policy/actor-in-words.js';
import type { Relation } from '#domain/policy/criterion.js';
import { assertNever } from './assert-never.js';
import { conditionWords } from './condition-in-words.js';
import type { Await } from './finding.js';
import { personInWords } from './sentences.js';

type Detail = Extract<Await, { kind: 'detail' }>;

/** What is missing, as the end of a sentence that begins "… once": "Leicester City Council answers and …". */
export function awaitsInWords(awaits: readonly Await[]): string {
  const answers: string[] = [];
  const numbers = { match: 0, judgement: 0, complainant: 0 };
  const others: string[] = [];
  for (const each of awaits) {
    if (each.kind === 'agency_answer') answers.push(each.agencyName);
    else if (each.kind === 'match' || each.kind === 'judgement' || each.kind === 'complainant')
      numbers[each.kind]++;
    else if (each.kind !== 'detail') others.push(partOfOne(each));
  }
  const parts = [
    answers.length === 0 ? '' : `${listed(answers)} ${answers.length === 1 ? 'answers' : 'answer'}`,
    countedPart(
      numbers.match,
      (n) => `${counted(n, 'incident is', 'incidents are')} compared with the agencies' records`,
    ),
    countedPart(numbers.judgement, (n) => `it is judged what ${counted(n, 'incident')} caused`),
    countedPart(numbers.complainant, (n) => `it is settled who made ${counted(n, 'complaint')} and when`),
    ...detailParts(awaits),
    ...others,
  ];
  return listed([...new Set(parts.filter((part) => part !== ''))]);
}

/** One thing that is missing, after "waiting for": "the coordinator to say whether no action was taken". */
export function awaitInWords(awaited: Await): string {
  switch (awaited.kind) {
    case 'agency_answer':
      return `the answer of ${awaited.agencyName}`;
    case 'match':
      return "a comparison of an incident with the agencies' records";
    case 'judgement':
      return awaited.question;
    case 'complainant':
      return 'who made a complaint, and when';
    case 'condition':
      return `${awaited.ofWords ?? personInWords(awaited.of)} to say whether ${conditionWords(awaited.condition).whether}`;
    case 'relation':
      return `a judgement whether ${relatedInWords(awaited)}`;
    case 'question':
      return `${awaited.ofWords ?? actorInWords(awaited.of)} to answer "${awaited.question}"`;
    case 'risk_assessment':
      return 'an assessment of the risk to the victim';
    case 'detail':
      if (awaited.detail === 'crime') return 'a settlement whether an incident amounts to a crime';
      if (awaited.detail === 'made_for') return 'a settlement whether a complaint was made for the victim';
      return `${DETAIL_WORDS[awaited.detail]} of ${awaited.subject === 'incident' ? 'an incident' : 'a complaint'}`;
    default:
      return assertNever(awaited);
  }
}

/** "a", "a and b", "a, b and c". */
export function listed(parts: readonly string[]): string {
  if (parts.length < 2) return parts.join('');
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;
}

/** "1 incident", "2 incidents"; the plural may be given. */
export function counted(n: number, singular: string, plural = `${singular}s`): string {
  return `${String(n)} ${n === 1 ? singular : plural}`;
}

/** "3 incidents are of the same problem"; of one, as which of the others it is. */
function relatedInWords({ relation, incidentIds }: Extract<Await, { kind: 'relation' }>): string {
  const [only, ...more] = incidentIds;
  if (only !== undefined && more.length === 0) return `1 incident ${RELATION_OF_ONE[relation]}`;
  return `${counted(incidentIds.length, 'incident')} ${RELATION_WORDS[relation]}`;
}

const RELATION_WORDS: Readonly<Record<Relation, string>> = {
  same_incident: 'are one and the same',
  same_problem: 'are of the same problem',
  same_or_similar: 'are the same or similar',
  similar: 'are similar',
  related: 'are related',
  same_place: 'happened at the same place',
  same_person_complained_of: 'concern the same person complained of',
  same_case: 'belong to the same case',
};

const RELATION_OF_ONE: Readonly<Record<Relation, string>> = {
  same_incident: 'is one and the same as another',
  same_problem: 'is of the same problem as the others',
  same_or_similar: 'is the same as or similar to the others',
  similar: 'is similar to the others',
  related: 'is related to the others',
  same_place: 'happened at the same place as the others',
  same_person_complained_of: 'concerns the same person complained of as the others',
  same_case: 'belongs to the same case as the others',
};

const DETAIL_WORDS: Readonly<Record<Exclude<Detail['detail'], 'crime' | 'made_for'>, string>> = {
  behaviour: 'the kind of behaviour',
  household: 'the household',
  agency: 'the agency',
  problem: 'the problem',
  recorded_as_hate: "the police's recording as hate",
  recorded_on: 'the day of the recording',
};

function countedPart(n: number, words: (n: number) => string): string {
  return n === 0 ? '' : words(n);
}

function detailParts(awaits: readonly Await[]): string[] {
  const kinds = new Map<string, Pick<Detail, 'detail' | 'subject'> & { n: number }>();
  for (const each of awaits) {
    if (each.kind !== 'detail') continue;
    const { detail, subject } = each;
    const known = kinds.get(`${detail} ${subject}`);
    if (known) known.n++;
    else kinds.set(`${detail} ${subject}`, { detail, subject, n: 1 });
  }
  return [...kinds.values()].map(({ detail, subject, n }) => {
    if (detail === 'crime')
      return `it is settled whether ${counted(n, 'incident amounts', 'incidents amount')} to a crime`;
    if (detail === 'made_for')
      return `it is settled whether ${counted(n, 'complaint was', 'complaints were')} made for the victim`;
    return `${DETAIL_WORDS[detail]} of ${counted(n, subject)} is known`;
  });
}

type AskedOnce = Exclude<Await, { kind: 'agency_answer' | 'match' | 'judgement' | 'complainant' | 'detail' }>;

function partOfOne(awaited: AskedOnce): string {
  switch (awaited.kind) {
    case 'condition':
      return `${awaited.ofWords ?? personInWords(awaited.of)} says whether ${conditionWords(awaited.condition).whether}`;
    case 'relation':
      return `it is judged whether ${relatedInWords(awaited)}`;
    case 'question':
      return `${awaited.ofWords ?? actorInWords(awaited.of)} answers "${awaited.question}"`;
    case 'risk_assessment':
      return 'the risk to the victim is assessed';
    default:
      return assertNever(awaited);
  }
}
