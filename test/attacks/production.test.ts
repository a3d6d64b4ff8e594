import { getIntrospectionQuery } from 'graphql';
import {
  addMember,
  startBeside,
  startOutsideIssuer,
  trustIssuer,
  type OutsideIssuer,
} from '../access/outside-issuer.js';
import type { LiveSocket } from '../live/live-client.js';
import { startTestApp, type TestApp } from '../support/running-app.js';
import { ofHeartbeat, type Refusal } from './attack.js';
import { introspection, typos } from './documents/production.js';
import { ask, errorsOf, expectRefused, follow, openSocket } from './two-entrances.js';

const named = (refusal: Refusal) => [refusal.name, refusal] as const;

describe('a server in production', () => {
  let development: TestApp;
  let production: Awaited<ReturnType<typeof startBeside>> & Pick<TestApp, 'token'>;
  let issuer: OutsideIssuer;
  let socket: LiveSocket;

  beforeAll(async () => {
    development = await startTestApp();
    issuer = await startOutsideIssuer(() => development.clock.now());
    await trustIssuer(development, issuer.issuer, { partnership: 'leicester' });
    await addMember(development, issuer.issuer, {
      subject: 'outside',
      partnership: 'leicester',
      roles: ['coordinator'],
    });
    const beside = await startBeside(development, { production: true });
    production = { ...beside, token: () => issuer.token('outside') };
    socket = await openSocket(production);
  });
  afterAll(async () => {
    await socket.close();
    await production.stop();
    await issuer.stop();
    await development.stop();
  });

  it.each([...introspection, ...typos].map(named))(
    'refuses without a word of what there is: %s',
    async (_name, refusal) => {
      for (const as of [undefined, 'outside']) {
        const { status, errors, data } = await ask(production, refusal, as);
        expectRefused(errors, refusal);
        expect([status, data]).toEqual([400, undefined]);
        expect(JSON.stringify(errors)).not.toMatch(/did you mean/i);
      }
    },
  );

  it.each([...introspection, ...typos].map(named))(
    'runs over a WebSocket none of it: %s',
    async (name, refusal) => {
      const errors = errorsOf(await follow(socket, name, refusal));
      expectRefused(errors, { code: 'OPERATION_NOT_ALLOWED' });
      expect(JSON.stringify(errors)).not.toMatch(/did you mean/i);
    },
  );

  it.each([
    ['G9 a field', ofHeartbeat('cursorr'), 'GRAPHQL_VALIDATION_FAILED'],
    [
      'G9 a type',
      { query: 'subscription { caseEvents { ... on Heartbeet { cursor } } }' },
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'G9 the root field',
      { query: 'subscription { caseEvent { __typename } }' },
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'G9 an argument',
      { query: 'subscription { caseEvents(filtr: {}) { __typename } }' },
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'G9 an input field of a variable',
      {
        query: 'subscription ($filter: CaseEventFilter) { caseEvents(filter: $filter) { __typename } }',
        variables: { filter: { caseld: 'x' } },
      },
      'BAD_USER_INPUT',
    ],
  ])('suggests nothing for what is nearly right in a subscription: %s', async (name, document, code) => {
    const errors = errorsOf(await follow(socket, name, document));
    expectRefused(errors, { code });
    expect(JSON.stringify(errors)).not.toMatch(/did you mean/i);
  });

  it('runs what is right, over both entrances', async () => {
    const { status, data } = await ask(production, { query: '{ viewer { roles } }' }, 'outside');
    expect([status, data]).toEqual([200, { viewer: { roles: ['coordinator'] } }]);
    expect((await follow(socket, 'right', ofHeartbeat('cursor'))).type).toBe('next');
    socket.send({ id: 'right', type: 'complete' });
  });

  it('G8 shows its schema to tools in development, up to the depth that they ask for', async () => {
    const { status, data } = await ask(development, { query: getIntrospectionQuery() });
    expect([status, Object.keys(data ?? {})]).toEqual([200, ['__schema']]);
    const recursive = introspection.find(({ name }) => name === 'G8 introspection of types inside types');
    expectRefused((await ask(development, recursive ?? { query: '' })).errors, {
      code: 'GRAPHQL_VALIDATION_FAILED',
    });
  });

  it('G9 suggests the right word in development, so that its absence above means something', async () => {
    const { errors } = await ask(development, { query: '{ partnership { slugg } }' });
    expect(JSON.stringify(errors)).toMatch(/Did you mean \\"slug\\"/);
  });
});
