/** What a value of a type looks like, by its key where that says more. */
const TEXTS: Readonly<Record<string, string>> = {
  id: 'three-incidents',
  slug: 'the-council',
  words: 'Three incidents in six months',
  name: 'Example Council',
  question: '"Could more have been done?"',
};

/**
 * What a type means to whoever writes a file, with an example: `expected a whole number, such as atLeast: 3`. `key` is
 * that of the value, or its number in a list.
 */
export function expectedType(type: string, key: PropertyKey | undefined, value: unknown): string {
  const example = (text: string) => (typeof key === 'string' ? `${key}: ${text}` : `- ${text}`);
  switch (type) {
    case 'string':
      return typeof value === 'number' || typeof value === 'boolean'
        ? `expected text, here in quotes, such as ${example(`'${String(value)}'`)}`
        : `expected text, such as ${example(TEXTS[String(key)] ?? 'some words')}`;
    case 'int':
    case 'number':
      return `expected a whole number, such as ${example('3')}`;
    case 'boolean':
      return `expected true or false, such as ${example('true')}`;
    case 'array':
      return `expected a list, such as ${example('[ first, second ]')}`;
    case 'object':
    case 'record':
      return typeof key === 'string'
        ? `expected keys of its own, such as ${key}: { key: value }`
        : 'expected keys with values, such as { key: value }';
    default:
      return `expected ${type}`;
  }
}
