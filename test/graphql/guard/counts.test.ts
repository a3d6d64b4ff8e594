import type { Member, PublicVisitor } from '#casework/principal.js';
import { Allowance } from '#graphql/guard/allowance.js';
import type { Caller } from '#graphql/guard/caller.js';
import { addressFinder, householdOf } from '#graphql/guard/client-address.js';
import { LiveKeys } from '#graphql/guard/live-keys.js';
import { MessageRate } from '#graphql/guard/message-rate.js';
import { OperationSlots, type Slot } from '#graphql/guard/operation-slots.js';
import { Rates, type RateLimits } from '#graphql/guard/rates.js';
import { SocketSlots, type OpenSocket } from '#graphql/guard/socket-slots.js';

const member = (userId: string, tenantId = 'leicester'): Caller & { principal: Member } => ({
  principal: {
    kind: 'member',
    tenantId,
    userId,
    membershipId: userId,
    displayName: '',
    roles: [],
    permissions: [],
  },
  address: '192.0.2.1',
});
const visitor = (address: string, tenantId = 'leicester'): Caller & { principal: PublicVisitor } => ({
  principal: { kind: 'public', tenantId },
  address,
});

/** So slow that nothing comes back while a test runs. */
const still = 0.001;
const limits: RateLimits = {
  userRate: still,
  userBurst: 10,
  addressRate: still,
  addressBurst: 40,
  partnershipRate: still,
  partnershipBurst: 100,
  applicationsPerAddress: 3,
};

describe('an allowance', () => {
  it('gives what there is and no more, and takes nothing for what it refuses', async () => {
    const allowance = new Allowance({ atOnce: 10, perSecond: still });
    expect(await allowance.take('a', 8)).toBeUndefined();
    expect(await allowance.take('a', 3)).toBeGreaterThan(1_000_000);
    expect(await allowance.take('a', 2)).toBeUndefined();
    expect(await allowance.take('a', 1)).toBeDefined();
    expect(await allowance.take('b', 10)).toBeUndefined();
    await allowance.giveBack('a', 1);
    expect(await allowance.take('a', 1)).toBeUndefined();
  });

  it('comes back', async () => {
    const allowance = new Allowance({ atOnce: 1, perSecond: 1_000 });
    let refused = 0;
    for (let taken = 0; taken < 20;)
      if ((await allowance.take('a', 1)) === undefined) taken += 1;
      else {
        refused += 1;
        await new Promise(setImmediate);
      }
    expect(refused).toBeGreaterThan(0);
  });

  it('remembers so many names and no more, and those it knows as they are', () => {
    let at = 0;
    const keys = new LiveKeys({ atMost: 100, liveMs: 1_000, now: () => at });
    for (let index = 0; index < 100; index += 1) expect(keys.nameOf(String(index))).toBe(String(index));
    const others = new Set(
      Array.from({ length: 20_000 }, (_, index) => keys.nameOf(`more ${String(index)}`)),
    );
    expect(others.size).toBeLessThanOrEqual(1_000);
    expect(keys.nameOf('7')).toBe('7');
    at = 1_000;
    expect(keys.nameOf('more 1')).toBe('more 1');
  });
});

describe('the rates', () => {
  const refusedBy = async (answer: Promise<{ extensions: Record<string, unknown> } | undefined>) =>
    (await answer)?.extensions['limit'];

  it('hold a user, and nobody else', async () => {
    const rates = new Rates(limits);
    expect(await refusedBy(rates.charge(member('priya'), 10))).toBeUndefined();
    expect(await refusedBy(rates.charge(member('priya'), 1))).toBe('RATE_PER_USER');
    expect(await refusedBy(rates.charge(member('dev'), 1))).toBeUndefined();
    // The same person in another partnership, and the public behind the same address.
    expect(await refusedBy(rates.charge(member('priya', 'north-yorkshire'), 1))).toBeUndefined();
    expect(await refusedBy(rates.charge(visitor('192.0.2.1'), 1))).toBeUndefined();
  });

  it('hold the public of one address, and of no other', async () => {
    const rates = new Rates(limits);
    expect(await refusedBy(rates.charge(visitor('2001:db8::1'), 40))).toBeUndefined();
    expect(await refusedBy(rates.charge(visitor('2001:db8::2'), 1))).toBe('RATE_PER_ADDRESS');
    expect(await refusedBy(rates.charge(visitor('2001:db8:0:1::1'), 1))).toBeUndefined();
  });

  it('hold a partnership, and no other', async () => {
    const rates = new Rates(limits);
    for (let user = 0; user < 10; user += 1)
      expect(await refusedBy(rates.charge(member(String(user)), 10))).toBeUndefined();
    expect(await refusedBy(rates.charge(member('late'), 1))).toBe('RATE_PER_PARTNERSHIP');
    expect(await refusedBy(rates.charge(member('late', 'north-yorkshire'), 1))).toBeUndefined();
  });

  it('hold the public of a partnership, from however many addresses it asks, and no member', async () => {
    const rates = new Rates(limits);
    expect(await refusedBy(rates.charge(visitor('192.0.2.1'), 40))).toBeUndefined();
    expect(await refusedBy(rates.charge(visitor('192.0.2.2'), 10))).toBeUndefined();
    expect(await refusedBy(rates.charge(visitor('192.0.2.3'), 1))).toBe('RATE_PER_PARTNERSHIP');
    expect(await refusedBy(rates.charge(visitor('192.0.2.3', 'north-yorkshire'), 1))).toBeUndefined();
    for (let user = 0; user < 10; user += 1)
      expect(await refusedBy(rates.charge(member(String(user)), 10))).toBeUndefined();
  });

  it('take twenty points for a sign-in that fails', async () => {
    const rates = new Rates(limits);
    expect(await refusedBy(rates.chargeFailedSignIn('192.0.2.7'))).toBeUndefined();
    expect(await refusedBy(rates.chargeFailedSignIn('192.0.2.7'))).toBeUndefined();
    expect(await refusedBy(rates.chargeFailedSignIn('192.0.2.7'))).toBe('RATE_PER_ADDRESS');
    expect(await refusedBy(rates.charge(member('priya'), 1))).toBeUndefined();
  });

  it('leave applications their own, which nothing else uses up', async () => {
    const rates = new Rates(limits);
    const busy = visitor('192.0.2.9');
    await rates.charge(busy, 40);
    expect(await refusedBy(rates.charge(busy, 1))).toBe('RATE_PER_ADDRESS');
    for (let count = 0; count < 3; count += 1)
      expect(await refusedBy(rates.chargeApplication(busy))).toBeUndefined();
    expect(await refusedBy(rates.chargeApplication(busy))).toBe('APPLICATIONS_PER_ADDRESS');
    expect(await refusedBy(rates.chargeApplication(visitor('192.0.2.10')))).toBeUndefined();
  });

  it('say after how many whole seconds to try again', async () => {
    const rates = new Rates({ ...limits, userRate: 5 });
    await rates.charge(member('priya'), 10);
    const http = (await rates.charge(member('priya'), 1))?.extensions['http'] as {
      headers: Map<string, string>;
    };
    expect(['1', '2']).toContain(http.headers.get('retry-after'));
  });
});

describe('the places of operations', () => {
  const counts = { operationsPerUser: 2, operationsPerPartnership: 4, operationsPerProcess: 5 };
  const taken = (slots: OperationSlots, caller: Caller): Slot => {
    const slot = slots.take(caller);
    if (!('release' in slot)) throw slot;
    return slot;
  };
  const refusedBy = (slots: OperationSlots, caller: Caller) => {
    const slot = slots.take(caller);
    return 'release' in slot ? slot.crowded?.extensions['limit'] : slot.extensions['limit'];
  };

  it('are so many for a user, a partnership and the process', () => {
    const slots = new OperationSlots(counts);
    const first = taken(slots, member('a'));
    taken(slots, member('a'));
    expect(refusedBy(slots, member('a'))).toBe('OPERATIONS_PER_USER');
    taken(slots, member('b'));
    taken(slots, member('c'));
    expect(refusedBy(slots, member('d'))).toBe('OPERATIONS_PER_PARTNERSHIP');
    taken(slots, member('d', 'north-yorkshire'));
    expect(refusedBy(slots, member('e', 'north-yorkshire'))).toBe('OPERATIONS_PER_PROCESS');
    first.release();
    expect(refusedBy(slots, member('a'))).toBeUndefined();
  });

  it('are free again when the request is over and its work has ended, whichever comes last', async () => {
    const slots = new OperationSlots(counts);
    let end: (() => void) | undefined;
    const working = new Promise<void>((resolve) => (end = resolve));
    const abandoned = taken(slots, member('a'));
    const during = abandoned.during(working);
    abandoned.release();
    expect(slots.running).toBe(1);
    end?.();
    await during;
    expect(slots.running).toBe(0);
    const failed = taken(slots, member('a'));
    await expect(failed.during(Promise.reject(new Error('failed')))).rejects.toThrow('failed');
    expect(slots.running).toBe(1);
    failed.release();
    expect(slots.running).toBe(0);
  });

  it('are given back once, also when work begins after the request is over', async () => {
    const slots = new OperationSlots(counts);
    const late = taken(slots, member('a'));
    taken(slots, member('a'));
    late.release();
    await late.during(Promise.resolve());
    expect(slots.running).toBe(1);
    expect([refusedBy(slots, member('a')), refusedBy(slots, member('a'))]).toEqual([
      undefined,
      'OPERATIONS_PER_USER',
    ]);
  });

  it('leave room for applications where the public of an address has taken its own, and for members', () => {
    const slots = new OperationSlots({ ...counts, operationsPerPartnership: 8, operationsPerProcess: 20 });
    const [one, other] = [visitor('192.0.2.1'), visitor('192.0.2.2')];
    expect([refusedBy(slots, one), refusedBy(slots, one)]).toEqual([undefined, undefined]);
    expect(refusedBy(slots, one)).toBe('OPERATIONS_PER_USER');
    expect(refusedBy(slots, other)).toBeUndefined();
    expect(refusedBy(slots, other)).toBe('OPERATIONS_PER_PARTNERSHIP');
    for (const user of ['a', 'b', 'c', 'd']) expect(refusedBy(slots, member(user))).toBeUndefined();
  });
});

describe('the places of sockets', () => {
  const few = {
    socketsPerUser: 1,
    socketsPerPartnership: 2,
    socketsPerProcess: 2,
    socketsAwaitingPerAddress: 1,
  };
  const opened = (sockets: SocketSlots, address: string): OpenSocket => {
    const socket = sockets.take(address);
    if (typeof socket === 'string') throw new Error(socket);
    return socket;
  };

  it('are so many for a user, a partnership and the process', () => {
    const sockets = new SocketSlots(few);
    const free = sockets.takeFor(member('a').principal);
    if (typeof free === 'string') throw new Error(free);
    expect(sockets.takeFor(member('a').principal)).toBe('SOCKETS_PER_USER');
    expect(sockets.takeFor(member('b').principal)).toEqual(expect.any(Function));
    expect(sockets.takeFor(member('c').principal)).toBe('SOCKETS_PER_PARTNERSHIP');
    expect(sockets.takeFor(member('a', 'north-yorkshire').principal)).toEqual(expect.any(Function));
    free();
    expect(sockets.takeFor(member('a').principal)).toEqual(expect.any(Function));
    const [first] = [opened(sockets, '192.0.2.1'), opened(sockets, '192.0.2.2')];
    expect(sockets.take('192.0.2.3')).toBe('SOCKETS_PER_PROCESS');
    first.closed();
    first.closed();
    expect(sockets.open).toBe(1);
    opened(sockets, '192.0.2.3');
    expect(sockets.take('192.0.2.4')).toBe('SOCKETS_PER_PROCESS');
  });

  it('are so many for an address until somebody signs in, and given back once', () => {
    const sockets = new SocketSlots({ ...few, socketsPerProcess: 10 });
    const first = opened(sockets, '2001:db8::1');
    expect(sockets.take('2001:db8::2')).toBe('SOCKETS_AWAITING_PER_ADDRESS');
    opened(sockets, '192.0.2.2');
    first.seated();
    const second = opened(sockets, '2001:db8::2');
    // The place of the first was given back when somebody signed in on it.
    first.closed();
    expect(sockets.take('2001:db8::1')).toBe('SOCKETS_AWAITING_PER_ADDRESS');
    second.closed();
    opened(sockets, '2001:db8::1');
  });
});

describe('the rate of messages', () => {
  it('is so many in any ten seconds, not in each', () => {
    let at = 0;
    const rate = new MessageRate(3, () => at);
    const after = (ms: number) => {
      at += ms;
      return rate.take();
    };
    expect([after(0), after(4_000), after(5_000), after(999)]).toEqual([true, true, true, false]);
    expect([after(1), after(1), after(3_999)]).toEqual([true, false, true]);
  });
});

describe('the address of a client', () => {
  const from = (trusted: number | string[], remoteAddress: string, forwardedFor?: string) =>
    addressFinder(trusted)({ remoteAddress, forwardedFor });

  it.each<[string, number | string[], string, string | undefined, string]>([
    ['is the other end of the connection', 0, '192.0.2.1', undefined, '192.0.2.1'],
    ['is not what somebody says who is not trusted', 0, '192.0.2.1', '203.0.113.9', '192.0.2.1'],
    ['is what one proxy saw', 1, '10.0.0.1', '203.0.113.9', '203.0.113.9'],
    ['is not what the client told that proxy', 1, '10.0.0.1', '1.1.1.1, 203.0.113.9', '203.0.113.9'],
    ['is what two proxies saw', 2, '10.0.0.1', '203.0.113.9, 10.0.0.2', '203.0.113.9'],
    ['is the farthest where fewer proxies spoke', 2, '10.0.0.1', '203.0.113.9', '203.0.113.9'],
    ['is behind listed proxies', ['10.0.0.0/8', '::1'], '10.9.9.9', '203.0.113.9, 10.1.1.1', '203.0.113.9'],
    ['is not behind one that is not listed', ['10.0.0.0/8'], '192.0.2.1', '203.0.113.9', '192.0.2.1'],
    ['is of IPv4 where it is written as IPv6', ['10.0.0.1'], '::ffff:10.0.0.1', '203.0.113.9', '203.0.113.9'],
    ['is the proxy where it was told what is no address', 1, '10.0.0.1', 'unknown', '10.0.0.1'],
  ])('%s', (_, trusted, remote, forwarded, expected) => {
    expect(from(trusted, remote, forwarded)).toBe(expected);
  });

  it('counts with its neighbours of the same /64', () => {
    const same = [
      '2001:db8:1:2::1',
      '2001:DB8:1:2:ffff::',
      '2001:db8:1:2:3:4:5:6',
      '2001:0db8:0001:0002::9%eth0',
    ];
    expect(new Set(same.map(householdOf)).size).toBe(1);
    expect(householdOf('2001:db8:1:3::1')).not.toBe(householdOf('2001:db8:1:2::1'));
    expect(householdOf('::1')).toBe('0:0:0:0::/64');
    expect(householdOf('192.0.2.1')).toBe('192.0.2.1');
  });
});
