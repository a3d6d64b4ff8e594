/** Whether a parser gave up because of the number of tokens; the text of a document cannot make it say so. */
export function isTokenLimit(message: string): boolean {
  return /^Syntax Error: Document contains more tha[tn] \d+ tokens\b/.test(message);
}
