import type { Terminal } from '#main/commands/command.js';
import { listedCommands } from '#main/commands/listed-commands.js';
import { messageOf } from '#main/commands/message-of.js';
import { runCommandLine } from '#main/commands/run-command-line.js';
import { runCommand } from './cli-process.js';

interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs in this process what needs neither a database nor a server. */
async function say(...line: string[]): Promise<Said> {
  const out: string[] = [];
  const err: string[] = [];
  const terminal: Terminal = {
    out: (text) => void out.push(text),
    err: (text) => void err.push(text),
    progress: { write: () => undefined, isTTY: false },
    env: {},
  };
  const code = await runCommandLine(line, terminal);
  return { code, out: out.join('\n'), err: err.join('\n') };
}

const importing = ['import', '--partnership', 'leicester', '--agency', 'leicestershire-police'];

describe('the command line', () => {
  it('lists every command with help, on standard output', async () => {
    for (const word of ['help', '--help', '-h']) {
      const { code, out, err } = await say(word);
      expect([code, err]).toEqual([0, '']);
      for (const { words } of listedCommands) expect(out).toContain(`  ${words} `);
    }
  });

  it.each(listedCommands)('explains each option of $words', async (listed) => {
    const { code, out, err } = await say(...listed.words.split(' '), '--help');
    expect([code, err]).toEqual([0, '']);
    const { options, operands } = await listed.load();
    expect(out).toContain(`npm run concord -- ${listed.words}`);
    for (const option of Object.keys(options)) expect(out).toMatch(new RegExp(`\n +--${option} `));
    for (const operand of operands) expect(out).toContain(operand);
  });

  it.each([
    { line: [], says: 'A command is missing.' },
    { line: ['nonsense'], says: 'Unknown command: nonsense' },
    { line: ['nonsense', 'import'], says: 'Unknown command: nonsense' },
    { line: ['tenant', 'remove'], says: 'Unknown command: tenant remove' },
    { line: ['import'], says: '--partnership is missing.' },
    { line: [...importing, '--format', 'police-uk'], says: 'FILE is missing.' },
    { line: [...importing, '--format', 'police-uk', 'a', 'b'], says: 'Nothing more was expected, got "b".' },
    { line: [...importing, '--bogus', 'x'], says: "Unknown option '--bogus'." },
    { line: [...importing, '--format'], says: "Option '--format <value>' argument missing." },
    { line: [...importing, '--format', ''], says: '--format is empty.' },
    {
      line: [...importing, '--format', 'police-uk', '--max-rows', '0', 'a'],
      says: '--max-rows: expected a whole number from 1.',
    },
    {
      line: ['demo', '--url', 'localhost'],
      says: '--url: expected an address such as http://localhost:4000.',
    },
    { line: ['db', 'bootstrap', '--admin-url', 'http://db'], says: '--admin-url: expected a URL such as' },
    {
      line: ['db', 'bootstrap', '--admin-url', 'postgres://db', '--database', 'a b'],
      says: '--database: expected lower-case letters',
    },
  ])('answers $line with exit code 2, what is wrong, and the usage', async ({ line, says }) => {
    const { code, out, err } = await say(...line);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(says);
    expect(err).toContain('Usage: npm run concord -- ');
  });

  it('offers the verbs of a noun that it knows', async () => {
    const { err } = await say('tenant', 'remove');
    expect(err).toContain('tenant apply');
    expect(err).not.toContain('identity');
  });

  it('carries exit code and streams of a real process', async () => {
    const { code, stdout, stderr } = await runCommand(['nonsense'], {});
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('Unknown command: nonsense');
  });

  it('gives the reason of a refused connection, which has no message of its own', () => {
    const refused = Object.assign(new AggregateError([new Error('refused'), new Error('refused')]), {
      message: '',
    });
    expect(messageOf(refused)).toBe('refused');
    expect(messageOf(Object.assign(new Error(), { code: 'ECONNRESET' }))).toBe('ECONNRESET');
  });
});
