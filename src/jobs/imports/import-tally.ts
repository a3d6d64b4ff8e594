import type { BadRow, ImportSummary, NamedCounts } from './import-summary.js';
import type { LeftOutReason } from './police-uk-row.js';
import type { RowOutcome } from './row-outcome.js';

const MAX_BAD_KEPT = 1_000;
const MAX_NAMES = 1_000;
const LONGEST_NAME = 80;

/** What the names beyond the first 1,000 of a file are counted under, so that no file can fill the memory. */
const OTHER_NAMES = '(other names)';

/** Counts the outcomes of one file as they come. */
export class ImportTally {
  readonly warnings: string[] = [];
  rows = 0;
  private distinctRows = 0;
  private noLocation = 0;
  private badCount = 0;
  private readonly bad: BadRow[] = [];
  private readonly otherCrimeType = new Map<string, number>();
  private readonly otherDistrict = new Map<string, number>();
  private added = 0;
  private alreadyThere = 0;

  constructor(private readonly fileName: string) {}

  count(outcome: RowOutcome): void {
    this.rows += 1;
    switch (outcome.kind) {
      case 'report':
        if (outcome.nth === 1) this.distinctRows += 1;
        return;
      case 'left_out':
        return this.countLeftOut(outcome.reason, outcome.detail);
      case 'bad': {
        this.badCount += 1;
        if (this.bad.length >= MAX_BAD_KEPT) return;
        const { line, column, problem } = outcome;
        this.bad.push(column === undefined ? { line, problem } : { line, column, problem });
      }
    }
  }

  countSaved(saved: { readonly added: number; readonly alreadyThere: number }): void {
    this.added += saved.added;
    this.alreadyThere += saved.alreadyThere;
  }

  summary(): ImportSummary {
    const { fileName, rows, added, alreadyThere, distinctRows, noLocation, badCount } = this;
    const otherCrimeType = mostFrequentFirst(this.otherCrimeType);
    const otherDistrict = mostFrequentFirst(this.otherDistrict);
    const leftOut = { otherCrimeType, otherDistrict, noLocation };
    const lists = { bad: [...this.bad], warnings: [...this.warnings] };
    return { fileName, rows, added, alreadyThere, distinctRows, leftOut, badCount, ...lists };
  }

  private countLeftOut(reason: LeftOutReason, detail: string): void {
    switch (reason) {
      case 'OTHER_CRIME_TYPE':
        return countName(this.otherCrimeType, detail);
      case 'OTHER_DISTRICT':
        return countName(this.otherDistrict, detail);
      case 'NO_LOCATION':
        this.noLocation += 1;
    }
  }
}

function countName(counts: Map<string, number>, name: string): void {
  const short = name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name;
  const known = counts.get(short);
  if (known !== undefined) counts.set(short, known + 1);
  else if (counts.size >= MAX_NAMES) counts.set(OTHER_NAMES, (counts.get(OTHER_NAMES) ?? 0) + 1);
  // A slice would keep the whole line it was cut from alive; a copy does not.
  else counts.set(Buffer.from(short).toString(), 1);
}

function mostFrequentFirst(counts: NamedCounts): NamedCounts {
  return new Map([...counts].sort(([nameA, a], [nameB, b]) => b - a || (nameA < nameB ? -1 : 1)));
}
