import { adminSql } from '../../support/case-record.js';
import { actor } from '../../support/journey.js';
import { accepted, applicationOf, incidentOn, ReviewCase } from '../../support/review-case.js';
import { startTestApp, type TestApp } from '../../support/running-app.js';
import { countRows } from '../../graphql/stored-rows.js';
import { cameAbout } from './behind-proxy.js';
import { brokenPromises } from './kept-promises.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
}, 60_000);
afterAll(() => app.stop());

const visitor = () => actor(app, 'leicester');
const application = () => applicationOf([incidentOn('2026-02-10')]);
const ready = async () => (await fetch(`${app.origin}/ready`)).status;

describe('a database that has no room', () => {
  /** The moments at which a transaction meets the full disk: at its first row, in its middle, at its last words. */
  it.each(['cases', 'clocks', 'events', 'client_keys', 'audit_entries'])(
    'F15 for more rows of %s answers that the service is not available, and nothing is half stored',
    async (table) => {
      await adminSql(
        app,
        `create function concord.no_room() returns trigger language plpgsql as $$
         begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$;
         create trigger no_room before insert on concord.${table} for each row execute function concord.no_room();`,
      );
      const input = application();
      const before = await countRows(app);
      await expect(visitor().mutate('applyForReview', input)).rejects.toThrow(/"code":"UNAVAILABLE"/);
      expect(await countRows(app)).toEqual(before);
      await adminSql(app, `drop trigger no_room on concord.${table}; drop function concord.no_room();`);
      accepted(await visitor().mutate('applyForReview', input));
    },
  );

  it('for another connection answers so too, and works again when there is some', async () => {
    await adminSql(app, `alter database ${app.database.name} connection limit 0`);
    await adminSql(
      app,
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and application_name like 'concord%'`,
    );
    await cameAbout('the pool has let go of them', async () => (await ready()) === 503);
    await expect(visitor().mutate('applyForReview', application())).rejects.toThrow(/"code":"UNAVAILABLE"/);
    expect((await fetch(`${app.origin}/live`)).status).toBe(200);
    await adminSql(app, `alter database ${app.database.name} connection limit -1`);
    accepted(await visitor().mutate('applyForReview', application()));
    expect(await ready()).toBe(200);
  });
});

describe('three times as many changes at once as the pool has connections', () => {
  it('F13 all finish: none holds a connection while it waits for a second one', async () => {
    const opened = await Promise.all(
      Array.from({ length: 10 }, () => ReviewCase.apply(app, 'leicester', application())),
    );
    const answers = await Promise.all([
      ...Array.from({ length: 20 }, () => visitor().mutate('applyForReview', application())),
      ...opened.map((review) => review.change('acknowledgeApplication', { version: 1 })),
    ]);
    expect(answers.map(accepted)).toHaveLength(30);
    expect(await brokenPromises(app)).toEqual([]);
  });
});
