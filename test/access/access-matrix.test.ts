import type { GraphQLSchema } from 'graphql';
import { getMetadataStorage } from 'type-graphql';
import { mayRun, type Access } from '#graphql/access.js';
import { buildSchema } from '#graphql/build-schema.js';
import { readRoles } from '#tenancy/read-roles.js';
import type { Answer } from '../support/running-app.js';
import { listOperations, outcomeOf, readMatrix, type AccessOutcome } from './access-matrix.js';
import { withoutCorrelation } from './answers-seen.js';
import { operations } from './operations.js';
import { startTwoPartnerships, everyone, type TwoPartnerships, type Who } from './two-partnerships.js';

const matrix = readMatrix();
const overHttp = matrix.filter(({ operation }) => !operation.startsWith('Subscription.'));

describe('the access matrix', () => {
  let schema: GraphQLSchema;

  beforeAll(async () => {
    schema = await buildSchema();
  });

  it('has one row for every operation of the schema, and no other', () => {
    expect(matrix.map((row) => row.operation).sort()).toEqual(listOperations(schema).sort());
  });

  it('is exercised with a document for every operation', () => {
    expect(Object.keys(operations).sort()).toEqual(listOperations(schema).sort());
  });

  it('is what the guard of every operation says of every role', () => {
    const { queries, mutations, subscriptions } = getMetadataStorage();
    const guards = new Map(
      [...queries, ...mutations, ...subscriptions].map((each) => [each.schemaName, each.roles as Access[]]),
    );
    for (const { operation, expected } of matrix)
      for (const who of ['public', ...Object.keys(roles)] as (keyof typeof roles | 'public')[]) {
        const guard = guards.get(operation.split('.')[1] ?? '') ?? [];
        const found = guarded(who, guard);
        // Whether the record is theirs to see is not for the guard to tell.
        const wanted = expected[who] === 'NOT_FOUND' ? 'ALLOWED' : expected[who];
        expect([operation, who, found]).toEqual([operation, who, wanted]);
      }
  });
});

const roles = {
  coordinator: 'coordinator',
  chair: 'chair',
  policing_body: 'policing_body',
  board_reader: 'board_reader',
  administrator: 'administrator',
  auditor: 'auditor',
  panel_member: 'panel_member',
  agency_manager: 'agency_manager',
  analyst: 'analyst',
  advocate: 'advocate',
  officer_of_asked_agency: 'agency_officer',
  officer_of_other_agency: 'agency_officer',
} as const satisfies Partial<Record<Who, string>>;

const permissionsOf = new Map(readRoles('tenants').map(({ name, permissions }) => [name, permissions]));

function guarded(who: keyof typeof roles | 'public', guard: Access[]): AccessOutcome {
  const tenantId = 'somewhere';
  if (who === 'public') return mayRun({ kind: 'public', tenantId }, guard) ? 'ALLOWED' : 'UNAUTHENTICATED';
  const member = { kind: 'member', tenantId, userId: '', membershipId: '', displayName: '' } as const;
  const role = roles[who];
  const permissions = permissionsOf.get(role) ?? [];
  return mayRun({ ...member, roles: [role], permissions }, guard) ? 'ALLOWED' : 'FORBIDDEN';
}

describe('the running server', () => {
  let world: TwoPartnerships;

  beforeAll(async () => {
    world = await startTwoPartnerships();
  });
  afterAll(() => world.stop());

  /** Case mutations are sent with a version that is always stale: who is let in reads so, and nothing changes. */
  async function ask(
    operation: string,
    who: Who,
    partnership: 'leicester' | 'northYorkshire',
  ): Promise<Answer> {
    const of = world[partnership];
    const found = operations[operation];
    if (!found) throw new Error(`${operation} has no document.`);
    const as = of.people[who];
    const variables = found.variables({ of, who, version: 0 });
    return world.app.ask(of.slug, found.document, { variables, ...(as !== undefined && { as }) });
  }

  describe.each(['leicester', 'northYorkshire'] as const)('in %s', (partnership) => {
    it.each(
      overHttp.flatMap(({ operation, expected }) =>
        everyone.map((who) => [operation, who, expected[who]] as const),
      ),
    )('%s answers %s: %s', async (operation, who, expected) => {
      expect(outcomeOf(await ask(operation, who, partnership))).toBe(expected);
    });

    it('lets in every officer of every asked agency, and shows the case to no other', async () => {
      const { slug, ids } = world[partnership];
      const officers =
        partnership === 'leicester'
          ? {
              asked: ['dev.council', 'callum.police', 'anna.police'],
              others: ['tomasz.sanctuary', 'yusuf.health'],
            }
          : { asked: ['bethan.council', 'ewan.police'], others: ['tomasz.sanctuary', 'lucy.beyond-housing'] };
      const read = async (as: string) =>
        (
          await world.app.ask(slug, 'query ($id: ID) { case(id: $id) { id } }', {
            as,
            variables: { id: ids.Case },
          })
        ).data?.['case'];
      for (const as of officers.asked) expect(await read(as)).toEqual({ id: ids.Case });
      for (const as of officers.others) expect(await read(as)).toBeNull();
    });

    it('answers a token without membership here byte for byte as a partnership that does not exist', async () => {
      const { document } = operations['Query.partnership'] ?? { document: '' };
      const unknown = await world.app.ask('nowhere', document);
      for (const who of ['member_elsewhere', 'no_membership'] as const)
        expect(withoutCorrelation(await ask('Query.partnership', who, partnership))).toBe(
          withoutCorrelation(unknown),
        );
    });

    it.each(everyone)('refuses a subscription over HTTP from %s', async (who) => {
      const answer = await ask('Subscription.caseEvents', who, partnership);
      if (who === 'member_elsewhere' || who === 'no_membership') expect(outcomeOf(answer)).toBe('NOT_FOUND');
      else {
        expect(answer.status).toBe(400);
        expect(answer.data ?? null).toBeNull();
        expect(answer.errors?.[0]?.extensions['code']).toBe('OPERATION_NOT_ALLOWED');
      }
    });
  });

  it('has said nothing of its inside or of the other partnership', () => {
    expect(world.seen.answers.length).toBeGreaterThan(300);
    expect(world.seen.listSlips(world.tables)).toEqual([]);
  });
});
