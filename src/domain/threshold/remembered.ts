/** A function of a day, given as its number, that remembers what it said of each. */
export type OfDay<T> = (day: number) => T;

/** The function, which then remembers what it said of everything. It must depend on nothing else. */
export function remembered<K, T>(of: (about: K) => T): (about: K) => T {
  const known = new Map<K, T>();
  return (about) => {
    const told = known.get(about);
    if (told !== undefined) return told;
    const worth = of(about);
    known.set(about, worth);
    return worth;
  };
}

/** What is kept under the name, or else what is made, which is then kept. It must depend on the name alone. */
export function kept<T>(under: Map<string, T>, name: string, make: () => T): T {
  const found = under.get(name);
  if (found !== undefined) return found;
  const made = make();
  under.set(name, made);
  return made;
}

/** The function that works it out when it is first called, and then knows it. It must depend on nothing that changes. */
export function once<T>(make: () => T): () => T {
  let made: { readonly it: T } | undefined;
  return () => (made ??= { it: make() }).it;
}
