/** The function of a whole number, of which each is worked out once. It must depend on the number alone. */
export function remembered<T>(of: (n: number) => T): (n: number) => T {
  const known = new Map<number, T>();
  return (n) => {
    const found = known.get(n);
    if (found !== undefined) return found;
    const made = of(n);
    known.set(n, made);
    return made;
  };
}
