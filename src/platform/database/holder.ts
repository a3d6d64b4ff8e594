import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { processMark, waitFor } from './processes.js';

const filePattern = /^(claim|holder)\.(\d+)\.([0-9a-f]+)$/;
const claimMilliseconds = 5_000;

/** The embedded database belongs to another running process. */
export class DatabaseHeldFault extends Error {
  override readonly name = 'DatabaseHeldFault';

  constructor(
    /** The process that holds it. */
    readonly pid: number,
    folder: string,
  ) {
    const who = pid === process.pid ? `this process (${pid})` : `process ${pid}`;
    super(
      `The embedded database in ${folder} is held by ${who}. Stop that process, or set DATA_DIR to another folder.`,
    );
  }
}

/** The right of one process to start and stop the database of a folder; gone with the process if not released. */
export interface Hold {
  release(): void;
}

interface Party {
  readonly pid: number;
  readonly mark: string;
  readonly holds: boolean;
}

/**
 * Makes this process the holder of a folder. Every process leaves a claim first and then looks at the others', so
 * of two that come together at least one sees the other; the smaller process number goes first. Claims of
 * processes that no longer run are removed. Throws `DatabaseHeldFault`.
 */
export async function claimHold(folder: string): Promise<Hold> {
  const me = { pid: process.pid, mark: processMark(process.pid) ?? '0' };
  if (parties(folder).some((party) => party.pid === me.pid)) throw new DatabaseHeldFault(me.pid, folder);
  const settled = await waitFor(() => attempt(folder, me), claimMilliseconds);
  if (settled === 'held') return { release: () => withdraw(folder, me) };
  withdraw(folder, me);
  throw new DatabaseHeldFault(settled ?? others(folder, me)[0]?.pid ?? me.pid, folder);
}

/** The running process that holds a folder, if there is one. */
export function findHolder(folder: string): number | undefined {
  return parties(folder).find((party) => party.holds)?.pid;
}

/** 'held' when it is ours, the holder's number when it is another's, undefined while that is open. */
function attempt(folder: string, me: Omit<Party, 'holds'>): 'held' | number | undefined {
  if (others(folder, me).some((rival) => !rival.holds && rival.pid < me.pid)) return undefined;
  writeFileSync(fileOf(folder, 'claim', me), '');
  const rivals = others(folder, me);
  const holder = rivals.find((rival) => rival.holds);
  if (holder !== undefined) return holder.pid;
  if (rivals.length === 0) {
    writeFileSync(fileOf(folder, 'holder', me), '');
    return 'held';
  }
  if (rivals.some((rival) => rival.pid < me.pid)) withdraw(folder, me);
  return undefined;
}

function others(folder: string, me: Omit<Party, 'holds'>): Party[] {
  return parties(folder).filter((party) => party.pid !== me.pid);
}

/** The running processes with a claim; the claim stays while they hold, so that no look can fall between. */
function parties(folder: string): Party[] {
  const files = readdirSync(folder);
  return files.flatMap((file) => {
    const [, kind, pidText, mark] = filePattern.exec(file) ?? [];
    if (kind !== 'claim' || pidText === undefined || mark === undefined) return [];
    const party = { pid: Number(pidText), mark, holds: files.includes(file.replace('claim', 'holder')) };
    if (processMark(party.pid) === mark) return [party];
    withdraw(folder, party);
    return [];
  });
}

function withdraw(folder: string, party: Omit<Party, 'holds'>): void {
  rmSync(fileOf(folder, 'holder', party), { force: true });
  rmSync(fileOf(folder, 'claim', party), { force: true });
}

function fileOf(folder: string, kind: 'claim' | 'holder', { pid, mark }: Omit<Party, 'holds'>): string {
  return join(folder, `${kind}.${pid}.${mark}`);
}
