import type { Finding, FindingItem, Verdict } from './finding.js';

const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  met: 'MET',
  not_met: 'NOT MET',
  needs_judgement: 'NEEDS JUDGEMENT',
};

/** The finding with all below it as indented plain text, for terminals and letters. Lines end with \n between them. */
export function findingInWords(finding: Finding): string {
  return linesOf(finding, '').join('\n');
}

function linesOf(finding: Finding, indent: string): string[] {
  const inner = `${indent}  `;
  return [
    `${indent}${VERDICT_WORDS[finding.verdict]}: ${finding.words}`,
    `${inner}${finding.sentence}`,
    ...itemLines('counted', finding.counted, inner),
    ...itemLines('not counted', finding.notCounted, inner),
    ...itemLines('still open', finding.undecided, inner),
    ...(finding.source === undefined ? [] : [`${inner}source: ${finding.source}`]),
    ...finding.children.flatMap((child) => linesOf(child, inner)),
  ];
}

function itemLines(label: string, items: readonly FindingItem[], indent: string): string[] {
  return items.map((item) => `${indent}- ${label}: ${item.reason}`);
}
