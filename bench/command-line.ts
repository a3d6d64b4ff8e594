import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { projectFolder } from '#main/prepare.js';
import { isLetter, type Letter } from './candidates/contestants.js';

export const help = `npm run bench -- [page|scale|decision|clocks|prepare] [options]

  page      the joint-case page through each candidate (default)
  scale     the same page of the same partnerships beside 280 others (2 million reports)
  clocks    how many clocks of cases one core computes; needs no database
  decision  decisions of a threshold over 500 reports, without a server: --seconds for each shape, --check
  prepare   only fill the databases that the others use

  --only a,b        candidates: a this server, b one statement behind a bare handler,
                    c Apollo + type-graphql + TypeORM, d PostGraphile
  --peers           install what (d) needs, in bench/peers/postgraphile
  --rounds 3        rounds, in alternating order
  --seconds 8       seconds of one round
  --warm-up 20      seconds before the first round, for each candidate
  --connections 32  connections of the load generator
  --alike           start every candidate with the options of Node that this server is started with
  --json FILE       where to add the result as JSON lines (bench/results/<command>.jsonl)
  --check           exit with 1 when a target is missed
  --profile         write a processor profile of (a) to bench/results
  --fresh           fill the database anew
  --help            this text
`;

const COMMANDS = ['page', 'scale', 'decision', 'clocks', 'prepare'] as const;

export interface Options {
  readonly command: (typeof COMMANDS)[number];
  readonly only: readonly Letter[];
  readonly peers: boolean;
  readonly rounds: number;
  readonly seconds: number;
  readonly warmUpSeconds: number;
  readonly connections: number;
  readonly alike: boolean;
  readonly json: string;
  readonly resultsFolder: string;
  readonly check: boolean;
  readonly profile: boolean;
  readonly fresh: boolean;
}

/** What the command line asks for; undefined when it asks for help. Throws on what it does not know. */
export function readOptions(args: readonly string[]): Options | undefined {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      only: { type: 'string', default: 'a,b,c,d' },
      peers: { type: 'boolean', default: false },
      rounds: { type: 'string', default: '3' },
      seconds: { type: 'string', default: '8' },
      'warm-up': { type: 'string', default: '20' },
      connections: { type: 'string', default: '32' },
      alike: { type: 'boolean', default: false },
      json: { type: 'string' },
      check: { type: 'boolean', default: false },
      profile: { type: 'boolean', default: false },
      fresh: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return undefined;
  const command = commandOf(positionals);
  return {
    command,
    only: lettersOf(values.only),
    peers: values.peers,
    rounds: numberOf('--rounds', values.rounds),
    seconds: numberOf('--seconds', values.seconds),
    warmUpSeconds: numberOf('--warm-up', values['warm-up']),
    connections: numberOf('--connections', values.connections),
    json: values.json ?? join(resultsFolder, `${command}.jsonl`),
    resultsFolder,
    alike: values.alike,
    check: values.check,
    profile: values.profile,
    fresh: values.fresh,
  };
}

const resultsFolder = join(projectFolder, 'bench', 'results');

function lettersOf(text: string): Letter[] {
  return text.split(',').map((each) => {
    if (isLetter(each)) return each;
    throw new Error(`--only names "${each}": expected letters of a, b, c and d.`);
  });
}

function commandOf([command = 'page', ...more]: readonly string[]): Options['command'] {
  const known = COMMANDS.find((each) => each === command);
  if (more.length === 0 && known) return known;
  throw new Error(`"${[command, ...more].join(' ')}": expected one of ${COMMANDS.join(', ')}.`);
}

function numberOf(name: string, text: string): number {
  if (/^[1-9]\d{0,3}$/.test(text)) return Number(text);
  throw new Error(`${name} is "${text}": expected a whole number from 1 to 9999.`);
}
