import type { Options } from './command-line.js';
import { asStarted, type Contestant } from './candidates/contestants.js';
import { findPeer } from './candidates/find-peer.js';
import { launch } from './candidates/launch.js';
import { startGenerator } from './load/start-generator.js';
import { ask } from './measure/check-answers.js';
import { figuresOf, type Figures } from './measure/figures.js';
import { runRounds, type Entrant } from './measure/measure.js';
import { countStatements } from './measure/statements.js';
import { benchFolder, openCluster, type Cluster, type DatabaseUrls } from './prepare/cluster.js';
import { prepareSize } from './prepare/prepare-size.js';
import type { Size } from './prepare/sizes.js';
import { startIssuer } from './page/issuer.js';
import { planPages, type PageRequest } from './page/page-requests.js';

/** Node's pool of connections to the database, the same for every candidate. */
const poolSize = 10;
/** Each of the 1,600 coordinators three times. */
const plannedPages = 4_800;
/** Pages that are compared, and over which statements are counted. */
const samplePages = 20;

const say = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

/** A run: the filled databases, the pages to ask for, and a way to enter candidates. Everything ends with it. */
export interface Contest {
  readonly pages: readonly PageRequest[];
  readonly enter: (
    contestant: Contestant,
    place: { size: Size; label?: string },
  ) => Promise<Entrant | undefined>;
  readonly measure: (entrants: readonly Entrant[]) => Promise<ReadonlyMap<Entrant, Figures>>;
}

/** Opens what a run needs, lets it work, and closes everything whatever happens. The first size is the one planned from. */
export async function holdContest<T>(
  options: Options,
  sizes: readonly [Size, ...Size[]],
  work: (contest: Contest) => Promise<T>,
): Promise<T> {
  const ends: (() => void | Promise<void>)[] = [];
  try {
    const cluster = await openCluster(options);
    ends.push(() => cluster.stop());
    const issuer = await startIssuer();
    ends.push(() => {
      issuer.stop();
    });
    const urls = new Map<string, DatabaseUrls>();
    for (const size of sizes) {
      urls.set(size.database, await prepareSize(cluster, size, say));
      await issuer.announce(cluster.addressesOf(size.database).adminUrl);
    }
    const planned = cluster.addressesOf(sizes[0].database).adminUrl;
    const plan = {
      count: plannedPages,
      partnerships: sizes[0].asked,
      sign: (subject: string) => issuer.sign(subject),
    };
    const pages = await planPages(planned, plan);
    return await work({
      pages,
      enter: (contestant, { size, label = contestant.name }) =>
        enter({ contestant, size, label, pages, cluster, options, ends }),
      measure: (entrants) => measure(entrants, { cluster, options, ends }),
    });
  } finally {
    for (const end of ends.reverse()) await end();
  }
}

interface Running {
  readonly cluster: Cluster;
  readonly options: Options;
  readonly ends: (() => void | Promise<void>)[];
}

interface Entry extends Running {
  readonly contestant: Contestant;
  readonly size: Size;
  readonly label: string;
  readonly pages: readonly PageRequest[];
}

async function enter({ contestant, size, label, pages, cluster, options, ends }: Entry) {
  const program = contestant.script === undefined ? findPeer() : { script: contestant.script };
  if ('missing' in program) {
    say(`(${contestant.letter}) ${label} takes no part: ${program.missing}.`);
    return undefined;
  }
  const profiled = options.profile && contestant.letter === 'a';
  const candidate = await launch({
    ...program,
    settings: {
      ...cluster.addressesOf(size.database),
      poolSize,
      dataDir: benchFolder,
      members: pages.map(({ asker }) => asker.member),
    },
    execArgv: [
      ...(options.alike ? asStarted : (contestant.nodeOptions ?? [])),
      ...(profiled ? ['--cpu-prof', `--cpu-prof-dir=${options.resultsFolder}`] : []),
    ],
  });
  ends.push(() => candidate.stop());
  if (candidate.notes !== '') say(`(${contestant.letter}) ${candidate.notes}`);
  const requests = await contestant.prepare(pages, candidate.origin);
  return {
    label: `(${contestant.letter}) ${label}`,
    database: size.database,
    contestant,
    candidate,
    requests,
  };
}

async function measure(
  entrants: readonly Entrant[],
  { cluster, options, ends }: Running,
): Promise<ReadonlyMap<Entrant, Figures>> {
  const statements = new Map<Entrant, number>();
  for (const entrant of entrants) {
    const counted = await countStatements(cluster.adminUrl, entrant.database, async () => {
      for (let index = 0; index < samplePages; index += 1) await ask(entrant, index);
    });
    statements.set(entrant, counted / samplePages);
  }
  const generator = startGenerator();
  ends.push(() => {
    generator.stop();
  });
  const rounds = await runRounds(entrants, { generator, settings: options, progress: say });
  return new Map(
    [...rounds].map(([entrant, found]) => [entrant, figuresOf(found, statements.get(entrant) ?? Number.NaN)]),
  );
}
