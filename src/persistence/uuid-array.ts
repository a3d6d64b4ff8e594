/** Ids as the text of a `uuid[]` parameter. pg would look through each of them for what it must escape, and finds nothing. */
export function uuidArray(ids: readonly string[]): string {
  return `{${ids.join(',')}}`;
}
