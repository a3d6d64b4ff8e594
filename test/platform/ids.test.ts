import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { idMaker, isId, newId } from '#platform/ids.js';
import { nodeId, parseNodeId } from '#platform/node-ids.js';

describe('ids', () => {
  it('are UUIDs of version 7 that carry the time in milliseconds', () => {
    const id = idMaker({ milliseconds: () => 0x017f22e279b0, random: () => Buffer.alloc(16, 0xff) })();

    expect(id).toBe('017f22e2-79b0-77ff-bfff-ffffffffffff');
    expect(newId()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('rise in the order they were made, whatever the clock does', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 2 ** 47 }), { minLength: 2 }), (times) => {
        let at = 0;
        const make = idMaker({ milliseconds: () => times[at++] ?? 0, random: randomBytes });
        const ids = times.map(() => make());
        expect(ids.every(isId)).toBe(true);
        expect(ids).toEqual([...new Set(ids)].sort());
      }),
    );
  });

  it('rise also when more are made in a millisecond than the counter can tell apart', () => {
    const make = idMaker({ milliseconds: () => 1_000, random: randomBytes });
    const ids = Array.from({ length: 10_000 }, () => make());

    expect(ids).toEqual([...new Set(ids)].sort());
  });

  it('are known only in their canonical form', () => {
    const id = newId();

    expect(isId(id)).toBe(true);
    for (const other of [
      id.toUpperCase(),
      ` ${id}`,
      `${id}\n`,
      id.replaceAll('-', ''),
      `{${id}}`,
      '',
      '00000000-0000-0000-0000-000000000000',
    ]) {
      expect(isId(other)).toBe(other === id);
    }
  });
});

describe('node ids', () => {
  it('give back the type and id they were made of', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Z][A-Za-z0-9]{0,30}$/), fc.uuid(), (type, id) => {
        expect(parseNodeId(nodeId(type, id))).toEqual({ type, id });
      }),
    );
  });

  it('are not made of anything but a type name and a UUID', () => {
    expect(() => nodeId('case', newId())).toThrow(RangeError);
    expect(() => nodeId('Case', '1')).toThrow(RangeError);
    expect(() => nodeId('Case:', newId())).toThrow(RangeError);
  });

  it('are unknown for every other text', () => {
    const id = nodeId('Case', newId());
    const others = [
      '',
      `${id}=`,
      ` ${id}`,
      `${id}A`,
      id.slice(1),
      id.slice(0, -4),
      encode('Case'),
      encode(`case:${newId()}`),
      encode(`Case:${newId().toUpperCase()}`),
      encode(`Case:${newId()}:1`),
      encode(`Case: ${newId()}`),
      `Case:${newId()}`,
      'x'.repeat(100_000),
    ];

    for (const text of others) expect(parseNodeId(text)).toBeUndefined();
    fc.assert(fc.property(fc.string(), (text) => parseNodeId(text) === undefined));
  });
});

function encode(text: string): string {
  return Buffer.from(text).toString('base64url');
}
