import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { prepareDatabase } from '#main/prepare.js';
import { createLogger } from '#platform/logger.js';
import {
  addMember,
  startOutsideIssuer,
  trustIssuer,
  type OutsideIssuer,
} from '../../access/outside-issuer.js';
import { startServerProcess, type ServerProcess } from '../../faults/server-process.js';
import { addressOf, LiveSocket } from '../../live/live-client.js';
import { tellNoMore, tellPeople, toldToPeople } from '../../support/going-live.js';
import { scratchDatabase, type ScratchDatabase } from '../../support/scratch-database.js';

const query = '{ partnership { name } }';
const needed = ['privacyNotice', 'retention', 'rightsRequests', 'dataComplaints'] as const;

describe('a server in production', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'concord-live-'));
  let database: ScratchDatabase;
  let issuer: OutsideIssuer;
  let server: ServerProcess;

  beforeAll(async () => {
    database = await scratchDatabase();
    await prepareDatabase(database.migratorUrl, createLogger({ logLevel: 'silent' }));
    issuer = await startOutsideIssuer(() => Temporal.Now.instant());
    for (const partnership of ['leicester', 'north-yorkshire']) {
      await trustIssuer({ database }, issuer.issuer, { partnership });
      const roles = ['coordinator'];
      await addMember({ database }, issuer.issuer, { subject: 'outside', partnership, roles });
    }
    await tellPeople({ database }, toldToPeople, 'north-yorkshire');
    const key = join(dataDir, 'key');
    writeFileSync(key, randomBytes(32).toString('base64'), { mode: 0o600 });
    server = await startServerProcess({
      dataDir,
      env: {
        NODE_ENV: 'production',
        PUBLIC_URL: 'http://localhost:4400',
        SECRET_KEY_FILE: key,
        DATABASE_URL: database.migratorUrl,
        DATABASE_APP_URL: database.appUrl,
        DATABASE_WORKER_URL: database.workerUrl,
        DATABASE_LISTEN_URL: database.appUrl,
      },
    });
  }, 120_000);
  afterAll(async () => {
    await server.end('SIGTERM');
    await issuer.stop();
    await database.drop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  async function ask(partnership: string, token?: string) {
    const response = await fetch(`${server.origin}/${partnership}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify({ query }),
    });
    const { errors = [] } = (await response.json()) as {
      errors?: { message: string; extensions: Record<string, unknown> }[];
    };
    return { status: response.status, error: errors[0] };
  }

  it('answers for a partnership that tells people nothing by naming all that is missing, and for others as usual', async () => {
    for (const token of [undefined, await issuer.token('outside')]) {
      const { status, error } = await ask('leicester', token);
      expect(status).toBe(503);
      expect(error?.extensions).toMatchObject({ code: 'PARTNERSHIP_NOT_LIVE', missing: needed });
      expect(error?.message).toContain('what happens to personal data (privacyNotice)');
      expect((await ask('north-yorkshire', token)).status).toBe(200);
    }
    expect((await ask('no-such-place')).status).toBe(404);
  });

  it('says in its log which partnership it does not serve, and nothing of the one that it does', () => {
    const warned = server
      .log()
      .split('\n')
      .filter((line) => line.includes('a partnership is not served'));
    expect(warned).toHaveLength(1);
    expect(warned[0]).toContain('"partnership":"leicester"');
    expect(warned[0]).toContain('dataComplaints');
  });

  it('opens no socket to a partnership that it does not serve', async () => {
    const token = await issuer.token('outside');
    const refused = await LiveSocket.open(addressOf(server, 'leicester'));
    refused.send({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } });
    expect(await refused.closing()).toEqual({ code: 1013, reason: 'Partnership not live' });
    const open = await LiveSocket.open(addressOf(server, 'north-yorkshire'));
    await open.signIn(token);
    await open.close();
  });

  it('asks for each thing by itself, and serves the partnership from the moment on at which all is said', async () => {
    await tellPeople({ database }, toldToPeople, 'leicester');
    for (const key of needed) {
      await tellNoMore({ database }, 'leicester', key);
      expect((await ask('leicester')).error?.extensions).toMatchObject({ missing: [key] });
      await tellPeople({ database }, { [key]: toldToPeople[key] }, 'leicester');
    }
    const audit = [{ records: 'audit', keepFor: { months: 72 } }];
    await tellPeople({ database }, { retention: audit }, 'leicester');
    expect((await ask('leicester')).error?.extensions).toMatchObject({ missing: ['retention'] });
    await tellPeople({ database }, toldToPeople, 'leicester');
    expect((await ask('leicester')).status).toBe(200);
  });
});
