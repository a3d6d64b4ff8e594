import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient, type Client } from 'graphql-ws';
import WebSocket from 'ws';
import { apiAudience } from '#main/development-identity.js';
import { signInAs } from '#identity/sign-in.js';
import { resetDatabase } from '#platform/database/reset-database.js';
import { createLogger } from '#platform/logger.js';
import { Temporal } from 'temporal-polyfill';
import { applicationOfThreeNights } from '../support/journey.js';
import { post } from '../support/running-app.js';
import { startServerProcess, type ServerProcess } from './server-process.js';

const today = Temporal.Now.plainDateISO('Europe/London');
const night = (daysAgo: number) => ({
  occurredOn: today.subtract({ days: daysAgo }).toString(),
  place: 'Invented Street',
  description: 'Loud music',
  complaints: [],
});
const apply = `mutation ($input: ApplyForReviewInput!) { applyForReview(input: $input) {
  __typename ... on ApplicationReceived { reference } } }`;

interface Seen {
  readonly caseId: string;
  readonly id: string;
  readonly cursor: string;
}

/** A coordinator's dashboard that remembers what it saw and where it stands. */
async function dashboard(
  server: ServerProcess,
  after?: string,
): Promise<{ seen: Seen[]; cursor: () => string | undefined; client: Client }> {
  const token = await coordinatorToken(server);
  const client = createClient({
    url: `${server.origin.replace('http', 'ws')}/leicester/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${token}` },
    retryAttempts: 0,
    lazy: false,
    onNonLazyError: () => undefined,
  });
  const seen: Seen[] = [];
  let cursor = after;
  await new Promise<void>((resolve) => {
    client.on('connected', () => {
      resolve();
    });
  });
  client.subscribe<{ caseEvents: { __typename: string; id?: string; caseId?: string; cursor?: string } }>(
    {
      query: `subscription ($after: Cursor) { caseEvents(after: $after) { __typename
        ... on CaseEvent { id caseId cursor } ... on Heartbeat { cursor } } }`,
      variables: { after },
    },
    {
      next: ({ data }) => {
        const item = data?.caseEvents;
        if (item?.cursor !== undefined) cursor = item.cursor;
        if (item?.__typename === 'CaseEvent')
          seen.push({ id: item.id ?? '', caseId: item.caseId ?? '', cursor: item.cursor ?? '' });
      },
      error: () => undefined,
      complete: () => undefined,
    },
  );
  return { seen, cursor: () => cursor, client };
}

async function coordinatorToken({ origin }: ServerProcess): Promise<string> {
  const issuer = `${origin}/identity`;
  return (await signInAs({ issuer, subject: 'priya.coordinator', audience: apiAudience })).accessToken;
}

async function startCursor(server: ServerProcess): Promise<string> {
  const authorization = `Bearer ${await coordinatorToken(server)}`;
  const answer = await post(`${server.origin}/leicester/graphql`, {
    body: { query: '{ eventCursor }' },
    headers: { authorization },
  });
  return String(answer.data?.['eventCursor']);
}

/** References of every case that a coordinator can list. */
async function storedReferences(server: ServerProcess): Promise<Map<string, string>> {
  const authorization = `Bearer ${await coordinatorToken(server)}`;
  const references = new Map<string, string>();
  let after: string | null = null;
  do {
    const answer = await post(`${server.origin}/leicester/graphql`, {
      body: {
        query:
          'query ($after: String) { cases(first: 100, after: $after) { nodes { id reference } pageInfo { hasNextPage endCursor } } }',
        variables: { after },
      },
      headers: { authorization },
    });
    const page = answer.data?.['cases'] as {
      nodes: { id: string; reference: string }[];
      pageInfo: { hasNextPage: boolean; endCursor: string | null };
    };
    for (const { id, reference } of page.nodes) references.set(id, reference);
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after !== null);
  return references;
}

/** Applicants who apply one after the other until the server no longer answers; answers with what they were told. */
async function applicant(server: ServerProcess, name: string): Promise<{ told: string[]; refused: number }> {
  const told: string[] = [];
  for (let index = 0; ; index += 1) {
    const input = applicationOfThreeNights({
      clientKey: `${name}-${String(index)}-key`,
      incidents: [night(3), night(2), night(1)],
    });
    try {
      const answer = await post(`${server.origin}/leicester/graphql`, {
        body: { query: apply, variables: { input } },
      });
      const result = answer.data?.['applyForReview'] as { reference?: string } | undefined;
      if (result?.reference === undefined) return { told, refused: answer.status };
      told.push(result.reference);
    } catch {
      return { told, refused: 0 };
    }
  }
}

describe.each(['SIGTERM', 'SIGKILL'] as const)('a server that gets %s while people apply', (signal) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'concord-faults-'));
  const logger = createLogger({ logLevel: 'silent' });
  beforeAll(() => {
    chmodSync(dataDir, 0o755);
  });
  afterAll(async () => {
    await resetDatabase(dataDir, logger);
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('has stored every application that it answered, and a dashboard resumes without a gap', async () => {
    const first = await startServerProcess({ dataDir });
    const from = await startCursor(first);
    const watching = await dashboard(first, from);
    const applicants = Array.from({ length: 6 }, (_, index) =>
      applicant(first, `${signal}-${String(index)}`),
    );
    while (watching.seen.length < 25) await new Promise((resume) => setTimeout(resume, 5));
    const ended = await first.end(signal);
    expect(ended).toBe(signal === 'SIGTERM' ? 0 : 'SIGKILL');
    const told = (await Promise.all(applicants)).flatMap((each) => each.told);
    expect(told.length).toBeGreaterThan(20);
    await watching.client.dispose();

    const second = await startServerProcess({ dataDir });
    const stored = await storedReferences(second);
    expect(told.filter((reference) => ![...stored.values()].includes(reference))).toEqual([]);

    const resumed = await dashboard(second, watching.cursor());
    const { reference } = await applyOnce(second);
    const isDone = async () =>
      (await storedReferences(second)).get(resumed.seen.at(-1)?.caseId ?? '') === reference;
    while (!(await isDone())) await new Promise((resume) => setTimeout(resume, 20));
    await resumed.client.dispose();
    const all = [...watching.seen, ...resumed.seen];
    expect(new Set(all.map((event) => event.id)).size).toBe(all.length);
    expect(new Set(all.map((event) => event.caseId))).toEqual(
      new Set([...stored.keys(), resumed.seen.at(-1)?.caseId]),
    );
    expect(await second.end('SIGTERM')).toBe(0);
  }, 120_000);
});

async function applyOnce(server: ServerProcess): Promise<{ reference: string }> {
  const input = applicationOfThreeNights({ incidents: [night(1)] });
  const answer = await post(`${server.origin}/leicester/graphql`, {
    body: { query: apply, variables: { input } },
  });
  return answer.data?.['applyForReview'] as { reference: string };
}

describe('a server that cannot start', () => {
  it('names the setting that is wrong, and exits 1', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'concord-faults-'));
    await expect(startServerProcess({ dataDir, env: { PORT: 'seventy' } })).rejects.toThrow(/PORT/);
    await expect(
      startServerProcess({ dataDir, env: { CONCORD_NOW: '2026-01-01T00:00:00Z', NODE_ENV: 'production' } }),
    ).rejects.toThrow(/CONCORD_NOW/);
    rmSync(dataDir, { recursive: true, force: true });
  });
});

describe('npm start', () => {
  it('hands SIGTERM on to the server, which stops in order', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'concord-faults-'));
    chmodSync(dataDir, 0o755);
    const started = await startServerProcess({ dataDir, through: 'npm' });
    expect((await fetch(`${started.origin}/ready`)).status).toBe(200);
    await started.end('SIGTERM');
    await expect(fetch(`${started.origin}/live`)).rejects.toThrow();
    expect(started.log()).toContain('the embedded database was stopped');
    await resetDatabase(dataDir, createLogger({ logLevel: 'silent' }));
    rmSync(dataDir, { recursive: true, force: true });
  }, 60_000);
});
