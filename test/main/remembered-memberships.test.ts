import type { Member } from '#casework/principal.js';
import type { SignInPorts } from '#casework/sign-in.js';
import { rememberMemberships } from '#main/remembered-memberships.js';

type Who = Readonly<Record<'slug' | 'issuer' | 'subject', string>>;

const tokenOf = (subject: Omit<Who, 'slug'>) => ({ ...subject, expiresAt: 0, amr: [], mails: {} });

/** The membership that the directory finds for somebody says who it was looked up for. */
const memberFor = (who: Who): Member => ({
  kind: 'member',
  tenantId: who.slug,
  userId: JSON.stringify(who),
  membershipId: 'membership',
  displayName: who.subject,
  roles: ['coordinator'],
  permissions: ['cases.lead'],
});

/** A directory that counts how often it is asked, and a clock. */
function setUp() {
  const asked: Who[] = [];
  const others: string[] = [];
  const time = { now: 0, trust: 'as it was' };
  const directory = { find: (who: Who): readonly Member[] => [memberFor(who)] };
  const ports: SignInPorts = {
    findPartnership: (slug) => {
      others.push(slug);
      return Promise.resolve(undefined);
    },
    listGapsBeforeGoLive: () => Promise.resolve([]),
    verifyToken: (token) => {
      others.push(token);
      return Promise.resolve(undefined);
    },
    findSession: (secret) => {
      others.push(secret);
      return Promise.resolve(undefined);
    },
    listMemberships: (slug, { issuer, subject }) => {
      asked.push({ slug, issuer, subject });
      return Promise.resolve(directory.find({ slug, issuer, subject }));
    },
  };
  const remembering = rememberMemberships(ports, { trust: () => time.trust, now: () => time.now });
  const ask = ({ slug, ...subject }: Who) => remembering.listMemberships(slug, tokenOf(subject));
  const forget = ({ slug, ...subject }: Who) => {
    remembering.forgetMemberships(slug, tokenOf(subject));
  };
  return { remembering, others, asked, time, directory, ask, forget };
}

const priya: Who = { slug: 'leicester', issuer: 'https://issuer.example', subject: 'priya' };
const fiveMinutes = 300_000;

describe('memberships that were found a moment ago', () => {
  it('are asked for once within five minutes, and again after them', async () => {
    const { ask, asked, time } = setUp();
    const first = await ask(priya);
    time.now = fiveMinutes - 1;
    expect(await ask(priya)).toBe(first);
    expect(asked).toEqual([priya]);
    time.now = fiveMinutes;
    expect(await ask(priya)).toEqual(first);
    expect(asked).toEqual([priya, priya]);
  });

  it('are asked for again once partnerships trust others, or with other things', async () => {
    const { ask, asked, time } = setUp();
    await ask(priya);
    time.trust = 'as it is now';
    await ask(priya);
    await ask(priya);
    expect(asked).toEqual([priya, priya]);
  });

  it('are asked for again once they were forgotten, and are then as they are now', async () => {
    const { ask, asked, forget, directory } = setUp();
    await ask(priya);
    directory.find = () => [];
    expect(await ask(priya)).toHaveLength(1);
    forget({ ...priya, subject: 'helen' });
    expect(await ask(priya)).toHaveLength(1);
    forget(priya);
    expect(await ask(priya)).toEqual([]);
    expect(asked).toEqual([priya, priya]);
  });

  it('are not remembered where there are none: the first is seen at once', async () => {
    const { ask, asked, directory } = setUp();
    directory.find = () => [];
    expect(await ask(priya)).toEqual([]);
    directory.find = (who) => [memberFor(who)];
    expect(await ask(priya)).toEqual([memberFor(priya)]);
    expect(asked).toHaveLength(2);
  });

  it('are not remembered where the directory cannot be asked', async () => {
    const { ask, directory } = setUp();
    const { find } = directory;
    directory.find = () => {
      throw new Error('gone');
    };
    await expect(Promise.resolve().then(() => ask(priya))).rejects.toThrow('gone');
    directory.find = find;
    expect(await ask(priya)).toHaveLength(1);
  });

  it('are those of one partnership, issuer and subject, whatever separators stand in these', async () => {
    const { ask, asked } = setUp();
    const parts = [
      'a',
      'b',
      'a,b',
      'a","b',
      '"',
      '\\',
      '\\"',
      '["a"]',
      'a b',
      'a|b',
      'a:b',
      '',
      '\u0000',
      'A',
    ];
    const everybody = parts.flatMap((slug) =>
      parts.flatMap((issuer) => parts.map((subject) => ({ slug, issuer, subject }))),
    );
    for (const who of everybody) expect(await ask(who)).toEqual([memberFor(who)]);
    expect(asked).toHaveLength(everybody.length);
    for (const who of everybody) expect(await ask(who)).toEqual([memberFor(who)]);
    expect(asked).toHaveLength(everybody.length);
  });

  it('are those of ten thousand people at most: who was asked for longest ago goes first', async () => {
    const { ask, asked } = setUp();
    const person = (count: number) => ({ ...priya, subject: `person ${String(count)}` });
    for (let count = 0; count <= 10_000; count += 1) await ask(person(count));
    expect(asked).toHaveLength(10_001);
    await ask(person(10_000));
    await ask(person(1));
    expect(asked).toHaveLength(10_001);
    await ask(person(0));
    expect(asked).toHaveLength(10_002);
  });

  it('leave no room to guesses: whoever is no member pushes nobody out', async () => {
    const { ask, asked, directory } = setUp();
    await ask(priya);
    directory.find = () => [];
    for (let count = 0; count < 10_001; count += 1) await ask({ ...priya, subject: String(count) });
    const before = asked.length;
    expect(await ask(priya)).toHaveLength(1);
    expect(asked).toHaveLength(before);
  });

  it('are all that is remembered: tokens and partnerships are asked for each time', async () => {
    const { remembering, others } = setUp();
    for (let time = 0; time < 2; time += 1) {
      await remembering.verifyToken('token');
      await remembering.findPartnership('leicester');
    }
    expect(others).toEqual(['token', 'leicester', 'token', 'leicester']);
  });
});
