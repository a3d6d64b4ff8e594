import { BrowserSessionStore } from '#persistence/browser-session.store.js';
import { createDataSource } from '#persistence/data-source.js';
import type { TenantToApply } from '#persistence/tenant-to-apply.js';
import { applyTo, filesOf } from '../../support/apply-tenants.js';
import { startTestApp, type TestApp } from '../../support/running-app.js';

const issuer = 'https://login.example.gov.uk/realms/council';

describe('the client by which browsers sign in at an issuer', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app.stop());

  type Issuer = TenantToApply['issuers'][number];

  async function apply(given: Omit<Issuer, 'issuer' | 'audience'>) {
    await applyTo(app, { ...filesOf('leicester'), issuers: [{ issuer, audience: 'concord', ...given }] });
    const url = app.database.appUrl;
    const source = await createDataSource({ url, applicationName: 'test', prepares: true }).initialize();
    const places = await new BrowserSessionStore(source).listSignIns('leicester');
    await source.destroy();
    return places.filter((place) => !place.development);
  }

  const place = { issuer, development: false };

  it('follows the files: added, changed, for some agencies or for everybody, and taken away', async () => {
    expect(await apply({ client: { id: 'one' } })).toEqual([{ ...place, clientId: 'one' }]);
    const whole = { id: 'two', secretFile: 'council', scope: 'openid' };
    expect(await apply({ client: whole })).toEqual([
      { ...place, clientId: 'two', secretFile: 'council', scope: 'openid' },
    ]);
    const agencies = ['pa-housing', 'leicester-city-council'];
    expect(await apply({ client: { id: 'two' }, agencies })).toEqual([
      { ...place, clientId: 'two', agencies: ['Leicester City Council', 'PA Housing'] },
    ]);
    expect(await apply({})).toEqual([]);
  });
});
