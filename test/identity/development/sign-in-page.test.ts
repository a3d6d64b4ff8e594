import { CookieJar } from '#identity/cookie-jar.js';
import { signInPage } from '#identity/development/sign-in-page.js';

import { PEOPLE, startProvider, type RunningProvider } from '../development-server.js';

describe('the sign-in page', () => {
  let provider: RunningProvider;

  beforeAll(async () => {
    provider = await startProvider();
  });
  afterAll(() => provider.stop());

  const begin = async () => {
    const jar = new CookieJar();
    const parameters = new URLSearchParams({
      client_id: 'concord-command-line',
      redirect_uri: 'http://127.0.0.1:51234/callback',
      response_type: 'code',
      scope: 'openid',
      code_challenge: 'a'.repeat(43),
      code_challenge_method: 'S256',
    });
    const answer = await fetch(`${provider.issuer}/auth?${parameters.toString()}`, { redirect: 'manual' });
    jar.keep(answer);
    const address = new URL(answer.headers.get('location') ?? '', provider.issuer);
    return { address, cookie: jar.headerFor(address) };
  };
  const choose = (address: URL, headers: Record<string, string>, person = 'ada.coordinator') =>
    fetch(address, { method: 'POST', redirect: 'manual', headers, body: new URLSearchParams({ person }) });

  it('shows, in plain HTML, everybody by partnership with their role and agency', async () => {
    const { address, cookie } = await begin();
    const answer = await fetch(address, { headers: { cookie } });
    const page = await answer.text();
    expect(answer.status).toBe(200);
    expect(page).toContain('<html lang="en">');
    expect(page).toContain('<h1>Sign in to Concord as a demo person</h1>');
    const groups = page.split('<fieldset>').slice(1);
    expect(groups.map((group) => /<legend>(.*?)<\/legend>/.exec(group)?.[1])).toEqual([
      'Leicester',
      'North Yorkshire',
    ]);
    expect(groups.map((group) => [...group.matchAll(/value="(.*?)"/g)].map((match) => match[1]))).toEqual([
      ['ada.coordinator', 'ben.officer'],
      ['ben.officer'],
    ]);
    expect(groups[0]).toContain('coordinator, chair');
    expect(groups[1]).toContain('agency officer, Leicestershire Police');
  });

  it('loads nothing from anywhere, runs no script and may lead to the client that asked', async () => {
    const { address, cookie } = await begin();
    const answer = await fetch(address, { headers: { cookie } });
    const page = await answer.text();
    expect(page).not.toMatch(/<script|<link|<img|@import|url\(|https?:/i);
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("form-action 'self' http://127.0.0.1:51234;");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it('writes names as text, whatever stands in them', () => {
    const page = signInPage(PEOPLE, '<b>"odd"</b>');
    expect(page).toContain('Ada &lt;Invented&gt; &amp; Co');
    expect(page).toContain('&lt;b&gt;&quot;odd&quot;&lt;/b&gt;');
    expect(page).not.toContain('<Invented>');
  });

  it('signs in whoever is chosen in the browser that began', async () => {
    const { address, cookie } = await begin();
    expect((await choose(address, { cookie })).status).toBe(303);
  });

  it('signs nobody in for a form that comes without the cookie of the browser that began', async () => {
    const { address } = await begin();
    const answer = await choose(address, {});
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('This sign-in has ended');
  });

  it('signs nobody in for a form that another site sends', async () => {
    const { address, cookie } = await begin();
    expect((await choose(address, { cookie, origin: 'http://localhost:3000' })).status).toBe(403);
    expect((await choose(address, { cookie, origin: 'null' })).status).toBe(403);
    expect((await choose(address, { cookie, origin: provider.origin })).status).toBe(303);
  });

  it('signs nobody in for a cookie that was changed', async () => {
    const { address, cookie } = await begin();
    const changed = cookie.replace(
      /concord_sign_in=[^;]/,
      (start) => `${start.slice(0, -1)}${start.endsWith('x') ? 'y' : 'x'}`,
    );
    expect(changed).not.toBe(cookie);
    expect((await choose(address, { cookie: changed })).status).toBe(400);
  });

  it('shows itself again for an unknown person, and says whom it does not know', async () => {
    const { address, cookie } = await begin();
    const answer = await choose(address, { cookie }, 'nobody<here>');
    const page = await answer.text();
    expect(answer.status).toBe(400);
    expect(page).toContain('role="alert">There is no demo person called “nobody&lt;here&gt;”.');
    expect(page).toContain('value="ada.coordinator"');
  });

  it('takes no form larger than its own', async () => {
    const { address, cookie } = await begin();
    const send = (padding: string) => {
      const body = new URLSearchParams({ person: 'ada.coordinator', padding });
      return fetch(address, { method: 'POST', redirect: 'manual', headers: { cookie }, body });
    };
    expect((await send('x'.repeat(5_000))).status).toBe(400);
    expect((await send('x'.repeat(3_000))).status).toBe(303);
    expect((await fetch(address, { method: 'PUT', headers: { cookie } })).status).toBe(405);
  });
});
