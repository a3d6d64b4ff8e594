import { parseArgs } from 'node:util';
import { isError } from '#platform/redaction.js';
import { UsageError, type Command, type Given } from './command.js';

/**
 * Reads what stands after a command's words.
 * @throws UsageError for an unknown option, one without its value, and anything missing or too much
 */
export function readArguments(
  command: Pick<Command, 'options' | 'operands'>,
  line: readonly string[],
): Given {
  const { values, flags, positionals } = parse(command, line);
  for (const [name, { required }] of Object.entries(command.options))
    if (required && values[name] === undefined) throw new UsageError(`--${name} is missing.`);
  const missing = command.operands[positionals.length];
  if (missing !== undefined && !mayBeLeftOut(missing)) throw new UsageError(`${missing} is missing.`);
  const extra = positionals[command.operands.length];
  if (extra !== undefined) throw new UsageError(`Nothing more was expected, got ${JSON.stringify(extra)}.`);
  const find = (name: string) => values[name] ?? positionals[command.operands.indexOf(name)];
  return {
    find,
    has: (option) => flags.has(option),
    get: (name) => {
      const value = find(name);
      if (value === undefined) throw new UsageError(`${name} is missing.`);
      return value;
    },
  };
}

function parse({ options }: Pick<Command, 'options'>, line: readonly string[]) {
  const rules = Object.fromEntries(
    Object.entries(options).map(([name, { value }]): [string, { type: 'string' | 'boolean' }] => [
      name,
      { type: value === undefined ? 'boolean' : 'string' },
    ]),
  );
  try {
    const { values, positionals } = parseArgs({ args: [...line], options: rules, allowPositionals: true });
    const given = Object.entries(values);
    const texts = Object.fromEntries(
      given.filter((each): each is [string, string] => typeof each[1] === 'string'),
    );
    const empty = Object.keys(texts).find((name) => texts[name] === '');
    if (empty !== undefined) throw new UsageError(`--${empty} is empty.`);
    return {
      values: texts,
      flags: new Set(given.flatMap(([name, value]) => (value === true ? [name] : []))),
      positionals,
    };
  } catch (error) {
    const isOurs = isError(error) && 'code' in error && /^ERR_PARSE_ARGS/.test(String(error.code));
    if (!isOurs) throw error;
    // Node's message goes on for sentences about how to write a value that begins with a dash.
    throw new UsageError(`${error.message.split(/\. |\n/)[0] ?? ''}.`.replace(/\.\.$/, '.'));
  }
}

function mayBeLeftOut(operand: string): boolean {
  return operand.startsWith('[');
}

/** The line that calls a command: `concord import --partnership SLUG … FILE`, with what may be left out in brackets. */
export function usageOf(words: string, { options, operands }: Pick<Command, 'options' | 'operands'>): string {
  const parts = Object.entries(options).map(([name, { value, required }]) => {
    const called = value === undefined ? `--${name}` : `--${name} ${value}`;
    return required ? called : `[${called}]`;
  });
  return [`npm run concord -- ${words}`, ...parts, ...operands].join(' ');
}
