import { assertNever } from './assert-never.js';
import type { Await } from './finding.js';

/** What is missing, as the end of a sentence that begins "… once": "Leicester City Council answers and …". */
export function awaitsInWords(awaits: readonly Await[]): string {
  const answers = awaits.flatMap((each) => (each.kind === 'agency_answer' ? [each.agencyName] : []));
  const of = (kind: Await['kind']) => awaits.filter((each) => each.kind === kind).length;
  const parts = [
    answers.length === 0 ? '' : `${listed(answers)} ${answers.length === 1 ? 'answers' : 'answer'}`,
    partInWords('match', of('match')),
    partInWords('judgement', of('judgement')),
    partInWords('complainant', of('complainant')),
    partInWords('condition', of('condition')),
  ];
  return listed(parts.filter((part) => part !== ''));
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

function partInWords(kind: Exclude<Await['kind'], 'agency_answer'>, n: number): string {
  if (n === 0) return '';
  switch (kind) {
    case 'match':
      return `${counted(n, 'incident is', 'incidents are')} compared with the agencies' records`;
    case 'judgement':
      return `it is judged what ${counted(n, 'incident')} caused`;
    case 'complainant':
      return `it is settled who made ${counted(n, 'complaint')} and when`;
    case 'condition':
      return 'the applicant says whether they are dissatisfied with the response';
    default:
      return assertNever(kind);
  }
}
