import { createBoundedAdapter } from '#identity/development/bounded-adapter.js';

describe('the bounded adapter', () => {
  let now = 0;
  const make = (capacity: number) => createBoundedAdapter({ capacity, now: () => now });

  beforeEach(() => {
    now = 1_000;
  });

  it('keeps an entry until its time is over', async () => {
    const sessions = make(10)('Session');
    await sessions.upsert('a', { uid: 'u' }, 60);
    now += 59_999;
    await expect(sessions.find('a')).resolves.toEqual({ uid: 'u' });
    await expect(sessions.findByUid('u')).resolves.toEqual({ uid: 'u' });
    now += 1;
    await expect(sessions.find('a')).resolves.toBeUndefined();
    await expect(sessions.findByUid('u')).resolves.toBeUndefined();
  });

  it('keeps no more than its capacity over all kinds, and lets the oldest go first', async () => {
    const factory = make(2);
    const [sessions, interactions] = [factory('Session'), factory('Interaction')];
    await sessions.upsert('old', {}, 60);
    await interactions.upsert('middle', {}, 60);
    await sessions.upsert('old', { uid: 'renewed' }, 60);
    await interactions.upsert('new', {}, 60);
    await expect(interactions.find('middle')).resolves.toBeUndefined();
    await expect(sessions.find('old')).resolves.toEqual({ uid: 'renewed' });
    await expect(interactions.find('new')).resolves.toEqual({});
  });

  it('keeps kinds apart', async () => {
    const factory = make(10);
    await factory('Session').upsert('same', { uid: 'session' }, 60);
    await expect(factory('Interaction').find('same')).resolves.toBeUndefined();
    await expect(factory('Interaction').findByUid('session')).resolves.toBeUndefined();
  });

  it('marks a code as used, forgets what is destroyed, and revokes what one grant gave', async () => {
    const codes = make(10)('AuthorizationCode');
    await codes.upsert('a', { grantId: 'g' }, 60);
    await codes.upsert('b', { grantId: 'g' }, 60);
    await codes.upsert('c', { grantId: 'other' }, 60);
    await codes.consume('a');
    await expect(codes.find('a')).resolves.toHaveProperty('consumed');
    await codes.destroy('a');
    await expect(codes.find('a')).resolves.toBeUndefined();
    await codes.revokeByGrantId('g');
    await expect(codes.find('b')).resolves.toBeUndefined();
    await expect(codes.find('c')).resolves.toEqual({ grantId: 'other' });
  });
});
