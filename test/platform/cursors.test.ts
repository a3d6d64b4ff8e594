import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { openCursor, sealCursor } from '#platform/cursors.js';
import { newId } from '#platform/ids.js';

describe('cursors', () => {
  const key = randomBytes(32);
  const place = { partnershipId: newId(), position: 4711n };

  it('give back the place they were made of', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.bigInt({ min: 0n, max: 2n ** 63n - 1n }), (partnershipId, position) => {
        expect(openCursor(key, sealCursor(key, { partnershipId, position }))).toEqual({
          partnershipId,
          position,
        });
      }),
    );
  });

  it('differ for one and the same place, and are of one length for every place', () => {
    const cursors = Array.from({ length: 100 }, (_, index) =>
      sealCursor(key, { ...place, position: BigInt(10) ** BigInt(index % 18) }),
    );

    expect(new Set(cursors).size).toBe(100);
    expect(new Set(cursors.map((cursor) => cursor.length))).toEqual(new Set([71]));
    expect(sealCursor(key, place)).not.toBe(sealCursor(key, place));
  });

  it('are refused when any one character is changed', () => {
    const cursor = sealCursor(key, place);
    for (let at = 0; at < cursor.length; at += 1) {
      const other = cursor[at] === 'A' ? 'B' : 'A';
      expect(openCursor(key, cursor.slice(0, at) + other + cursor.slice(at + 1))).toBeUndefined();
    }
  });

  it('are refused when cut or lengthened at any place', () => {
    const cursor = sealCursor(key, place);
    for (let length = 0; length < cursor.length; length += 1) {
      expect(openCursor(key, cursor.slice(0, length))).toBeUndefined();
      expect(openCursor(key, cursor.slice(length + 1))).toBeUndefined();
    }
    for (const suffix of ['A', '=', '\n', ' ', cursor])
      expect(openCursor(key, cursor + suffix)).toBeUndefined();
  });

  it('are refused under another key', () => {
    expect(openCursor(randomBytes(32), sealCursor(key, place))).toBeUndefined();
  });

  it('are refused when made up, also at the right length', () => {
    fc.assert(fc.property(fc.string(), (text) => openCursor(key, text) === undefined));
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 53, maxLength: 53 }), (bytes) => {
        bytes[0] = 1;
        return openCursor(key, Buffer.from(bytes).toString('base64url')) === undefined;
      }),
    );
    expect(openCursor(key, 'A'.repeat(1_000_000))).toBeUndefined();
  });

  it('are not made of a place that cannot be', () => {
    expect(() => sealCursor(key, { ...place, position: -1n })).toThrow(RangeError);
    expect(() => sealCursor(key, { ...place, position: 2n ** 63n })).toThrow(RangeError);
    expect(() => sealCursor(key, { ...place, partnershipId: 'leicester' })).toThrow(RangeError);
  });
});
