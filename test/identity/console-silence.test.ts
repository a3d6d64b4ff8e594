import { join } from 'node:path';

import { temporaryFolder } from './temporary-folder.js';

describe('the console while the development identity provider is loaded and made', () => {
  const said: unknown[] = [];
  const { info, warn, error } = console;

  beforeEach(() => {
    said.length = 0;
    const listen = (...words: unknown[]): void => void said.push(...words);
    Object.assign(console, { info: listen, warn: listen, error: listen });
  });
  afterEach(() => {
    Object.assign(console, { info, warn, error });
  });

  it('stays silent', async () => {
    const folder = temporaryFolder();
    // Loaded here, not above: the library speaks while it is loaded.
    const { createDevelopmentProvider } = await import('#identity/development-provider.js');
    createDevelopmentProvider({
      issuer: 'http://localhost:4000/identity',
      audience: 'urn:concord:api',
      people: [],
      secretKey: Buffer.alloc(32, 7),
      keyFile: join(folder.path, 'key.json'),
      production: false,
    });
    folder.remove();
    expect(said).toEqual([]);
  });

  it('would tell of the library made with its defaults', async () => {
    const { Provider } = await import('oidc-provider/lib/provider.js');
    expect(new Provider('http://localhost:4000').issuer).toBe('http://localhost:4000');
    expect(said.join('\n')).toContain('oidc-provider WARNING');
  });
});
