import fc, { type GeneratorValue } from 'fast-check';

const below = (ceiling: number) => fc.nat({ max: ceiling - 1 });
const json = () => fc.jsonValue({ maxDepth: 4, noUnicodeString: false });

/**
 * Choices of one random request, drawn from fast-check, so that a seed repeats them and a failing one can be made
 * smaller. Smaller draws make simpler requests.
 */
export class Draw {
  constructor(private readonly gen: GeneratorValue) {}

  /** A whole number from 0 up to, and without, the ceiling. */
  below(ceiling: number): number {
    return this.gen(below, Math.max(1, ceiling));
  }

  /** True this many times in a hundred. */
  chance(percent: number): boolean {
    return this.below(100) >= 100 - percent;
  }

  /** @throws RangeError when there is nothing to choose from */
  oneOf<T>(choices: readonly T[]): T {
    if (choices.length === 0) throw new RangeError('There is nothing to choose from.');
    return choices[this.below(choices.length)] as T;
  }

  /** One of the kinds, each as often as its number says. */
  weighted<K extends string>(weights: Readonly<Record<K, number>>): K {
    const entries = Object.entries(weights) as [K, number][];
    let drawn = this.below(entries.reduce((sum, [, weight]) => sum + weight, 0));
    for (const [kind, weight] of entries) {
      if (drawn < weight) return kind;
      drawn -= weight;
    }
    throw new RangeError('The weights are empty.');
  }

  /** Anything that JSON can say. */
  json(): unknown {
    return this.gen(json);
  }
}
