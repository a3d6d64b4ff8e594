import type pg from 'pg';
import type { Member, Principal } from '#casework/principal.js';
import { createDataSource } from '#persistence/data-source.js';
import { Directory } from '#persistence/directory.js';
import { openingStatements } from '#persistence/session.js';
import { connect } from '../persistence/isolation/tables.js';
import type { TestApp } from '../support/running-app.js';

/** The uuid in an opaque id. */
export function uuidOf(opaque: string): string {
  return Buffer.from(opaque, 'base64url').toString().split(':')[1] ?? '';
}

/** Demo people of Leicester as the database knows them. */
export async function membersOf(
  app: TestApp,
  subjects: readonly string[],
): Promise<Readonly<Record<string, Member>>> {
  const source = createDataSource({ url: app.database.appUrl, applicationName: 'concord test' });
  await source.initialize();
  try {
    const directory = new Directory(source);
    const found: Record<string, Member> = {};
    for (const subject of subjects) {
      const issuer = `${app.origin}/identity`;
      const { memberships } = await directory.findMemberships('leicester', { issuer, subject });
      const [member] = memberships;
      if (!member) throw new Error(`${subject} is nobody in Leicester.`);
      found[subject] = member;
    }
    return found;
  } finally {
    await source.destroy();
  }
}

/** A connection as the role under which the server runs. */
export function connectAsApp(app: TestApp): Promise<pg.Client> {
  return connect(app.database.appUrl);
}

/** Opens a transaction for a principal as the server does, at the moment that its clock shows. */
export async function begin(app: TestApp, client: pg.Client, principal: Principal): Promise<void> {
  await client.query(openingStatements(principal, 'READ COMMITTED', app.clock.now()));
}

/** Works for a principal and takes everything back. */
export async function as<T>(
  app: TestApp,
  client: pg.Client,
  { principal, work }: { principal: Principal; work: () => Promise<T> },
): Promise<T> {
  await begin(app, client, principal);
  try {
    return await work();
  } finally {
    await client.query('rollback');
  }
}
