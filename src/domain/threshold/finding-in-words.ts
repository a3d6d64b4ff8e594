import { awaitInWords } from './awaits-in-words.js';
import type { CaseFinding, Finding, FindingItem, Verdict } from './finding.js';

const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  met: 'MET',
  not_met: 'NOT MET',
  needs_judgement: 'NEEDS JUDGEMENT',
};

/** Of a test that nobody could tell and that decides nothing, since what stands over it is settled. */
const OPEN = 'OPEN, WITHOUT WEIGHT';

/** The finding with all below it as indented plain text, for terminals and letters. Lines end with \n between them. */
export function findingInWords(finding: Finding): string {
  return linesOf(finding, { indent: '', source: undefined }).join('\n');
}

/** What is said beside an item of a finding: its label, or to whom it was told; nothing where that does not matter. */
export type ItemDetail = (finding: Finding, item: FindingItem) => string | undefined;

/** The local threshold, what the Act itself asks for, and what a person should look at. Text as of findingInWords. */
export function caseFindingInWords({ local, statutory, flags }: CaseFinding, detail?: ItemDetail): string {
  const section = (title: string, finding: Finding) => [
    title,
    ...linesOf(finding, { indent: '  ', source: undefined, ...(detail && { detail }) }),
  ];
  return [
    ...section('The local threshold', local),
    ...section('The mandatory limb of the Act', statutory),
    ...(flags.length === 0 ? [] : ['To be looked at']),
    ...flags.flatMap(({ sentence, source }) => [`  ${sentence}`, `    source: ${source}`]),
  ].join('\n');
}

interface Place {
  readonly indent: string;
  /** The source that the test above has told. */
  readonly source: string | undefined;
  /** Whether a test above is settled: what is open here then keeps nobody waiting. */
  readonly isSettled?: boolean;
  readonly detail?: ItemDetail;
}

function linesOf(finding: Finding, place: Place): string[] {
  const { indent, source, isSettled = false, detail } = place;
  const inner = `${indent}  `;
  const isLeaf = finding.children.length === 0;
  const isOpen = finding.verdict === 'needs_judgement';
  const below = { ...place, indent: inner, source: finding.source, isSettled: isSettled || !isOpen };
  const items = (label: string, each: readonly FindingItem[]) =>
    each.map((item) => `${inner}- ${label}: ${item.reason}${detailOf(detail?.(finding, item))}`);
  return [
    `${indent}${isOpen && isSettled ? OPEN : VERDICT_WORDS[finding.verdict]}: ${finding.words}`,
    `${inner}${finding.sentence}`,
    ...items('counted', finding.counted),
    ...items('not counted', finding.notCounted),
    ...items('still open', finding.undecided),
    ...(isLeaf && !isSettled ? awaitLines(finding, inner) : []),
    ...(finding.source === undefined || finding.source === source
      ? []
      : [`${inner}source: ${finding.source}`]),
    ...finding.children.flatMap((child) => linesOf(child, below)),
  ];
}

function detailOf(detail: string | undefined): string {
  return detail === undefined ? '' : ` [${detail}]`;
}

function awaitLines({ awaits }: Finding, indent: string): string[] {
  return [...new Set(awaits.map(awaitInWords))].map((what) => `${indent}- waiting for: ${what}`);
}
