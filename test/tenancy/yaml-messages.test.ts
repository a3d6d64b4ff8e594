import { parseYamlText } from '#tenancy/yaml/parse-yaml.js';

/** What is said of a text: line and message. */
const told = (text: string) =>
  parseYamlText('policy.yaml', text).problems.map(({ line, message }) => `${String(line)}: ${message}`);

describe('a text that is no YAML', () => {
  it.each<[string, string, string[]]>([
    [
      'a key without its colon',
      'source: a page\nthreshold\n  test: count\n  id: x\n',
      ['2: expected a colon after the key, such as threshold:, got threshold'],
    ],
    [
      'a key without its colon before a value',
      'threshold:\n  test count\n  id: x\n',
      ['2: expected a colon after the key, such as test: count, got test count'],
    ],
    [
      'the last key without its colon',
      'threshold:\n  id: x\n  test count\n',
      ['3: expected a colon after the key, such as test: count, got test count'],
    ],
    [
      'no space after a colon',
      'source:a page\nthreshold:\n  test: count\n',
      ['1: expected a space after the colon, such as source: a page, got source:a page'],
    ],
    [
      'tabs, told once',
      'threshold:\n\ttest: count\n\tid: x\n',
      ['2: expected spaces at the beginning of each line, two for each level, got a tab'],
    ],
    [
      'a tab among spaces',
      'list:\n  - id: a\n\t  words: b\n',
      ['3: expected spaces at the beginning of each line, two for each level, got a tab'],
    ],
    [
      'a colon in a sentence',
      'threshold:\n  words: You may apply: with three reports\n  id: x\n',
      [
        "2: expected words with a colon in them to stand in quotes, such as words: 'You may apply: with three reports', got words: You may apply: with three reports",
      ],
    ],
    [
      'a colon in a sentence that has an apostrophe',
      "grounds:\n  - words: The council's view: none\n",
      [
        '2: expected words with a colon in them to stand in quotes, such as words: "The council\'s view: none", got - words: The council\'s view: none',
      ],
    ],
    [
      'a line that stands too deep',
      'threshold:\n  test: count\n   id: x\n',
      ['2: expected the line after it no deeper than this one, which has a value already, got test: count'],
    ],
    [
      'a line that stands too far out',
      'threshold:\n   test: count\n  id: x\n',
      ['3: expected every key of one part to begin in the same column, got id: x in another'],
    ],
    [
      'no space after dashes',
      'list:\n  -id: a\n  -id: b\n',
      ['3: expected a space after the dash, such as - id: b, got -id: b'],
    ],
    [
      'an apostrophe in single quotes',
      "words: 'the council's page'\nid: x\n",
      [
        '1: expected nothing after words in quotes; put words that hold an apostrophe in double quotes, "…", got s page\' after them',
      ],
    ],
    [
      'a quote that is not closed',
      "words: 'You may\nid: x\n",
      [
        '3: expected the words that begin with a single quote to end with one, got none to the end of the file',
      ],
    ],
    [
      'a brace that is not closed',
      'a: { id: x, words: y\nb: z\n',
      ['2: expected a } that closes what was opened here or above, got b: z'],
    ],
    ['a key twice', 'a: 1\nb: 2\na: 3\n', ['3: expected each key once in its part, got a a second time']],
    [
      'words that begin with a sign',
      'email: @here\n',
      ['1: expected words that begin with @ to stand in quotes, got email: @here'],
    ],
  ])('because of %s is refused with what to do', (_what, text, expected) => {
    expect(told(text)).toEqual(expected);
  });

  it('of another kind is told as the parser says it, with the line', () => {
    const [first = ''] = told('a: 1\n---\nb: 2\n');
    expect(first).toMatch(/^\d: expected YAML, got: /);
  });

  it('is told of the first mistake of its structure only, since the others follow from it', () => {
    expect(told('threshold\n  test: count\n  id: x\nsource page\n')).toHaveLength(1);
  });
});
