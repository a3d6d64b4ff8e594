import type { YAMLParseError, YAMLWarning } from 'yaml';

/** What is wrong with a text as YAML, at which offset, and in words that say what to do. */
export interface YamlProblem {
  readonly offset: number;
  readonly message: string;
}

type YamlError = YAMLParseError | YAMLWarning;

/** What a line tells of an error in it. */
interface Line {
  readonly text: string;
  /** The text that the parser stumbled over. */
  readonly found: string;
  /** What the parser says itself. */
  readonly said: string;
}

/** After one of these everything below is read wrongly: what follows of them is no news. */
const OF_STRUCTURE: readonly string[] = [
  'BLOCK_AS_IMPLICIT_KEY',
  'MULTILINE_IMPLICIT_KEY',
  'BAD_INDENT',
  'MISSING_CHAR',
];

/** The errors of a parser in words: of those that say the same the first, and of the structure the first alone. */
export function yamlProblems(text: string, errors: readonly YamlError[]): YamlProblem[] {
  const first = errors.find(({ code }) => OF_STRUCTURE.includes(code));
  const news = errors.filter((error) => error === first || !OF_STRUCTURE.includes(error.code));
  const told = new Map<string, YamlProblem>();
  for (const error of news) {
    const message = inWords(error, text);
    if (!told.has(message)) told.set(message, { offset: error.pos[0], message });
  }
  return [...told.values()];
}

function inWords({ code, message, pos }: YamlError, text: string): string {
  const [offset, end] = pos;
  const [said = ''] = message.replace(/ at line \d+, column \d+:?/, '').split('\n');
  const line: Line = { text: lineAt(text, offset), found: text.slice(offset, end), said };
  return (WORDS[code] ?? notYaml)(line);
}

const WORDS: Readonly<Partial<Record<YamlError['code'], (line: Line) => string>>> = {
  TAB_AS_INDENT: () => 'expected spaces at the beginning of each line, two for each level, got a tab',
  BLOCK_AS_IMPLICIT_KEY: colonOrIndent,
  MULTILINE_IMPLICIT_KEY: withoutColon,
  MISSING_CHAR: (line) =>
    line.said.startsWith('Missing closing') ? unclosedQuote(line) : withoutColon(line),
  BAD_INDENT: wrongIndent,
  UNEXPECTED_TOKEN: afterQuote,
  BAD_SCALAR_START: ({ found, text }) =>
    `expected words that begin with ${found.charAt(0)} to stand in quotes, got ${shown(text)}`,
  DUPLICATE_KEY: twice,
};

/** `words: You may apply: with three reports`, or a line below that stands deeper than it belongs. */
function colonOrIndent({ text }: Line): string {
  const [, key = '', words = ''] = /^\s*(?:- )?([\w-]+):\s+(\S.*)$/.exec(text) ?? [];
  if (/: |:$/.test(words))
    return `expected words with a colon in them to stand in quotes, such as ${key}: ${quoted(words)}, got ${shown(text)}`;
  return `expected the line after it no deeper than this one, which has a value already, got ${shown(text)}`;
}

function withoutColon({ text }: Line): string {
  const line = text.trim();
  const [, key = '', value = ''] = /^(?:- )?([\w-]+):(\S.*)$/.exec(line) ?? [];
  if (key !== '') return `expected a space after the colon, such as ${key}: ${value}, got ${shown(text)}`;
  if (/^(?:- )?[\w-]+: /.test(line))
    return `expected the line after it no deeper than this one, which has a value already, got ${shown(text)}`;
  const [, name = '', rest = ''] = /^(?:- )?(\S+)\s*(.*)$/.exec(line) ?? [];
  const repaired = `${name}: ${rest}`.trim();
  return `expected a colon after the key, such as ${repaired}, got ${shown(text)}`;
}

function wrongIndent({ text, said }: Line): string {
  const [, closing] = /end with a ([\]}])/.exec(said) ?? [];
  if (closing !== undefined)
    return `expected a ${closing} that closes what was opened here or above, got ${shown(text)}`;
  return `expected every key of one part to begin in the same column, got ${shown(text)} in another`;
}

function unclosedQuote({ said }: Line): string {
  return `expected the words that begin with a ${said.includes('"') ? 'double' : 'single'} quote to end with one, got none to the end of the file`;
}

/** An apostrophe ends words in single quotes. */
function afterQuote({ text, found, said }: Line): string {
  if (!said.includes('at node end') || !/['"]/.test(text)) return notYaml({ text, found, said });
  return `expected nothing after words in quotes; put words that hold an apostrophe in double quotes, "…", got ${shown(found)} after them`;
}

function twice({ text, said }: Line): string {
  const line = text.trim();
  if (/^-[^\s-]/.test(line))
    return `expected a space after the dash, such as - ${line.slice(1)}, got ${shown(text)}`;
  const [, key] = /^(?:- )?([^\s:]+):/.exec(line) ?? [];
  return key === undefined
    ? notYaml({ text, found: '', said })
    : `expected each key once in its part, got ${key} a second time`;
}

function notYaml({ said, text }: Line): string {
  return `expected YAML, got: ${said}, in ${shown(text)}`;
}

function lineAt(text: string, offset: number): string {
  const from = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', from);
  return text.slice(from, end < 0 ? undefined : end);
}

function quoted(words: string): string {
  return words.includes("'") ? `"${words.replaceAll('"', '\\"')}"` : `'${words}'`;
}

function shown(text: string): string {
  const line = text.trim();
  return line.length > 60 ? `${line.slice(0, 57)}...` : line;
}
