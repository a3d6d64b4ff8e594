/** One thing wrong with an input: where, and what was found and expected. */
export interface Problem {
  /** Path into the input, for example `incidents[1].complaints[0].madeOn`. */
  readonly path: string;
  readonly message: string;
}
