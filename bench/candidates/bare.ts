import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import type { Member } from '#casework/principal.js';
import { openingStatements } from '#persistence/session.js';
import { bareStatement } from './bare-statement.js';
import { serveCandidate } from './serve-candidate.js';

const fromTop = { name: 'page', text: bareStatement(false) };
const fromPlace = { name: 'page after', text: bareStatement(true) };

interface Asked {
  readonly first: number;
  readonly after?: string;
}

async function answer(pool: pg.Pool, member: Member, { first, after }: Asked): Promise<string> {
  const client = await pool.connect();
  let failed = true;
  try {
    await client.query(openingStatements(member, 'REPEATABLE READ'));
    const values: unknown[] = [member.tenantId, first];
    if (after !== undefined) values.push(...Buffer.from(after, 'base64url').toString('latin1').split(' '));
    const { rows } = await client.query<{ page: string }>({
      ...(after === undefined ? fromTop : fromPlace),
      values,
    });
    await client.query('COMMIT');
    failed = false;
    return rows[0]?.page ?? '';
  } finally {
    client.release(failed);
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}

/** (b) The least that could answer the page: one statement, no sign-in, no GraphQL, no limits, no audit. */
serveCandidate(async ({ appUrl, poolSize, members }) => {
  const pool = new pg.Pool({ connectionString: appUrl, max: poolSize, application_name: 'bench bare' });
  const server = createServer((request, response) => {
    const member = members[Number(request.headers['bench-member'])];
    bodyOf(request)
      .then((body) => {
        if (!member) throw new Error('Nobody asks.');
        return answer(pool, member, JSON.parse(body) as Asked);
      })
      .then(
        (page) => {
          response.setHeader('content-type', 'application/json; charset=utf-8');
          response.setHeader('content-length', Buffer.byteLength(page));
          response.end(page);
        },
        (error: unknown) => {
          response.writeHead(500).end(String(error));
        },
      );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await pool.end();
    },
  };
});
