import { serverAudits } from 'graphql-http';
import { startTestApp, type TestApp } from '../support/running-app.js';

/** Recommendations that are not followed on purpose, each with why. */
const notFollowed: Readonly<Record<string, string>> = {
  '5A70':
    'GET is 405: a document in an address ends up in logs, histories and caches, and needs no preflight',
  D6D5: 'GET is 405',
  '6A70': 'GET is 405',
  '572B':
    'a document that does not parse is 400 also for application/json, so that a client sees it without reading on',
  FDE2: 'a document that does not fit the schema is 400 also for application/json',
  '7B9B': 'a variable that does not fit its type is 400 also for application/json',
};

describe('the audits of GraphQL over HTTP', () => {
  let app: TestApp;
  const audits = serverAudits({ url: () => `${app.origin}/leicester/graphql` });

  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app.stop());

  const level = (name: string) => /^(MUST|SHOULD|MAY)/.exec(name)?.[0];

  it.each(audits.filter(({ name }) => level(name) === 'MUST'))('G19 $id holds: $name', async ({ fn }) => {
    const result = await fn();
    expect(result).toMatchObject({ status: 'ok' });
  });

  it('G19 recommendations hold, all but those that are listed with a reason', async () => {
    const failed: string[] = [];
    for (const { id, name, fn } of audits.filter((audit) => level(audit.name) !== 'MUST')) {
      const result = await fn();
      if (result.status !== 'ok') failed.push(`${id} ${name}: ${result.reason}`);
    }
    expect(failed.filter((line) => notFollowed[line.slice(0, 4)] === undefined)).toEqual([]);
    expect(failed.map((line) => line.slice(0, 4)).sort()).toEqual(Object.keys(notFollowed).sort());
  });

  it('G19 has audits of every level', () => {
    expect(new Set(audits.map(({ name }) => level(name)))).toEqual(new Set(['MUST', 'SHOULD', 'MAY']));
    expect(audits.length).toBeGreaterThanOrEqual(60);
  });
});
