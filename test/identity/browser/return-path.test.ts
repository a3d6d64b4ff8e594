import fc from 'fast-check';
import { returnPath } from '#identity/browser/return-path.js';

describe('where to go after signing in', () => {
  it.each(['/', '/leicester/', '/leicester/cases?first=10&after=a%2Fb#top', '/a//b', '/?q=//evil.example'])(
    'is a path of this server, such as %s',
    (wished) => {
      expect(returnPath(wished)).toBe(wished);
    },
  );

  it.each([
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\/evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '\t//evil.example',
    '/.//evil.example',
    '/a/..//evil.example',
    '/%2e//evil.example',
    'https://evil.example/',
    'https:evil.example',
    'javascript:alert(1)',
    'data:text/html,x',
    'evil.example',
    ' /leicester',
    '/leicester\r\nSet-Cookie: a=b',
    '/caf\u00e9',
    '/\u2028/evil.example',
    `/${'x'.repeat(512)}`,
    '',
    undefined,
    ['/leicester'],
    { toString: () => '/leicester' },
  ])('is the front page instead of %j', (wished) => {
    expect(returnPath(wished)).toBe('/');
  });

  it('never leads away, whatever is wished', () => {
    const piece = fc.constantFrom(
      '/',
      '\\',
      '.',
      '..',
      '%2f',
      '%5c',
      '@',
      ':',
      '\t',
      '\n',
      'evil.example',
      '?',
      '#',
      'a',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const wished = pieces.join('');
        const { origin } = new URL(returnPath(`/${wished}`), 'https://ours.example');
        return origin === 'https://ours.example' && !returnPath(wished).startsWith('//');
      }),
      { numRuns: 5_000 },
    );
  });
});
