import { randomBytes } from 'node:crypto';
import { openSealed, sealText } from '#platform/sealed-text.js';

describe('a sealed text', () => {
  const seal = { key: randomBytes(32), purpose: 'test', boundTo: 'one' };

  it.each(['', 'a token', 'é€🙂', 'x'.repeat(20_000)])('opens again: %.10s', (text) => {
    expect(openSealed(seal, sealText(seal, text))).toBe(text);
  });

  it('looks different each time and holds nothing of the text', () => {
    const [one, two] = [sealText(seal, 'a secret token'), sealText(seal, 'a secret token')];
    expect(one).not.toBe(two);
    expect(Buffer.from(one, 'base64url').toString('latin1')).not.toContain('secret');
  });

  it('opens with no other key, for no other purpose and nothing else that it belongs to', () => {
    const sealed = sealText(seal, 'a token');
    for (const other of [{ key: randomBytes(32) }, { purpose: 'other' }, { boundTo: 'two' }, { boundTo: '' }])
      expect(openSealed({ ...seal, ...other }, sealed)).toBeUndefined();
  });

  it('does not open when any byte of it is altered, when it is cut, or when it is written otherwise', () => {
    const sealed = sealText(seal, 'a token');
    const bytes = Buffer.from(sealed, 'base64url');
    for (let index = 0; index < bytes.length; index += 1) {
      const altered = Buffer.from(bytes);
      altered.writeUInt8(altered.readUInt8(index) ^ 1, index);
      expect(openSealed(seal, altered.toString('base64url'))).toBeUndefined();
    }
    for (const wrong of ['', sealed.slice(0, -4), `${sealed}=`, ` ${sealed}`, sealed.slice(0, 20)])
      expect(openSealed(seal, wrong)).toBeUndefined();
  });
});
