/** What is told to people: its words, and where they are published. */
export interface Told {
  /** In plain English, as the public may read it. */
  readonly words: string;
  /** The same in Welsh. */
  readonly welsh?: string;
  /** The published page, document or section that says so. Left out, that of whatever it stands in. */
  readonly source?: string;
}
