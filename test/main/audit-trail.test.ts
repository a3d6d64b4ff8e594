import { actor, applicationOfThreeNights } from '../support/journey.js';
import { adminSql } from '../support/case-record.js';
import { startTestApp, type TestApp } from '../support/running-app.js';

interface Entry {
  readonly action: string;
  readonly kind: string;
  readonly actor: string;
  readonly subject_ids: string[];
  readonly fields: string[];
  readonly correlation_id: string | null;
}

const entries =
  'select action, kind, actor, subject_ids, fields, correlation_id from concord.audit_entries order by id';

describe('the audit trail', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp();
    for (let index = 0; index < 3; index += 1)
      await actor(app, 'leicester').mutate('applyForReview', applicationOfThreeNights());
  });
  afterAll(() => app.stop());

  it('has one line for a page of cases whose people and incidents were read, with every case and field', async () => {
    const query =
      '{ cases(first: 10) { nodes { reference people { name email } incidents { description } } } }';
    const answer = await app.ask('leicester', query, { as: 'priya.coordinator' });
    const read = (await adminSql<Entry>(app, entries)).filter((entry) => entry.action === 'CASE_READ');
    expect(read).toHaveLength(1);
    expect(read[0]?.kind).toBe('CONSULTATION');
    expect(read[0]?.subject_ids).toHaveLength(3);
    expect([...(read[0]?.fields ?? [])].sort()).toEqual(['email', 'incidents', 'name']);
    expect(read[0]?.actor).toMatch(/^member:/);
    expect(read[0]?.correlation_id).toBe(answer.headers.get('concord-correlation-id'));
  });

  it('has a line for every application, under the request that brought it', async () => {
    const received = (await adminSql<Entry>(app, entries)).filter(
      (entry) => entry.action === 'APPLICATION_RECEIVED',
    );
    expect(received).toHaveLength(3);
    expect(new Set(received.map((entry) => entry.correlation_id)).size).toBe(3);
    expect(received.every((entry) => entry.actor === 'public' && entry.kind === 'COLLECTION')).toBe(true);
  });

  it('says nothing of a query that reads about nobody', async () => {
    const before = (await adminSql<Entry>(app, entries)).length;
    await app.ask('leicester', '{ cases(first: 10) { nodes { reference stage } } }', {
      as: 'priya.coordinator',
    });
    expect(await adminSql<Entry>(app, entries)).toHaveLength(before);
  });

  it('fails the read when it cannot be written', async () => {
    await adminSql(app, 'revoke insert on concord.audit_entries from concord_app');
    const query = '{ cases(first: 10) { nodes { people { name } } } }';
    const { data, errors } = await app.ask('leicester', query, { as: 'priya.coordinator' });
    await adminSql(app, 'grant insert on concord.audit_entries to concord_app');
    expect(data?.['cases']).toBeUndefined();
    expect(errors?.[0]?.extensions['code']).toBe('INTERNAL');
  });
});
