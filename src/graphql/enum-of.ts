/**
 * An enum of the schema out of the values that the code below has, so that they are declared once: each is known to
 * clients by its name in capitals, and that is what stands in answers and inputs.
 */
export function enumOf<T extends string>(values: readonly T[]): { readonly [K in Uppercase<T>]: K } {
  const names = values.map((value) => value.toUpperCase());
  return Object.fromEntries(names.map((name) => [name, name])) as { readonly [K in Uppercase<T>]: K };
}
