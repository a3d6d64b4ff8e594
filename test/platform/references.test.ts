// cspell:ignore HJKMNP LEICEST
import fc from 'fast-check';
import { newReference, normaliseReference } from '#platform/references.js';

describe('references', () => {
  it('are a prefix and eight characters that are not mistaken for one another', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Z]{2,6}$/), (prefix) => {
        const reference = newReference(prefix);
        expect(reference).toMatch(/^[A-Z]{2,6}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
        expect(normaliseReference(reference)).toBe(reference);
      }),
    );
  });

  it('differ', () => {
    expect(new Set(Array.from({ length: 5_000 }, () => newReference('LEI'))).size).toBe(5_000);
  });

  it('are not made for a prefix that is not two to six capital letters', () => {
    for (const prefix of ['', 'L', 'lei', 'LEI-', 'LEICEST', 'L31'])
      expect(() => newReference(prefix)).toThrow(RangeError);
  });

  it.each([
    'lei-7k3f-9qxm',
    'LEI7K3F9QXM',
    ' lei 7k3f 9qxm ',
    'LEI–7K3F—9QXM',
    'LEI-7K3F9QXM',
    'ＬＥＩ-７Ｋ３Ｆ-9QXM',
    'l e i 7 k 3 f 9 q x m',
  ])('are understood as people write them: %s', (text) => {
    expect(normaliseReference(text)).toBe('LEI-7K3F-9QXM');
  });

  it('are understood with I, L and O for the digits they look like', () => {
    expect(normaliseReference('lei-iLoO-9qxm')).toBe('LEI-1100-9QXM');
  });

  it.each([
    '',
    'LEI',
    'LEI-7K3F-9QX',
    'LEI-7K3F-9QXU',
    'LEI-7K3F-9QX!',
    'LEI.7K3F.9QXM',
    '123-7K3F-9QXM',
    '7K3F-9QXM',
    `LEI-7K3F-9QXM${' '.repeat(60)}`,
  ])('are not seen in %j', (text) => {
    expect(normaliseReference(text)).toBeUndefined();
  });

  it('come out in one form or not at all, whatever goes in', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (text) => {
        const once = normaliseReference(text);
        expect(once === undefined || normaliseReference(once) === once).toBe(true);
      }),
    );
  });
});
