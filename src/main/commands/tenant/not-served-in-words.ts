import { gapsInWords, type GoLiveGap } from '#domain/partnership/go-live.js';

/** What the production server makes of files that do not say all that people must be told; no line where they do. */
export function notServedInWords(gaps: readonly GoLiveGap[]): string[] {
  return gaps.length === 0 ? [] : [`In production it is not served until it says: ${gapsInWords(gaps)}.`];
}
