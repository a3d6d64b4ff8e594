import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { summaryInWords } from '#jobs/imports/summary-in-words.js';
import { clockFrom } from '#platform/clock.js';
import { readConfig } from '#platform/config.js';
import { readTenants } from '#tenancy/read-tenants.js';
import { DemoStopped, Narrator } from '../demo/narrator.js';
import { playDemo } from '../demo/play-demo.js';
import { tenantsFolder } from '../prepare.js';
import type { Command, Terminal } from './command.js';
import { importWithProgress } from './import/import-command.js';
import { messageOf } from './message-of.js';
import { checkServerAnswers, originOf } from './server-address.js';

export const demoCommand: Command = {
  help: `Plays the main job against the running server as its real clients would: the public and officers over HTTP, a
dashboard in each partnership over a WebSocket. Prints what each saw and holds every step, due day and event against
what it should be. Safe to run again: each run applies anew. Exit code 1 names what was different.

  --url      address of the server; PUBLIC_URL or http://localhost:PORT unless told
  --reports  first imports this police.uk file, for the partnership whose police force reported its rows, else Leicester`,
  options: { url: { value: 'URL' }, reports: { value: 'FILE' } },
  operands: [],

  async run(given, terminal) {
    const config = readConfig(terminal.env);
    const origin = originOf(given.find('url'), config);
    await checkServerAnswers(origin);
    const { holidays } = readTenants(tenantsFolder);
    const narrator = new Narrator((line) => {
      terminal.out(line);
    });
    const reports = given.find('reports');
    if (reports !== undefined) await importReports(reports, terminal, narrator);
    const clock = clockFrom(config);
    try {
      await playDemo({
        origin,
        narrator,
        now: () => clock.now().epochMilliseconds,
        isBankHoliday: (day) => holidays.dates.has(day),
        run: randomUUID().slice(0, 8),
      });
    } catch (error) {
      narrator.differences.push(
        error instanceof DemoStopped ? error.message : `A fault: ${messageOf(error)}`,
      );
    }
    return conclude(narrator, terminal);
  },
};

function conclude({ checks, differences }: Narrator, terminal: Terminal): 0 | 1 {
  if (differences.length === 0) {
    terminal.out(`\nEverything was as it should be: ${String(checks)} checks.`);
    return 0;
  }
  terminal.err(`\nNot everything was as it should be: ${String(differences.length)} differences.`);
  for (const difference of differences) terminal.err(`- ${difference}`);
  return 1;
}

async function importReports(file: string, terminal: Terminal, narrator: Narrator): Promise<void> {
  narrator.act('0. Reports of the police');
  const target = await findTargetOf(file);
  const summary = await importWithProgress(terminal, { ...target, format: 'police-uk' }, file);
  narrator.tell('', summaryInWords(summary));
  const { rows, added, alreadyThere, badCount, leftOut } = summary;
  const left = [...leftOut.otherCrimeType.values(), ...leftOut.otherDistrict.values()];
  const sum = added + alreadyThere + badCount + leftOut.noLocation + left.reduce((a, b) => a + b, 0);
  narrator.check('rows of the file that are accounted for', sum, rows);
}

/** The partnership and agency whose name the file's first row gives as the force that reported it. */
async function findTargetOf(file: string): Promise<{ partnership: string; agency: string }> {
  const fallback = { partnership: 'leicester', agency: 'leicestershire-police' };
  const row = await readSecondLine(file);
  const places = readTenants(tenantsFolder).tenants.flatMap((tenant) =>
    tenant.agencies
      .filter(({ kind, name }) => kind === 'police' && row.includes(name))
      .map(({ slug }) => ({ partnership: tenant.slug, agency: slug })),
  );
  return places[0] ?? fallback;
}

/** Empty when the file cannot be read, of which the import says more. */
async function readSecondLine(file: string): Promise<string> {
  const input = createReadStream(file, { end: 65_535 });
  const lines = createInterface({ input });
  try {
    let number = 0;
    for await (const line of lines) if ((number += 1) === 2) return line;
    return '';
  } catch {
    return '';
  } finally {
    lines.close();
    input.destroy();
  }
}
