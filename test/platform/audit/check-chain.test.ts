import { createPublicKey, generateKeyPairSync, randomUUID } from 'node:crypto';
import { digestOf, linkOf, startOfChain } from '#platform/audit/audit-digest.js';
import { AuditKey, isSignedBy, readPublicKey } from '#platform/audit/audit-key.js';
import type { AuditLine, CheckpointLine } from '#platform/audit/audit-line.js';
import { ChainChecker, type ChainCheck } from '#platform/audit/check-chain.js';

const tenantId = randomUUID();
const key = new AuditKey(Buffer.alloc(32, 7));
const publicKey = createPublicKey(key.publicPem);

function entryOf(changes: Partial<AuditLine> = {}): AuditLine {
  return {
    line: 'entry',
    tenantId,
    id: randomUUID(),
    at: '2026-03-02T10:00:00.000000Z',
    actor: 'public',
    action: 'CASE_READ',
    kind: 'CONSULTATION',
    subjectType: 'CASE',
    subjectIds: [randomUUID()],
    fields: ['name', 'email'],
    correlationId: null,
    purpose: null,
    basis: [],
    salt: randomUUID(),
    sealNumber: null,
    sealHash: null,
    ...changes,
  };
}

/** A chain of as many entries, sealed as the database seals them. */
function chainOf(length: number): AuditLine[] {
  let hash = startOfChain;
  return Array.from({ length }, (_each, index) => {
    const entry = entryOf();
    hash = linkOf(hash, digestOf(entry));
    return { ...entry, sealNumber: index + 1, sealHash: hash };
  });
}

/** The same entries, all sealed anew: what somebody with the whole database could do. */
function resealed(entries: readonly AuditLine[]): AuditLine[] {
  let hash = startOfChain;
  return entries.map((entry, index) => {
    hash = linkOf(hash, digestOf(entry));
    return { ...entry, sealNumber: index + 1, sealHash: hash };
  });
}

const vouchFor = (entries: readonly AuditLine[], number = entries.length): CheckpointLine =>
  key.sign({
    tenantId,
    number,
    hash: entries[number - 1]?.sealHash ?? '',
    signedAt: '2026-03-02T10:15:00.000000Z',
  });

function check(entries: readonly AuditLine[], checkpoints: readonly CheckpointLine[] = []): ChainCheck {
  const checker = new ChainChecker({ key: publicKey, checkpoints });
  for (const entry of entries) checker.add(entry);
  return checker.result();
}

const at = (entries: readonly AuditLine[], index: number): AuditLine => {
  const entry = entries[index];
  if (!entry) throw new Error('The chain is longer.');
  return entry;
};

describe('an audit chain', () => {
  it('holds as it was sealed, with what waits for its seal counted apart', () => {
    const chain = chainOf(5);
    expect(check([...chain, entryOf()], [vouchFor(chain, 3), vouchFor(chain)])).toEqual({
      sealed: 5,
      unsealed: 1,
      vouchedFor: 5,
    });
    expect(check([])).toEqual({ sealed: 0, unsealed: 0, vouchedFor: 0 });
  });

  const changes: readonly [string, Partial<AuditLine>][] = [
    ['who', { actor: 'worker' }],
    ['when', { at: '2026-03-02T10:00:00.000001Z' }],
    ['which record', { subjectIds: [randomUUID()] }],
    ['a field less', { fields: ['name'] }],
    ['fields told apart differently', { fields: ['name,email'] }],
    ['a purpose that was not given', { purpose: '' }],
    ['the request', { correlationId: 'another' }],
    ['its salt', { salt: randomUUID() }],
  ];
  it.each(changes)('shows that %s was changed, at that entry', (_what, change) => {
    const chain = chainOf(4);
    const changed = chain.map((entry, index) => (index === 2 ? { ...entry, ...change } : entry));
    expect(check(changed).broken).toEqual({
      number: 3,
      entryId: chain[2]?.id,
      problem: 'is not as it was when it was sealed',
    });
  });

  it('shows an entry that was taken out, exchanged with another, or put in twice', () => {
    const chain = chainOf(4);
    const without = chain.filter((_entry, index) => index !== 1);
    expect(check(without).broken).toMatchObject({
      number: 2,
      problem: 'is missing: number 3 stands in its place',
    });
    const exchanged = [at(chain, 0), { ...at(chain, 2), sealNumber: 2 }, { ...at(chain, 1), sealNumber: 3 }];
    expect(check(exchanged).broken).toMatchObject({ number: 2 });
    expect(check([at(chain, 0), at(chain, 0)]).broken).toMatchObject({ number: 2 });
  });

  it('of another partnership between its own shows', () => {
    const chain = chainOf(2);
    const foreign = { ...entryOf({ tenantId: randomUUID() }), sealNumber: 3, sealHash: startOfChain };
    expect(check([...chain, foreign]).broken).toMatchObject({
      number: 3,
      problem: 'is of another partnership',
    });
  });

  it('cut off at its end is shown by a checkpoint alone', () => {
    const chain = chainOf(4);
    const cut = chain.slice(0, 3);
    expect(check(cut).broken).toBeUndefined();
    expect(check(cut, [vouchFor(chain)]).broken).toEqual({
      number: 4,
      problem: 'is missing: a checkpoint vouches for 4 entries',
    });
  });

  it('made anew from a changed entry on is shown by a checkpoint alone, at the first that does not fit', () => {
    const chain = chainOf(6);
    const forged = resealed(
      chain.map((entry, index) => (index === 2 ? { ...entry, actor: 'nobody' } : entry)),
    );
    expect(check(forged).broken).toBeUndefined();
    expect(check(forged, [vouchFor(chain), vouchFor(chain, 2), vouchFor(chain, 4)])).toMatchObject({
      vouchedFor: 2,
      broken: { number: 4 },
    });
  });

  it('is not vouched for by a checkpoint of somebody else, nor by one that was changed', () => {
    const chain = chainOf(3);
    const other = new AuditKey(Buffer.alloc(32, 9));
    const signed = vouchFor(chain);
    const forged = other.sign(signed);
    expect(check(chain, [forged]).broken).toMatchObject({ number: 3 });
    expect(isSignedBy(publicKey, { ...signed, signedAt: '2026-03-03T10:15:00.000000Z' })).toBe(false);
    expect(isSignedBy(publicKey, { ...forged, keyId: signed.keyId })).toBe(false);
    expect(isSignedBy(publicKey, signed)).toBe(true);
  });

  it('is checked without a key too, and then nothing vouches for it', () => {
    const chain = chainOf(3);
    const checker = new ChainChecker({ checkpoints: [vouchFor(chain)] });
    for (const entry of chain) checker.add(entry);
    expect(checker.result()).toEqual({ sealed: 3, unsealed: 0, vouchedFor: 0 });
  });
});

describe('the key of checkpoints', () => {
  it('is the same for the same secret key and another one for another', () => {
    expect(new AuditKey(Buffer.alloc(32, 7)).publicPem).toBe(key.publicPem);
    expect(new AuditKey(Buffer.alloc(32, 8)).id).not.toBe(key.id);
  });

  it('is read from PEM, and nothing but an Ed25519 key', () => {
    expect(readPublicKey(key.publicPem).asymmetricKeyType).toBe('ed25519');
    const { publicKey: other } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    expect(() => readPublicKey(other.export({ format: 'pem', type: 'spki' }).toString())).toThrow(/Ed25519/);
    expect(() => readPublicKey('no key')).toThrow();
  });
});
