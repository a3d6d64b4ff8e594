const MOST_LINES = 40;

/**
 * What must be removed (`-`) and added (`+`) to make one text of the other, each with the line number of the text it is
 * in; at most 40 lines of it. Empty when both are the same.
 */
export function lineDifferences(committed: string, made: string): string[] {
  if (committed === made) return [];
  const before = committed.split('\n');
  const after = made.split('\n');
  let start = 0;
  while (start < before.length && before[start] === after[start]) start += 1;
  let tail = 0;
  const shortest = Math.min(before.length, after.length) - start;
  while (tail < shortest && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  const lines = walk(before.slice(start, before.length - tail), after.slice(start, after.length - tail), start);
  if (lines.length <= MOST_LINES) return lines;
  return [...lines.slice(0, MOST_LINES), `… and ${String(lines.length - MOST_LINES)} lines more`];
}

/** Walks both texts along a longest common subsequence and notes the lines that are in one only. */
function walk(before: readonly string[], after: readonly string[], offset: number): string[] {
  const common = commonLengths(before, after);
  const width = after.length + 1;
  const lines: string[] = [];
  let a = 0;
  let b = 0;
  while (a < before.length || b < after.length) {
    if (a < before.length && b < after.length && before[a] === after[b]) {
      a += 1;
      b += 1;
    } else if (
      b === after.length ||
      (a < before.length && (common[(a + 1) * width + b] ?? 0) >= (common[a * width + b + 1] ?? 0))
    ) {
      lines.push(`- ${String(offset + a + 1)}: ${before[a] ?? ''}`);
      a += 1;
    } else {
      lines.push(`+ ${String(offset + b + 1)}: ${after[b] ?? ''}`);
      b += 1;
    }
  }
  return lines;
}

/** For each pair of places the length of the longest common subsequence of what follows. */
function commonLengths(before: readonly string[], after: readonly string[]): Uint32Array {
  const width = after.length + 1;
  const lengths = new Uint32Array((before.length + 1) * width);
  for (let a = before.length - 1; a >= 0; a -= 1)
    for (let b = after.length - 1; b >= 0; b -= 1)
      lengths[a * width + b] =
        before[a] === after[b]
          ? (lengths[(a + 1) * width + b + 1] ?? 0) + 1
          : Math.max(lengths[(a + 1) * width + b] ?? 0, lengths[a * width + b + 1] ?? 0);
  return lengths;
}
