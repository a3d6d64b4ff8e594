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
  const { values, positionals } = parse(command, line);
  for (const [name, { required }] of Object.entries(command.options))
    if (required && values[name] === undefined) throw new UsageError(`--${name} is missing.`);
  const missing = command.operands[positionals.length];
  if (missing !== undefined) throw new UsageError(`${missing} is missing.`);
  const extra = positionals[command.operands.length];
  if (extra !== undefined) throw new UsageError(`Nothing more was expected, got ${JSON.stringify(extra)}.`);
  const find = (name: string) => values[name] ?? positionals[command.operands.indexOf(name)];
  return {
    find,
    get: (name) => {
      const value = find(name);
      if (value === undefined) throw new UsageError(`${name} is missing.`);
      return value;
    },
  };
}

function parse({ options }: Pick<Command, 'options'>, line: readonly string[]) {
  const rules = Object.fromEntries(Object.keys(options).map((name) => [name, { type: 'string' } as const]));
  try {
    const { values, positionals } = parseArgs({ args: [...line], options: rules, allowPositionals: true });
    const texts: Readonly<Record<string, string | undefined>> = values;
    const empty = Object.keys(texts).find((name) => texts[name] === '');
    if (empty !== undefined) throw new UsageError(`--${empty} is empty.`);
    return { values: texts, positionals };
  } catch (error) {
    const isOurs = isError(error) && 'code' in error && /^ERR_PARSE_ARGS/.test(String(error.code));
    if (!isOurs) throw error;
    // Node's message goes on for sentences about how to write a value that begins with a dash.
    throw new UsageError(`${error.message.split(/\. |\n/)[0] ?? ''}.`.replace(/\.\.$/, '.'));
  }
}

/** The line that calls a command: `concord import --partnership SLUG … FILE`, with what may be left out in brackets. */
export function usageOf(words: string, { options, operands }: Pick<Command, 'options' | 'operands'>): string {
  const parts = Object.entries(options).map(([name, { value, required }]) =>
    required ? `--${name} ${value}` : `[--${name} ${value}]`,
  );
  return [`npm run concord -- ${words}`, ...parts, ...operands].join(' ');
}
