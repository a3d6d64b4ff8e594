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

/** The local threshold, what the Act itself asks for, and what a person should look at. Text as of findingInWords. */
export function caseFindingInWords({ local, statutory, flags }: CaseFinding): string {
  const section = (title: string, finding: Finding) => [
    title,
    ...linesOf(finding, { indent: '  ', source: undefined }),
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
}

function linesOf(finding: Finding, { indent, source, isSettled = false }: Place): string[] {
  const inner = `${indent}  `;
  const isLeaf = finding.children.length === 0;
  const isOpen = finding.verdict === 'needs_judgement';
  const below = { indent: inner, source: finding.source, isSettled: isSettled || !isOpen };
  return [
    `${indent}${isOpen && isSettled ? OPEN : VERDICT_WORDS[finding.verdict]}: ${finding.words}`,
    `${inner}${finding.sentence}`,
    ...itemLines('counted', finding.counted, inner),
    ...itemLines('not counted', finding.notCounted, inner),
    ...itemLines('still open', finding.undecided, inner),
    ...(isLeaf && !isSettled ? awaitLines(finding, inner) : []),
    ...(finding.source === undefined || finding.source === source
      ? []
      : [`${inner}source: ${finding.source}`]),
    ...finding.children.flatMap((child) => linesOf(child, below)),
  ];
}

function itemLines(label: string, items: readonly FindingItem[], indent: string): string[] {
  return items.map((item) => `${indent}- ${label}: ${item.reason}`);
}

function awaitLines({ awaits }: Finding, indent: string): string[] {
  return [...new Set(awaits.map(awaitInWords))].map((what) => `${indent}- waiting for: ${what}`);
}
