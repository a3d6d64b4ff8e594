import { Guard } from '#graphql/guard/guard.js';
import { buildMeSchema } from '#graphql/me/me-schema.js';
import { readMyWork, type MeContext } from '#graphql/me/read-my-work.js';
import type { Member } from '#casework/principal.js';
import { newId } from '#platform/ids.js';
import { defaultLimits } from '#platform/limits.js';
import { createMetrics } from '#platform/metrics.js';

const member = (): Member => ({
  kind: 'member',
  tenantId: newId(),
  userId: newId(),
  membershipId: newId(),
  displayName: 'Sam Sample',
  roles: [],
  permissions: [],
});
const placeOf = (slug: string, ...memberships: Member[]) => ({ slug, name: slug, memberships });
const guard = new Guard({
  schema: buildMeSchema(),
  limits: defaultLimits,
  metrics: createMetrics({ processMetrics: false }),
  production: true,
});

function contextOf(places: MeContext['places'], listWork: MeContext['listWork']): MeContext {
  return {
    ...{
      places,
      listWork,
      guard,
      address: '127.0.0.1',
      correlationId: 'x',
      origin: 'http://here',
      eachMs: 50,
    },
    codeOf: (error) => (error instanceof Error ? error.message : ''),
  };
}

describe('work of many partnerships', () => {
  it('is asked of each under its own membership alone, two memberships of one apart', async () => {
    const [one, two, elsewhere] = [member(), member(), member()];
    const asked: string[] = [];
    const places = [placeOf('a', one, two), placeOf('b', elsewhere)];
    await readMyWork(
      10,
      contextOf(places, ({ tenantId, membershipId }) => {
        asked.push(`${tenantId} ${membershipId}`);
        return Promise.resolve({ items: [], hasMore: false });
      }),
    );
    expect(asked.sort()).toEqual(
      [one, two, elsewhere].map((each) => `${each.tenantId} ${each.membershipId}`).sort(),
    );
  });

  it('names a partnership that fails and one that does not answer in time, and answers for the rest', async () => {
    const [fails, hangs, works] = [member(), member(), member()];
    const item = {
      kind: 'CASE',
      caseId: newId(),
      reference: 'ABC-1234',
      what: 'ACKNOWLEDGE',
      dueOn: null,
    } as const;
    const places = [placeOf('a', fails), placeOf('b', hangs), placeOf('c', works)];
    const { items, partnerships, unanswered } = await readMyWork(
      10,
      contextOf(places, ({ tenantId }) => {
        if (tenantId === fails.tenantId) return Promise.reject(new Error('BROKEN'));
        if (tenantId === hangs.tenantId) return new Promise(() => undefined);
        return Promise.resolve({ items: [item], hasMore: false });
      }),
    );
    expect(items.map(({ reference }) => reference)).toEqual(['ABC-1234']);
    expect(partnerships.map(({ slug }) => slug)).toEqual(['c']);
    expect(unanswered.map(({ partnership }) => partnership.slug)).toEqual(['a', 'b']);
    expect(unanswered[0]?.code).toBe('BROKEN');
  });

  it('asks no more than four at a time', async () => {
    let running = 0;
    let most = 0;
    const places = Array.from({ length: 9 }, (_each, index) => placeOf(`p${String(index)}`, member()));
    await readMyWork(
      10,
      contextOf(places, async () => {
        running += 1;
        most = Math.max(most, running);
        await new Promise(setImmediate);
        running -= 1;
        return { items: [], hasMore: false };
      }),
    );
    expect(most).toBe(4);
  });
});
