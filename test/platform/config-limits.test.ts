import { readConfig } from '#platform/config.js';
import { limitSettings, settingOfLimit } from '#platform/config-limits.js';
import { ConfigurationFault } from '#platform/configuration-fault.js';
import { defaultLimits } from '#platform/limits.js';

function wrongSettings(env: Record<string, string>): string[] {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigurationFault) return error.problems.map(({ setting }) => setting);
    throw error;
  }
}

describe('the limits of an installation', () => {
  it('are as usual unless told', () => {
    expect(readConfig({}).limits).toEqual(defaultLimits);
    expect(readConfig({ LIMIT_DEPTH: ' ' }).limits.depth).toBe(defaultLimits.depth);
  });

  it('have a setting each, which changes that one alone', () => {
    for (const field of Object.keys(defaultLimits))
      expect(readConfig({ [settingOfLimit(field)]: '77' }).limits).toEqual({ ...defaultLimits, [field]: 77 });
    expect(Object.keys(limitSettings)).toContain('LIMIT_MESSAGES_PER_10S');
    expect(Object.keys(limitSettings)).toContain('LIMIT_SIGN_IN_WITHIN_MS');
  });

  it.each(['0', '-1', '1.5', '1e3', 'many', '2000000001', '99999999999'])('are never %s', (value) => {
    expect(wrongSettings({ LIMIT_COST: value })).toEqual(['LIMIT_COST']);
  });

  it('let no page be longer than resolvers take', () => {
    expect(readConfig({ LIMIT_PAGE_SIZE: '1000' }).limits.pageSize).toBe(1_000);
    expect(wrongSettings({ LIMIT_PAGE_SIZE: '1001' })).toEqual(['LIMIT_PAGE_SIZE']);
  });
});

describe('who may ask, and whom to believe', () => {
  it('are nobody beside the own pages, and no proxy, unless told', () => {
    expect(readConfig({})).toMatchObject({ allowedOrigins: [], trustedProxies: 0, metricsPort: undefined });
  });

  it('are listed with commas', () => {
    const env = {
      ALLOWED_ORIGINS: 'https://a.example, https://b.example:8443/',
      TRUSTED_PROXIES: '10.0.0.0/8, 2001:db8::/32,192.0.2.1',
      METRICS_PORT: '9090',
    };
    expect(readConfig(env)).toMatchObject({
      allowedOrigins: ['https://a.example', 'https://b.example:8443'],
      trustedProxies: ['10.0.0.0/8', '2001:db8::/32', '192.0.2.1'],
      metricsPort: 9090,
    });
    expect(readConfig({ TRUSTED_PROXIES: '2' }).trustedProxies).toBe(2);
  });

  it.each([
    ['ALLOWED_ORIGINS', '*'],
    ['ALLOWED_ORIGINS', 'https://a.example/path'],
    ['ALLOWED_ORIGINS', 'https://a.example, b.example'],
    ['TRUSTED_PROXIES', 'proxy.example'],
    ['TRUSTED_PROXIES', '10.0.0.0/33'],
    ['TRUSTED_PROXIES', '10.0.0.0/8/8'],
    ['TRUSTED_PROXIES', '-1'],
    ['METRICS_PORT', '70000'],
  ])('%s is never %s', (setting, value) => {
    expect(wrongSettings({ [setting]: value })).toEqual([setting]);
  });
});
