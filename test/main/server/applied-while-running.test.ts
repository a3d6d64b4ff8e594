// SQL names columns of the catalogue. cspell:ignoreRegExp /\x60[^\x60]*\x60/g
import { migratorDataSource } from '#persistence/migrate.js';
import type { TenantToApply } from '#persistence/tenant-to-apply.js';
import { applyTo, filesOf, withNumber, withVersion } from '../../support/apply-tenants.js';
import { adminSql } from '../../support/case-record.js';
import { actor } from '../../support/journey.js';
import { applicationOf, incidentOn, ReviewCase } from '../../support/review-case.js';
import { startTestApp, type TestApp } from '../../support/running-app.js';

let app: TestApp;
beforeEach(async () => {
  app = await startTestApp();
}, 60_000);
afterEach(() => app.stop());

const leicester = () => filesOf('leicester');
const renamed = (files: TenantToApply, slug: string, name: string): TenantToApply => ({
  ...files,
  agencies: files.agencies.map((agency) => (agency.slug === slug ? { ...agency, name } : agency)),
});
const without = (files: TenantToApply, slug: string): TenantToApply => ({
  ...files,
  agencies: files.agencies.filter((agency) => agency.slug !== slug),
});

interface Shown {
  readonly name: string;
  readonly publicTerm: string;
  readonly agencies: readonly { slug: string; name: string }[];
}

async function shown(partnership: string): Promise<Shown | undefined> {
  const { data } = await app.ask(partnership, '{ partnership { name publicTerm agencies { slug name } } }');
  return data?.['partnership'] as Shown | undefined;
}
const nameOf = async (slug: string) =>
  (await shown('leicester'))?.agencies.find((each) => each.slug === slug)?.name;

/** A digest of everything that the partnerships and the directory hold. */
async function everything(): Promise<string> {
  const tables = await adminSql<{ name: string }>(
    app,
    `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = relnamespace
     where nspname in ('concord', 'directory') and relkind = 'r' order by 1`,
    [],
  );
  const digests = [];
  for (const { name } of tables)
    digests.push(
      ...(await adminSql<{ digest: string | null }>(
        app,
        `select md5(string_agg(t::text, '' order by t::text)) as digest from ${name} t`,
        [],
      )),
    );
  return JSON.stringify(digests);
}

describe('a server that runs while files are applied', () => {
  it('answers for a new partnership at once, with its rules in force', async () => {
    expect(await shown('fenland')).toBeUndefined();
    const applied = await applyTo(app, {
      ...filesOf('north-yorkshire'),
      slug: 'fenland',
      name: 'Fenland',
      referencePrefix: 'FEN',
    });
    expect(applied.isNew).toBe(true);
    expect((await shown('fenland'))?.name).toBe('Fenland');
    const received = await actor(app, 'fenland').mutate('applyForReview', {
      ...applicationOf([incidentOn('2026-02-10', [['north-yorkshire-police', '2026-02-11']])]),
      clientKey: 'first-in-fenland',
      district: 'Selby',
    });
    expect(received).toMatchObject({ __typename: 'ApplicationReceived' });
    expect(received['reference']).toMatch(/^FEN-/);
    const { data } = await app.ask(
      'fenland',
      '{ partnership { policy { threshold } policies { inForceFrom } } }',
    );
    expect(data?.['partnership']).toMatchObject({ policies: [{ inForceFrom: null }] });
  });

  it('shows changed words and a renamed agency in its next answer, and which they were', async () => {
    expect(await nameOf('pa-housing')).toBe('PA Housing');
    const files = renamed(leicester(), 'pa-housing', 'Accent Homes');
    const applied = await applyTo(app, { ...files, words: { ...files.words, publicTerm: 'case review' } });
    expect(applied.differences).toEqual([
      { path: 'agencies[pa-housing].name', before: 'PA Housing', after: 'Accent Homes' },
      { path: 'words.publicTerm', before: 'community trigger', after: 'case review' },
    ]);
    expect(await nameOf('pa-housing')).toBe('Accent Homes');
    expect((await shown('leicester'))?.publicTerm).toBe('case review');
    const trail = await adminSql(
      app,
      "select actor, fields from concord.audit_entries where action = 'PARTNERSHIP_CHANGED'",
      [],
    );
    expect(trail).toEqual([{ actor: 'operator', fields: ['agencies[pa-housing].name', 'words.publicTerm'] }]);
  });

  it('shows an agency that came, and not one that went without a trace', async () => {
    const files = leicester();
    const added = {
      slug: 'a-new-landlord',
      name: 'A New Landlord',
      kind: 'housing_provider',
      roles: [],
    } as const;
    await applyTo(app, { ...files, agencies: [...files.agencies, added] });
    expect(await nameOf('a-new-landlord')).toBe('A New Landlord');
    const applied = await applyTo(app, files);
    expect(applied.differences).toEqual([{ path: 'agencies[a-new-landlord]', before: added }]);
    expect(await nameOf('a-new-landlord')).toBeUndefined();
  });
});

describe('applying the same files again', () => {
  it('changes nothing, not a row', async () => {
    const files = renamed(leicester(), 'pa-housing', 'Accent Homes');
    await applyTo(app, files);
    const before = await everything();
    const again = await applyTo(app, files);
    expect([again.differences, again.policies.map(({ stands }) => stands)]).toEqual([[], ['identical']]);
    expect(await everything()).toBe(before);
  });

  it('and only looking leaves nothing behind, though it tells all', async () => {
    const before = await everything();
    const files = withVersion(renamed(leicester(), 'pa-housing', 'Accent Homes'), '2027-01-01', (first) =>
      withNumber(first, 'three-incidents', 2),
    );
    const looked = await applyTo(app, files, { write: false });
    expect(looked.differences.map(({ path }) => path)).toEqual(['agencies[pa-housing].name']);
    expect(looked.policies.map(({ stands }) => stands)).toEqual(['identical', 'in_force']);
    expect(await everything()).toBe(before);
  });
});

describe('files that cannot be applied', () => {
  it('name an agency that records refer to, and leave the rest undone too', async () => {
    const before = await everything();
    const files = without(renamed(leicester(), 'leicester-city-council', 'Another Council'), 'pa-housing');
    await expect(applyTo(app, files)).rejects.toThrow(
      'The agency pa-housing (PA Housing) cannot be taken out: records refer to it.',
    );
    expect(await everything()).toBe(before);
  });

  it('name a version that cases were opened with, which the owner cannot change either', async () => {
    await ReviewCase.apply(
      app,
      'leicester',
      applicationOf([incidentOn('2026-02-10', [['leicestershire-police', '2026-02-11']])]),
    );
    const before = await everything();
    const files = leicester();
    const [first] = files.policyVersions;
    if (!first) throw new Error('Leicester has a policy.');
    const policy = withNumber(first.policy, 'three-incidents', 2);
    const changed = { ...files, policyVersions: [{ policy, digest: 'another' }] };
    await expect(applyTo(app, changed)).rejects.toThrow(
      'The first version of the policy cannot change: 1 case was opened with it.',
    );
    const owner = await migratorDataSource(app.database.migratorUrl).initialize();
    const change = owner.transaction(async (manager) => {
      const [row] = await manager.query<{ id: string }[]>(
        "select tenant_id as id from directory.partnerships where slug = 'leicester'",
      );
      await manager.query("select set_config('concord.tenant_id', $1, true)", [row?.id]);
      await manager.query("update concord.policy_versions set digest = 'another' where tenant_id = $1", [
        row?.id,
      ]);
    });
    await expect(change).rejects.toThrow('a case was opened with this version of the rules');
    await owner.destroy();
    expect(await everything()).toBe(before);
  });

  it('name a version that would leave a gap between it and the next', async () => {
    const before = await everything();
    const ended = withVersion(leicester(), '2027-01-01', (first) => ({
      ...first,
      inForceThrough: '2027-03-31',
    }));
    const late = withVersion(leicester(), '2027-06-01', (first) => first);
    const files = { ...ended, policyVersions: [...ended.policyVersions, ...late.policyVersions.slice(1)] };
    await expect(applyTo(app, files)).rejects.toThrow(/2027-06-01 does not fit among the others/);
    expect(await everything()).toBe(before);
  });
});
