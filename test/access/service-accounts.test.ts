import { listScopesOfFile, registerAccount } from '../support/service-account.js';
import { actor } from '../support/journey.js';
import { post } from '../support/running-app.js';
import { addressOf, caseEvents, codesOf, LiveSocket } from '../live/live-client.js';
import { outcomeOf, readMatrix } from './access-matrix.js';
import { withoutCorrelation } from './answers-seen.js';
import { operations } from './operations.js';
import { startBeside, startOutsideIssuer, trustIssuer, type OutsideIssuer } from './outside-issuer.js';
import { startTwoPartnerships, type TwoPartnerships } from './two-partnerships.js';

/*
 * A program of the asked agency with every scope that roles.yaml has, at every operation of the schema: it is let in where
 * the matrix says so, and refused everywhere else, by its permissions and not by what a member may.
 */

let world: TwoPartnerships;
let issuer: OutsideIssuer;
let beside: Awaited<ReturnType<typeof startBeside>>;

beforeAll(async () => {
  world = await startTwoPartnerships();
  const { app, leicester } = world;
  issuer = await startOutsideIssuer(() => app.clock.now());
  for (const { slug } of [leicester, world.northYorkshire])
    await trustIssuer(app, issuer.issuer, { partnership: slug });
  beside = await startBeside(app, { production: false });
  await registerAccount(actor(app, leicester.slug, leicester.people.administrator), {
    agencyId: leicester.ids.Agency,
    issuer: issuer.issuer,
    subject: 'everything',
    scopes: listScopesOfFile(),
  });
}, 60_000);
afterAll(async () => {
  await beside.stop();
  await issuer.stop();
  await world.stop();
});

async function ask(operation: string, of: 'leicester' | 'northYorkshire' = 'leicester') {
  const found = operations[operation];
  if (!found) throw new Error(`${operation} has no document.`);
  const { slug } = world[of];
  return post(`${beside.origin}/${slug}/graphql`, {
    body: {
      query: found.document,
      variables: found.variables({ of: world[of], who: 'officer_of_asked_agency', version: 0 }),
    },
    headers: { authorization: `Bearer ${await issuer.token('everything')}` },
  });
}

const matrix = readMatrix().filter(({ operation }) => !operation.startsWith('Subscription.'));

describe('a program with every scope', () => {
  it.each(matrix.map(({ operation, expected }) => [operation, expected.service_account] as const))(
    'is answered by %s: %s',
    async (operation, expected) => {
      expect(outcomeOf(await ask(operation))).toBe(expected);
    },
  );

  it.each(matrix.map(({ operation }) => operation))('finds no other partnership by %s', async (operation) => {
    expect(outcomeOf(await ask(operation, 'northYorkshire'))).toBe('NOT_FOUND');
  });

  it('is told of another partnership what is told of one that does not exist', async () => {
    const { document } = operations['Query.partnership'] ?? { document: '' };
    const unknown = await world.app.ask('nowhere', document);
    const other = await ask('Query.partnership', 'northYorkshire');
    expect(withoutCorrelation(other)).toBe(withoutCorrelation(unknown));
  });

  it('follows cases, as one of its scopes says', async () => {
    const socket = await LiveSocket.open(addressOf(beside, world.leicester.slug));
    await socket.signIn(await issuer.token('everything'));
    socket.subscribe('events', caseEvents, {});
    expect(codesOf(await socket.next())).toEqual([]);
    socket.cut();
  });

  it('follows no cases with a token that names the others', async () => {
    const socket = await LiveSocket.open(addressOf(beside, world.leicester.slug));
    await socket.signIn(await issuer.token('everything', { scope: 'record_reports answer_requests' }));
    socket.subscribe('events', caseEvents, {});
    expect(codesOf(await socket.next())).toEqual(['FORBIDDEN']);
    socket.cut();
  });
});
