import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { claimHold, findHolder } from '#platform/database/holder.js';
import { isRunning, processMark } from '#platform/database/processes.js';

describe('holding a folder', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'concord-test-'));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('is known to others until it is released, and leaves nothing behind', async () => {
    const hold = await claimHold(folder);
    expect(findHolder(folder)).toBe(process.pid);

    hold.release();
    hold.release();

    expect(findHolder(folder)).toBeUndefined();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('passes over processes that ended and numbers that another process has now', async () => {
    const ended = spawnSync(process.execPath, ['-e', '']).pid;
    for (const party of [`${ended}.abcdef`, `${process.pid}.abcdef`, `${process.ppid}.abcdef`]) {
      writeFileSync(join(folder, `claim.${party}`), '');
      writeFileSync(join(folder, `holder.${party}`), '');
    }

    const hold = await claimHold(folder);

    expect(findHolder(folder)).toBe(process.pid);
    expect(readdirSync(folder)).toHaveLength(2);
    hold.release();
  });

  it('is refused while a running process holds it', async () => {
    const party = `${process.ppid}.${processMark(process.ppid)}`;
    writeFileSync(join(folder, `claim.${party}`), '');
    writeFileSync(join(folder, `holder.${party}`), '');

    await expect(claimHold(folder)).rejects.toMatchObject({ name: 'DatabaseHeldFault', pid: process.ppid });
    expect(findHolder(folder)).toBe(process.ppid);
  });
});

describe('the mark of a process', () => {
  it('stays the same while it runs and is none when it has ended', () => {
    const ended = spawnSync(process.execPath, ['-e', '']).pid;

    expect(processMark(process.pid)).toMatch(/^[0-9a-f]{12}$/);
    expect(processMark(process.pid)).toBe(processMark(process.pid));
    expect(processMark(process.pid)).not.toBe(processMark(process.ppid));
    expect(isRunning(ended)).toBe(false);
  });
});
