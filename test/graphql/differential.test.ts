import {
  execute,
  getOperationAST,
  GraphQLError,
  parse,
  validate,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
} from 'graphql';
import type { DataSource } from 'typeorm';
import type { Principal } from '#casework/principal.js';
import { listAskedFields } from '#graphql/asked-fields.js';
import { buildSchema } from '#graphql/build-schema.js';
import type { OperationContext } from '#graphql/context.js';
import { Executor } from '#graphql/execute.js';
import { createLoaders } from '#graphql/loaders.js';
import { presentError } from '#graphql/present-error.js';
import { createCasework, ids } from '#main/wiring.js';
import { createDataSource } from '#persistence/data-source.js';
import { Directory } from '#persistence/directory.js';
import { KeptDirectories } from '#persistence/kept-directories.js';
import { ReadSession } from '#persistence/read-session.js';
import { readsOver } from '#persistence/reads.js';
import { createLogger } from '#platform/logger.js';
import { tenantsFolder } from '#main/prepare.js';
import { readTenants } from '#tenancy/read-tenants.js';
import { startTwoPartnerships, type TwoPartnerships } from '../access/two-partnerships.js';
import { queryDocuments, refusedVariables, type QueryDocument } from './query-documents.js';

const logger = createLogger({ logLevel: 'silent' });

/*
 * The compiled executor is another implementation of GraphQL than the reference one. Every document runs through both,
 * on the same data and for the same person, and the answers must be the same to the byte, errors included.
 */
describe('the compiled executor answers as graphql-js does', () => {
  let world: TwoPartnerships;
  let schema: GraphQLSchema;
  let executor: Executor;
  let source: DataSource;

  beforeAll(async () => {
    world = await startTwoPartnerships();
    schema = await buildSchema();
    executor = new Executor(schema);
    source = await createDataSource({
      url: world.app.database.appUrl,
      applicationName: 'differential',
    }).initialize();
  });
  afterAll(async () => {
    await source.destroy();
    await world.stop();
  });

  async function principalOf(as: string | undefined): Promise<Principal> {
    const directory = new Directory(source);
    const tenantId = (await directory.findPartnership('leicester'))?.tenantId ?? '';
    if (as === undefined) return { kind: 'public', tenantId };
    const issuer = `${world.app.origin}/identity`;
    const {
      memberships: [member],
    } = await directory.findMemberships('leicester', { issuer, subject: as });
    if (!member) throw new Error(`${as} is no member.`);
    return member;
  }

  /** Reads of its own for every run; cursors without their random part, so that answers can be compared. */
  async function openContext(
    as: string | undefined,
    document: DocumentNode,
  ): Promise<{ context: OperationContext; session: ReadSession }> {
    const { clock, secretKey } = world.app;
    const session = new ReadSession(await principalOf(as), {
      dataSource: source,
      clock,
      ids,
      directories: new KeptDirectories(),
    });
    const asked = listAskedFields(schema, document);
    const reads = readsOver(session);
    const { holidays } = readTenants(tenantsFolder);
    const context: OperationContext = {
      principal: session.principal,
      correlationId: 'same',
      reads,
      loaders: createLoaders({ reads, asked }),
      asked,
      casework: createCasework({ dataSource: source, clock, holidays, secretKey }),
      cursors: { seal: (position) => `at ${String(position)}`, open: () => undefined },
    };
    return { context, session };
  }

  function operationOf({ source: text, variables, operationName }: QueryDocument) {
    const document = parse(text);
    expect(validate(schema, document)).toEqual([]);
    const operation = getOperationAST(document, operationName);
    if (!operation) throw new Error('The document has no such operation.');
    const { reference, secret, ids: nodes } = world.leicester;
    const wanted = (operation.variableDefinitions ?? []).map(({ variable }) => variable.name.value);
    const known: Record<string, unknown> = { reference, secret, case: nodes.Case };
    const filled = Object.fromEntries(
      wanted.filter((name) => name in known).map((name) => [name, known[name]]),
    );
    return { source: text, document, operation, variables: { ...filled, ...variables } };
  }

  async function compiled(document: QueryDocument): Promise<string> {
    const operation = operationOf(document);
    const { context, session } = await openContext(document.as, operation.document);
    return canonical(await executor.execute(operation, context, session));
  }

  async function interpreted(document: QueryDocument): Promise<string> {
    const { document: parsed, variables, operation } = operationOf(document);
    const { context, session } = await openContext(document.as, parsed);
    const result = await execute({
      schema,
      document: parsed,
      contextValue: context,
      variableValues: variables,
      operationName: operation.name?.value,
    });
    await session.finish();
    return canonical(result);
  }

  /** As the server would send it. The order of errors is nobody's promise. */
  function canonical({ data, errors }: ExecutionResult): string {
    const presented = errors?.map((error: GraphQLError) =>
      presentError(error, { correlationId: 'same', logger }),
    );
    const told = presented?.map(({ message, path, extensions }) =>
      JSON.stringify({ message, path, extensions }),
    );
    return JSON.stringify({ data: data ?? null, errors: told?.sort() });
  }

  it('over at least thirty documents', () => {
    expect(queryDocuments.length).toBeGreaterThanOrEqual(30);
    expect(new Set(queryDocuments.map(({ name }) => name)).size).toBe(queryDocuments.length);
  });

  it.each(queryDocuments.map((document) => [document.name, document] as const))('%s', async (_, document) => {
    const expected = await interpreted(document);
    expect(await compiled(document)).toBe(expected);
    // The second time it comes from the store of compiled documents.
    expect(await compiled(document)).toBe(expected);
  });

  it.each(refusedVariables.map((document) => [document.name, document] as const))(
    'and refuses %s under the same code, naming it',
    async (_, document) => {
      const answers = [await interpreted(document), await compiled(document)];
      for (const answer of answers) {
        expect(answer).toContain('"data":null');
        expect(answer).toContain('BAD_USER_INPUT');
        expect(answer).toMatch(/\$(?:first|stage|after)/);
      }
    },
  );

  it('does not mix up documents that differ in nothing but the name of the operation', async () => {
    const text = 'query a { partnership { slug } } query b { partnership { name } }';
    const answers = [];
    for (const operationName of ['a', 'b', 'a'])
      answers.push(await compiled({ name: operationName, source: text, operationName }));
    expect(answers[0]).toBe(answers[2]);
    expect(answers[0]).not.toBe(answers[1]);
  });
});
