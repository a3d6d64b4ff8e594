import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import type { AuditTrails, ChainHead } from '#casework/audit.js';
import { SealAudit } from '#jobs/seal-audit.js';
import { auditTrails } from '#persistence/audit-trails.js';
import { createDataSource } from '#persistence/data-source.js';
import { Directory } from '#persistence/directory.js';
import { AuditKey } from '#platform/audit/audit-key.js';
import { createLogger } from '#platform/logger.js';
import { cameAbout } from '../faults/database/behind-proxy.js';
import { adminSql } from '../support/case-record.js';
import { actor, applicationOfThreeNights } from '../support/journey.js';
import { startTestApp, type TestApp } from '../support/running-app.js';
import { runCommand, scratchFolder, settingsOf, type Ended } from './cli/cli-process.js';

const folder = scratchFolder();
const secretKeyFile = join(folder.path, 'key');
const exported = join(folder.path, 'trail.jsonl');
const publicKeyFile = join(folder.path, 'key.pem');

let app: TestApp;
let worker: DataSource;
let trails: AuditTrails;
let tenantId: string;

beforeAll(async () => {
  app = await startTestApp();
  worker = await createDataSource({
    url: app.database.workerUrl,
    applicationName: 'concord test worker',
  }).initialize();
  trails = auditTrails(worker);
  const [row] = await adminSql<{ tenant_id: string }>(
    app,
    "select tenant_id from directory.partnerships where slug = 'leicester'",
  );
  tenantId = row?.tenant_id ?? '';
  writeFileSync(secretKeyFile, app.secretKey.toString('base64'), { mode: 0o600 });
});
afterAll(async () => {
  await worker.destroy();
  await app.stop();
  folder.remove();
});

const key = () => new AuditKey(app.secretKey);
const sign = (tenant: string, { number, hash }: ChainHead) =>
  key().sign({ tenantId: tenant, number, hash, signedAt: '2026-03-02T10:00:00.000000Z' });
const audit = (...line: string[]): Promise<Ended> =>
  runCommand(['audit', ...line], {
    ...settingsOf(app.database, folder.path),
    SECRET_KEY_FILE: secretKeyFile,
  });
const verified = async (...line: string[]) => {
  const { code, stdout } = await audit('verify', ...line, '--json');
  return { code, ...(JSON.parse(stdout) as { sealed: number; unsealed: number; broken?: object }) };
};
/** Everything that changes the trail behind the server's back: as the administrator, with the triggers off. */
const tamper = (sql: string) =>
  adminSql(app, `begin; set local session_replication_role = replica; ${sql}; commit`);
const applied = () => actor(app, 'leicester').mutate('applyForReview', applicationOfThreeNights());
const unsealed = async () =>
  (
    await adminSql<{ count: number }>(
      app,
      'select count(*)::int as count from concord.audit_entries where tenant_id = $1 and seal_number is null',
      [tenantId],
    )
  )[0]?.count;

/** An entry whose transaction is open: it was added before others that commit first. */
async function openEntry(): Promise<{ commit(): Promise<void> }> {
  const client = new pg.Client({ connectionString: app.database.adminUrl });
  await client.connect();
  await client.query('begin');
  await client.query(
    `insert into concord.audit_entries (tenant_id, id, at, actor, action, kind, subject_type, subject_ids, fields)
     values ($1, gen_random_uuid(), now(), 'public', 'LATE', 'COLLECTION', 'CASE', '{}', '{}')`,
    [tenantId],
  );
  return {
    async commit() {
      await client.query('commit');
      await client.end();
    },
  };
}

describe('the chain of an audit trail', () => {
  it('is made of what the database wrote, and anybody can work it out again from an export', async () => {
    for (let index = 0; index < 5; index += 1) await applied();
    await app.ask('leicester', '{ cases(first: 10) { nodes { people { name } incidents { place } } } }', {
      as: 'priya.coordinator',
    });
    expect(await trails.seal(tenantId, 4)).toBe(4);
    expect(await trails.seal(tenantId, 100)).toBe(2);
    expect(await trails.seal(tenantId, 100)).toBe(0);
    const head = await trails.findHead(tenantId);
    expect(head?.number).toBe(6);
    if (head) await trails.addCheckpoint(tenantId, sign(tenantId, head));

    expect(await audit('verify', '--partnership', 'leicester')).toMatchObject({
      code: 0,
      stdout: 'leicester: 6 entries sealed, unbroken.\nSigned checkpoints vouch for the first 6.\n',
    });
    const { stdout: pem } = await audit('key');
    writeFileSync(publicKeyFile, pem);
    const why = 'Yearly check of the data-protection officer';
    const written = await audit('export', '--partnership', 'leicester', '--to', exported, '--why', why);
    expect(written).toMatchObject({
      code: 0,
      stdout: `7 entries of leicester were written to ${exported}.\n`,
    });
    // That it was verified before is in it, and waits for its seal; that it is exported comes after.
    expect(await audit('verify', '--file', exported, '--key', publicKeyFile)).toMatchObject({
      code: 0,
      stdout: `${exported}: 6 entries sealed, unbroken.
Signed checkpoints vouch for the first 6.
1 entry not sealed yet: a change of these would not show.
`,
    });
    const rows = await adminSql<{ purpose: string; kind: string }>(
      app,
      "select purpose, kind from concord.audit_entries where action = 'AUDIT_EXPORTED'",
    );
    expect(rows).toEqual([{ purpose: why, kind: 'DISCLOSURE' }]);
  });

  it('of an exported file that was changed breaks at the entry, named by number and id', async () => {
    const lines = readFileSync(exported, 'utf8').trimEnd().split('\n');
    const changed = join(folder.path, 'changed.jsonl');
    writeFileSync(
      changed,
      lines.map((line, n) => (n === 3 ? line.replace('COLLECTION', 'DISCLOSURE') : line)).join('\n'),
    );
    const { id } = JSON.parse(lines[3] ?? '{}') as { id: string };
    const ended = await audit('verify', '--file', changed, '--key', publicKeyFile);
    expect(ended.code).toBe(1);
    expect(ended.stdout).toContain(`BROKEN at entry 3 (${id}): it is not as it was when it was sealed.`);
    writeFileSync(changed, lines.map((line, n) => (n === 2 ? 'no JSON' : line)).join('\n'));
    const junk = await audit('verify', '--file', changed);
    expect(junk).toMatchObject({
      code: 1,
      stderr: expect.stringContaining(`${changed}:3: expected`) as string,
    });
  });

  it('is never written by the app role, nor changed by the owner of the tables', async () => {
    const asApp = new pg.Client({ connectionString: app.database.appUrl });
    await asApp.connect();
    await expect(asApp.query('select concord.seal_audit_entries(10)')).rejects.toThrow(/permission denied/);
    await asApp.end();
    // Nor by a connection of the worker that acts for somebody else.
    const asWorker = new pg.Client({ connectionString: app.database.workerUrl });
    await asWorker.connect();
    const setting = `select set_config('concord.tenant_id', '${tenantId}', false), set_config('concord.roles', $1, false)`;
    await asWorker.query(setting, ['coordinator']);
    await expect(asWorker.query('select concord.seal_audit_entries(0)')).rejects.toThrow(
      'only the worker seals',
    );
    await asWorker.query(setting, ['worker']);
    await asWorker.query('select concord.seal_audit_entries(0)');
    await expect(
      asWorker.query(
        `insert into concord.audit_entries
           (tenant_id, id, at, actor, action, kind, subject_type, subject_ids, fields, seal_number, seal_hash)
         values ('${tenantId}', gen_random_uuid(), now(), 'nobody', 'X', 'COLLECTION', 'CASE', '{}', '{}', 1, '\\x00')`,
      ),
    ).rejects.toThrow(/permission denied/);
    await asWorker.end();
    for (const sql of [
      "update concord.audit_entries set actor = 'nobody'",
      'delete from concord.audit_entries',
      'truncate concord.audit_entries',
      "update concord.audit_checkpoints set hash = '\\x00'",
      'delete from concord.audit_checkpoints',
    ])
      await expect(adminSql(app, sql)).rejects.toThrow('the audit trail is never changed');
  });

  it('sealed by two workers at once has every entry once, and one that commits late comes after', async () => {
    const late = await openEntry();
    for (let index = 0; index < 6; index += 1) await applied();
    const other = await createDataSource({
      url: app.database.workerUrl,
      applicationName: 'other',
    }).initialize();
    await Promise.all([1, 2, 3, 4].map((n) => (n % 2 ? trails : auditTrails(other)).seal(tenantId, 2)));
    while ((await trails.seal(tenantId, 100)) > 0);
    const before = await trails.findHead(tenantId);
    await late.commit();
    expect(await trails.seal(tenantId, 100)).toBe(1);
    expect(await trails.findHead(tenantId)).toMatchObject({ number: (before?.number ?? 0) + 1 });
    await other.destroy();
    const check = await verified('--partnership', 'leicester');
    expect(check).toMatchObject({ code: 0, sealed: (before?.number ?? 0) + 1 });
    expect(check.broken).toBeUndefined();
  });

  it('is sealed and signed by the worker by itself, of every partnership', async () => {
    await applied();
    // That it was looked at stands in the trail.
    await audit('verify', '--partnership', 'north-yorkshire');
    const seals = new SealAudit({
      trails,
      directory: new Directory(worker),
      sign,
      logger: createLogger({ logLevel: 'silent' }),
      sealMs: 20,
    });
    seals.start();
    await cameAbout('all is sealed', async () => (await unsealed()) === 0);
    await cameAbout('both are signed', async () => {
      const [row] = await adminSql<{ signed: number }>(
        app,
        'select count(distinct tenant_id)::int as signed from concord.audit_checkpoints',
      );
      return row?.signed === 2;
    });
    await seals.stop();
    expect(await verified('--partnership', 'north-yorkshire')).toMatchObject({ code: 0 });
  });

  it('shows what an administrator with the triggers off changed, took out, or cut off', async () => {
    const [head] = [await trails.findHead(tenantId)];
    const last = head?.number ?? 0;
    if (head) await trails.addCheckpoint(tenantId, sign(tenantId, head));
    await tamper(
      `update concord.audit_entries set actor = 'worker' where tenant_id = '${tenantId}' and seal_number = 4`,
    );
    expect(await verified('--partnership', 'leicester')).toMatchObject({ code: 1, broken: { number: 4 } });
    await tamper(
      `update concord.audit_entries set actor = 'public' where tenant_id = '${tenantId}' and seal_number = 4`,
    );
    expect(await verified('--partnership', 'leicester')).toMatchObject({ code: 0 });

    await tamper(
      `delete from concord.audit_entries where tenant_id = '${tenantId}' and seal_number = ${last}`,
    );
    expect(await verified('--partnership', 'leicester')).toMatchObject({
      code: 1,
      broken: { number: last, problem: `is missing: a checkpoint vouches for ${last} entries` },
    });
    // Whoever also takes the checkpoints away is shown by those that somebody kept.
    await tamper(`delete from concord.audit_checkpoints where tenant_id = '${tenantId}' and number = ${last};
      update concord.audit_chains set last_number = ${last - 1},
        last_hash = (select seal_hash from concord.audit_entries where tenant_id = '${tenantId}' and seal_number = ${last - 1})
      where tenant_id = '${tenantId}'`);
    expect(await verified('--partnership', 'leicester')).toMatchObject({ code: 0, sealed: last - 1 });
    const kept = join(folder.path, 'kept.jsonl');
    if (head) writeFileSync(kept, JSON.stringify(sign(tenantId, head)));
    expect(await verified('--partnership', 'leicester', '--checkpoints', kept)).toMatchObject({
      code: 1,
      broken: { number: last },
    });
  });

  it('is asked for with a partnership that exists, and either with it or with a file', async () => {
    expect(await audit('verify', '--partnership', 'nowhere')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('expected one of leicester, north-yorkshire') as string,
    });
    expect(await audit('verify')).toMatchObject({ code: 2 });
    expect(await audit('export', '--partnership', 'leicester', '--to', exported, '--why', 'x')).toMatchObject(
      {
        code: 1,
        stderr: expect.stringContaining('cannot be written') as string,
      },
    );
  });
});
