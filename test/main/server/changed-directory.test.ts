import type { DataSource } from 'typeorm';
import { migratorDataSource } from '#persistence/migrate.js';
import { newId } from '#platform/ids.js';
import { adminSql } from '../../support/case-record.js';
import { accepted, applicationOf, incidentOn, ReviewCase } from '../../support/review-case.js';
import { startTestApp, type TestApp } from '../../support/running-app.js';

let app: TestApp;
let owner: DataSource;
beforeAll(async () => {
  app = await startTestApp();
  owner = await migratorDataSource(app.database.migratorUrl).initialize();
}, 60_000);
afterAll(async () => {
  await owner.destroy();
  await app.stop();
});

interface Directory {
  readonly agencies: readonly { readonly slug: string; readonly name: string }[];
  readonly areaTeams: readonly { readonly name: string }[];
}

async function directoryOf(partnership: string, as?: string): Promise<Directory> {
  const document = '{ partnership { agencies { slug name } areaTeams { name } } }';
  const { data } = await app.ask(partnership, document, as === undefined ? {} : { as });
  return data?.['partnership'] as Directory;
}

async function nameOf(partnership: string, agency: string): Promise<string | undefined> {
  const { agencies } = await directoryOf(partnership);
  return agencies.find(({ slug }) => slug === agency)?.name;
}

/** Changes a partnership of the running server, as its owner does; `$1` of the text is its id. */
async function change(partnership: string, text: string, values: readonly string[] = []): Promise<void> {
  const [found] = await adminSql<{ id: string }>(
    app,
    'select tenant_id as id from directory.partnerships where slug = $1',
    [partnership],
  );
  await owner.transaction(async (manager) => {
    await manager.query("select set_config('concord.tenant_id', $1, true)", [found?.id]);
    await manager.query(text, [found?.id, ...values]);
  });
}

const rename = (partnership: string, agency: string, name: string) =>
  change(partnership, 'update concord.agencies set name = $3 where tenant_id = $1 and slug = $2', [
    agency,
    name,
  ]);

describe('a running server that has read an agency’s name', () => {
  it('shows its next name in the very next answer, to everybody and in every place', async () => {
    const review = await ReviewCase.apply(
      app,
      'leicester',
      applicationOf([incidentOn('2026-02-10', [['pa-housing', '2026-02-11']])]),
    );
    accepted(await review.ask(['pa-housing']));
    const everywhere = async () => {
      const { case: found } = await review.coordinator.query(
        `query ($id: ID!) { case(id: $id) {
           requests { agency { name } } incidents { complaints { agency { name } } } } }`,
        { id: review.id },
      );
      const listed = [await directoryOf('leicester'), await directoryOf('leicester', 'grace.pa-housing')];
      return {
        ofCase: JSON.stringify(found).match(/"name":"[^"]*"/g),
        listed: listed.map(({ agencies }) => agencies.find(({ slug }) => slug === 'pa-housing')?.name),
      };
    };
    for (const name of ['First Housing', 'Second Housing']) {
      await rename('leicester', 'pa-housing', name);
      const inCase = `"name":"${name}"`;
      expect(await everywhere()).toEqual({ ofCase: [inCase, inCase], listed: [name, name] });
    }
  });

  it('shows an agency and an area team that came, and not one that went', async () => {
    const before = await directoryOf('north-yorkshire');
    await change(
      'north-yorkshire',
      `insert into concord.area_teams (tenant_id, id, slug, name, districts) values ($1, $2, 'zebra', 'Zebra', '{}')`,
      [newId()],
    );
    await change(
      'north-yorkshire',
      `insert into concord.agencies (tenant_id, id, slug, name, kind, duties) values ($1, $2, 'zulu', 'Zulu', 'other', '{}')`,
      [newId()],
    );
    expect(await directoryOf('north-yorkshire')).toEqual({
      agencies: [...before.agencies, { slug: 'zulu', name: 'Zulu' }],
      areaTeams: [...before.areaTeams, { name: 'Zebra' }],
    });
    await change('north-yorkshire', "delete from concord.agencies where tenant_id = $1 and slug = 'zulu'");
    await change('north-yorkshire', "delete from concord.area_teams where tenant_id = $1 and slug = 'zebra'");
    expect(await directoryOf('north-yorkshire')).toEqual(before);
  });

  it('renames one partnership’s agency alone, where an organisation is in both', async () => {
    const other = await nameOf('north-yorkshire', 'sanctuary-housing');
    await rename('leicester', 'sanctuary-housing', 'Sanctuary in Leicester');
    for (let turn = 0; turn < 5; turn += 1) {
      expect(await nameOf('leicester', 'sanctuary-housing')).toBe('Sanctuary in Leicester');
      expect(await nameOf('north-yorkshire', 'sanctuary-housing')).toBe(other);
    }
  });

  it('would show the old name if the database did not renew the directory’s version', async () => {
    await rename('leicester', 'sanctuary-housing', 'Seen');
    expect(await nameOf('leicester', 'sanctuary-housing')).toBe('Seen');
    await owner.query('alter table concord.agencies disable trigger renews_version_on_update');
    await rename('leicester', 'sanctuary-housing', 'Unseen');
    expect(await nameOf('leicester', 'sanctuary-housing')).toBe('Seen');
    await owner.query('alter table concord.agencies enable trigger renews_version_on_update');
    await rename('leicester', 'sanctuary-housing', 'Seen again');
    expect(await nameOf('leicester', 'sanctuary-housing')).toBe('Seen again');
  });
});
