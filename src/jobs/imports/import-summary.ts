/** A row that cannot be read. */
export interface BadRow {
  /** Line of the file, the header being line 1. */
  readonly line: number;
  readonly column?: string;
  /** A sentence that names the column, what it holds and what was expected. */
  readonly problem: string;
}

/** How many rows were left out, by the name of what they were; the most frequent name first. */
export type NamedCounts = ReadonlyMap<string, number>;

/** What an import did. `rows` = `added` + `alreadyThere` + all left out + `badCount`, unless it was cut short. */
export interface ImportSummary {
  readonly fileName: string;
  /** Rows read, the header and empty lines apart. */
  readonly rows: number;
  readonly added: number;
  readonly alreadyThere: number;
  /** How many of the imported rows differ in content; identical rows are different incidents, all imported. */
  readonly distinctRows: number;
  readonly leftOut: {
    readonly otherCrimeType: NamedCounts;
    readonly otherDistrict: NamedCounts;
    readonly noLocation: number;
  };
  /** The first 1,000 bad rows, in the order of the file. */
  readonly bad: readonly BadRow[];
  readonly badCount: number;
  readonly warnings: readonly string[];
}
