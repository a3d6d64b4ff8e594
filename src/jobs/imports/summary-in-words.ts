import type { ImportSummary, NamedCounts } from './import-summary.js';
import { counted } from './shown.js';

const NAMES_SHOWN = 12;

/** The summary of an import as lines for a terminal, ending in the sum that proves that no row was lost. */
export function summaryInWords(summary: ImportSummary): string {
  const { leftOut } = summary;
  const crimeTypes = total(leftOut.otherCrimeType);
  const districts = total(leftOut.otherDistrict);
  const alike = summary.added + summary.alreadyThere;
  return [
    `${summary.fileName}: ${rowsInWords(summary.rows)} read`,
    ...summary.warnings.map((warning) => `  warning: ${warning}`),
    `  imported          ${counted(summary.added)} added, ${counted(summary.alreadyThere)} already there`,
    `                    (${counted(alike)} incidents, ${counted(summary.distinctRows)} different in content)`,
    `  other crime type  ${named(leftOut.otherCrimeType)}`,
    `  other district    ${named(leftOut.otherDistrict)}`,
    `  no location       ${counted(leftOut.noLocation)}`,
    `  bad rows          ${counted(summary.badCount)}`,
    ...badLines(summary),
    sumLine(summary, crimeTypes + districts + leftOut.noLocation),
  ].join('\n');
}

function badLines({ bad, badCount }: ImportSummary): string[] {
  const lines = bad.map(({ line, problem }) => `    line ${counted(line)}: ${problem}`);
  return badCount > bad.length ? [...lines, `    and ${counted(badCount - bad.length)} more`] : lines;
}

function sumLine({ rows, added, alreadyThere, badCount }: ImportSummary, leftOut: number): string {
  const sum = added + alreadyThere + leftOut + badCount;
  const parts = [
    `${counted(added)} added`,
    `${counted(alreadyThere)} already there`,
    `${counted(leftOut)} left out`,
    `${counted(badCount)} bad`,
  ].join(' + ');
  const verdict = sum === rows ? 'Nothing was lost' : `${counted(Math.abs(rows - sum))} NOT ACCOUNTED FOR`;
  return `${verdict}: ${parts} = ${counted(sum)} of ${rowsInWords(rows)}`;
}

function named(counts: NamedCounts): string {
  const entries = [...counts];
  if (entries.length === 0) return '0';
  const shownNames = entries.slice(0, NAMES_SHOWN).map(([name, count]) => `${name} ${counted(count)}`);
  const more = entries.length - shownNames.length;
  const rest = more > 0 ? [`and ${counted(more)} more name${more === 1 ? '' : 's'}`] : [];
  return `${counted(total(counts))}: ${[...shownNames, ...rest].join(', ')}`;
}

function total(counts: NamedCounts): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}

function rowsInWords(rows: number): string {
  return `${counted(rows)} ${rows === 1 ? 'row' : 'rows'}`;
}
