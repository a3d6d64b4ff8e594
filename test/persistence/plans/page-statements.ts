import { randomBytes } from 'node:crypto';
import { execute, parse } from 'graphql';
import { Temporal } from 'temporal-polyfill';
import type { Member } from '#casework/principal.js';
import { listAskedFields } from '#graphql/asked-fields.js';
import { buildSchema } from '#graphql/build-schema.js';
import { createLoaders } from '#graphql/loaders.js';
import type { OperationContext } from '#graphql/context.js';
import { tenantsFolder } from '#main/prepare.js';
import { createCasework, ids } from '#main/wiring.js';
import { createDataSource } from '#persistence/data-source.js';
import { KeptDirectories } from '#persistence/kept-directories.js';
import { ReadSession } from '#persistence/read-session.js';
import { readsOver } from '#persistence/reads.js';
import { fixedClock } from '#platform/clock.js';
import { readTenants } from '#tenancy/read-tenants.js';
import { pageDocument } from '../../../bench/page/page-document.js';
import type { ScratchDatabase } from '../../support/scratch-database.js';

/** A statement as a store sent it. */
export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** What the page was answered with, and every statement that it took. */
export interface PageRead {
  readonly statements: readonly Statement[];
  readonly cases: number;
  readonly reports: number;
  readonly endCursor: string;
}

/** Notes the statements that pass, from now on. */
function watch(session: ReadSession): readonly Statement[] {
  const statements: Statement[] = [];
  const { query } = session.sql;
  Object.assign(session.sql, {
    query: (text: string, values: readonly unknown[] = []) => {
      statements.push({ text, values });
      return query(text, values);
    },
  });
  return statements;
}

/** Reads the joint-case page as the server would for a member, newest cases first or after a cursor. */
export async function readPage(
  { appUrl }: ScratchDatabase,
  member: Member,
  after?: string,
): Promise<PageRead> {
  const clock = fixedClock(Temporal.Instant.from('2026-03-02T10:00:00Z'));
  const dataSource = await createDataSource({ url: appUrl, applicationName: 'plans' }).initialize();
  try {
    const session = new ReadSession(member, { dataSource, clock, ids, directories: new KeptDirectories() });
    const statements = watch(session);
    const reads = readsOver(session);
    const { holidays } = readTenants(tenantsFolder);
    const schema = await buildSchema();
    const document = parse(pageDocument);
    const asked = listAskedFields(schema, document);
    const contextValue: OperationContext = {
      principal: member,
      correlationId: 'a page',
      reads,
      loaders: createLoaders({ reads, asked }),
      asked,
      casework: createCasework({ dataSource, clock, holidays, secretKey: randomBytes(32) }),
      cursors: { seal: (position) => String(position), open: () => undefined },
    };
    const answer = await execute({
      schema,
      document,
      variableValues: { first: 50, ...(after !== undefined && { after }) },
      contextValue,
    });
    await session.abandon();
    if (answer.errors) throw new Error(`The page failed: ${answer.errors[0]?.message ?? ''}`);
    return { statements, ...counted(JSON.parse(JSON.stringify(answer.data)) as Answer) };
  } finally {
    await dataSource.destroy();
  }
}

interface Answer {
  readonly cases: {
    readonly nodes: readonly { readonly reports: readonly { readonly report: object | null }[] }[];
    readonly pageInfo: { readonly endCursor: string };
  };
}

function counted({ cases: { nodes, pageInfo } }: Answer): Omit<PageRead, 'statements'> {
  const reports = nodes.flatMap((node) => node.reports.filter(({ report }) => report !== null));
  return { cases: nodes.length, reports: reports.length, endCursor: pageInfo.endCursor };
}
