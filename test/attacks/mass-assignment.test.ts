import {
  GraphQLInputObjectType,
  GraphQLList,
  GraphQLNonNull,
  isInputObjectType,
  type GraphQLInputType,
  type GraphQLSchema,
} from 'graphql';
import { buildSchema } from '#graphql/build-schema.js';
import { operations } from '../access/operations.js';
import { startTwoPartnerships, type TwoPartnerships, type Who } from '../access/two-partnerships.js';
import { LiveSocket, addressOf } from '../live/live-client.js';
import { post } from '../support/running-app.js';
import { errorsOf, follow } from './two-entrances.js';

/** An input object somewhere in the variables of an operation, such as `input.incidents[].complaints[]`. */
interface Place {
  readonly operation: string;
  readonly path: string;
  readonly type: GraphQLInputObjectType;
}

/** What rows have and no client may set. */
const keys = [
  'tenantId',
  'tenant_id',
  'partnership',
  'partnershipId',
  'agencyId',
  'userId',
  'membershipId',
  'roles',
  'id',
  'status',
  'stage',
  'version',
  'caseVersion',
  'createdAt',
  'receivedAt',
  'decidedBy',
  'background',
  'matchedAt',
  'isApplicant',
  '__typename',
  '__proto__',
  'constructor',
  'prototype',
  'toString',
] as const;

function listPlaces(schema: GraphQLSchema): Place[] {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  return roots.flatMap((root) =>
    Object.values(root?.getFields() ?? {}).flatMap((field) =>
      field.args.flatMap((arg) =>
        objectsIn(arg.type, arg.name).map((place) => ({
          ...place,
          operation: `${root?.name ?? ''}.${field.name}`,
        })),
      ),
    ),
  );
}

function objectsIn(type: GraphQLInputType, path: string): Omit<Place, 'operation'>[] {
  if (type instanceof GraphQLNonNull) return objectsIn(type.ofType, path);
  if (type instanceof GraphQLList) return objectsIn(type.ofType, `${path}[]`);
  if (!(type instanceof GraphQLInputObjectType)) return [];
  const inner = Object.values(type.getFields()).flatMap((field) =>
    objectsIn(field.type, `${path}.${field.name}`),
  );
  return [{ path, type }, ...inner];
}

/** A copy with one more key in the object at the place; what is missing on the way there is made. */
function withKey(variables: object, path: string, key: string): Record<string, unknown> {
  const copy = structuredClone(variables) as Record<string, unknown>;
  let place = copy;
  for (const step of path.split('.')) {
    const name = step.replace(/(\[\])+$/, '');
    const empty = name === step ? {} : [{}];
    const found = place[name] ?? empty;
    const isEmpty = Array.isArray(found) && found.length === 0;
    place[name] = isEmpty ? empty : found;
    place = (Array.isArray(place[name]) ? place[name][0] : place[name]) as Record<string, unknown>;
  }
  // By assignment "__proto__" would not become a key.
  Object.defineProperty(place, key, { value: 'x', enumerable: true });
  return copy;
}

const schema = await buildSchema();
const places = listPlaces(schema);
const officers = new Set(['Mutation.recordReport', 'Mutation.linkReport', 'Mutation.respondToRequest']);

/** Whom they change, and into what, is what these are for. */
const ofMembers: ReadonlySet<string> = new Set([
  'InviteMemberInput.roles',
  'EndMembershipInput.membershipId',
  'ChangeMemberRolesInput.membershipId',
  'ChangeMemberRolesInput.rolesBefore',
  'ChangeMemberRolesInput.roles',
  'LeavePartnershipInput.membershipId',
  'DeclareConflictInput.membershipId',
]);

describe('a key that an input object does not have', () => {
  let world: TwoPartnerships;

  beforeAll(async () => {
    world = await startTwoPartnerships();
  });
  afterAll(() => world.stop());

  function variablesOf({ operation }: Place): Record<string, unknown> {
    const who: Who = officers.has(operation) ? 'officer_of_asked_agency' : 'coordinator';
    const found = operations[operation];
    if (!found) throw new Error(`${operation} has no document.`);
    return found.variables({ of: world.leicester, who, version: 1 });
  }

  const personOf = ({ operation }: Place) =>
    String(world.leicester.people[officers.has(operation) ? 'officer_of_asked_agency' : 'coordinator']);

  it('X10 is tried in every input object that a document can send', () => {
    const ofSchema = Object.values(schema.getTypeMap()).filter(isInputObjectType);
    expect(new Set(places.map(({ type }) => type.name))).toEqual(new Set(ofSchema.map(({ name }) => name)));
    expect(places.length).toBeGreaterThanOrEqual(18);
  });

  it('X10 is no key of any of them: none says whose a row is, who acts or what stage it is in', () => {
    const fields = Object.values(schema.getTypeMap())
      .filter(isInputObjectType)
      .flatMap((type) => Object.keys(type.getFields()).map((field) => `${type.name}.${field}`));
    expect(
      fields
        .filter((field) =>
          /\.(?:.*)(?:tenant|partnership|role|status|stage|user|membership|createdAt)/i.test(field),
        )
        .filter((field) => !ofMembers.has(field)),
    ).toEqual([]);
  });

  it.each(
    places
      .filter(({ operation }) => !operation.startsWith('Subscription.'))
      .map((place) => [place.operation, place.path, place] as const),
  )('X10 is refused by %s at %s', async (_operation, _path, place) => {
    const token = await world.app.token(personOf(place));
    for (const key of keys.filter((each) => !Object.hasOwn(place.type.getFields(), each))) {
      const variables = withKey(variablesOf(place), place.path, key);
      const { status, data, errors } = await post(`${world.app.origin}/leicester/graphql`, {
        body: { query: operations[place.operation]?.document, variables },
        headers: { authorization: `Bearer ${token}` },
      });
      expect([key, status, data]).toEqual([key, 400, undefined]);
      expect(errors?.map(({ extensions }) => extensions['code'])).toContain('BAD_USER_INPUT');
      expect(errors?.map(({ message }) => message).join()).toContain(`Field "${key}" is not defined`);
    }
  });

  it('X10 is refused as a literal of the document, too', async () => {
    for (const name of Object.keys(schema.getMutationType()?.getFields() ?? {})) {
      const query = `mutation { ${name}(input: { tenantId: "x" }) { __typename } }`;
      const { status, data } = await world.app.ask('leicester', query, { as: 'priya.coordinator' });
      expect([name, status, data]).toEqual([name, 400, undefined]);
    }
  });

  it('X10 is refused by a subscription', async () => {
    const socket = await LiveSocket.open(addressOf(world.app, 'leicester'));
    await socket.signIn(await world.app.token('priya.coordinator'));
    const { document = '' } = operations['Subscription.caseEvents'] ?? {};
    for (const key of keys) {
      const frame = await follow(socket, key, { query: document, variables: withKey({}, 'filter', key) });
      const [error] = errorsOf(frame);
      expect([key, error?.extensions['code']]).toEqual([key, 'BAD_USER_INPUT']);
      expect(error?.message).toContain(`Field "${key}" is not defined`);
    }
    await socket.close();
  });
});
