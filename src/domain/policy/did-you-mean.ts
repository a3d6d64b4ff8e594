/** `; did you mean countedBy?` after a word that is none of the known ones, where one of them is near; else nothing. */
export function didYouMean(word: string, known: readonly string[]): string {
  const nearest = nearestOf(word, known);
  return nearest === undefined ? '' : `; did you mean ${nearest}?`;
}

/** A slip of the pen in every third letter at most; capitals, hyphens and underscores are no difference. */
function nearestOf(word: string, known: readonly string[]): string | undefined {
  const most = Math.max(1, Math.floor(plainOf(word).length / 3));
  const [best] = known
    .map((each) => ({ each, distance: distanceOf(plainOf(word), plainOf(each)) }))
    .filter(({ distance }) => distance <= most)
    .sort((a, b) => a.distance - b.distance);
  return best?.each;
}

function plainOf(word: string): string {
  return word.slice(0, LONGEST).toLowerCase().replace(/[-_ ]/g, '');
}

/** No word of the language is as long. */
const LONGEST = 60;

/** How many letters are put in, left out, exchanged, or swapped with their neighbour. */
function distanceOf(one: string, other: string): number {
  let before: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: other.length + 1 }, (_each, index) => index);
  for (let row = 1; row <= one.length; row += 1) {
    const next = [row];
    for (let column = 1; column <= other.length; column += 1)
      next.push(cost({ one, other, row, column }, { before, last, left: next[column - 1] ?? 0 }));
    [before, last] = [last, next];
  }
  return last[other.length] ?? 0;
}

interface Cell {
  readonly one: string;
  readonly other: string;
  readonly row: number;
  readonly column: number;
}

interface Known {
  readonly before: readonly number[];
  readonly last: readonly number[];
  readonly left: number;
}

function cost({ one, other, row, column }: Cell, { before, last, left }: Known): number {
  const isSame = one[row - 1] === other[column - 1];
  const isSwapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
  return Math.min(
    left + 1,
    (last[column] ?? 0) + 1,
    (last[column - 1] ?? 0) + (isSame ? 0 : 1),
    isSwapped && row > 1 && column > 1 ? (before[column - 2] ?? 0) + 1 : Infinity,
  );
}
