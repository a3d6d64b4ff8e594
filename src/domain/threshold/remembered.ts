/** A function of a day, given as its number, that remembers what it said of each. */
export type OfDay<T> = (day: number) => T;

/**
 * The function that is kept under the name, or else the one given, which then remembers every day. It must depend on
 * the name and the day alone.
 */
export function remembered<T>(kept: Map<string, OfDay<T>>, name: string, of: OfDay<T>): OfDay<T> {
  const found = kept.get(name);
  if (found) return found;
  const known = new Map<number, T>();
  const made: OfDay<T> = (day) => {
    const told = known.get(day);
    if (told !== undefined) return told;
    const worth = of(day);
    known.set(day, worth);
    return worth;
  };
  kept.set(name, made);
  return made;
}
