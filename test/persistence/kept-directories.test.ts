import type pg from 'pg';
import type { DataSource } from 'typeorm';
import { createDataSource } from '#persistence/data-source.js';
import { KeptDirectories, type PartnershipDirectory } from '#persistence/kept-directories.js';
import { migratorDataSource } from '#persistence/migrate.js';
import { ReadSession } from '#persistence/read-session.js';
import { newId } from '#platform/ids.js';
import { connect, refusal } from './isolation/tables.js';
import {
  clock,
  ids,
  twoPartnerships,
  type Partnership,
  type TwoPartnerships,
} from './isolation/two-partnerships.js';

let both: TwoPartnerships;
let source: DataSource;
let owner: DataSource;
let directories: KeptDirectories;
beforeAll(async () => {
  both = await twoPartnerships();
  const url = both.database.appUrl;
  source = await createDataSource({ url, applicationName: 'directories', poolSize: 4 }).initialize();
  owner = await migratorDataSource(both.database.migratorUrl).initialize();
}, 60_000);
beforeEach(() => (directories = new KeptDirectories()));
afterAll(async () => {
  await owner.destroy();
  await source.destroy();
  await both.database.drop();
});

const open = ({ coordinator }: Partnership) =>
  new ReadSession(coordinator, { dataSource: source, clock, ids, directories });

async function readOf(partnership: Partnership): Promise<PartnershipDirectory> {
  const session = open(partnership);
  const directory = await session.readDirectory();
  await session.finish();
  return directory;
}

/** Names, with nothing of any other partnership. */
const namesIn = ({ agencies, areaTeams }: PartnershipDirectory) => ({
  agencies: [...agencies.values()].map(({ name }) => name),
  areaTeams: [...areaTeams.values()].map(({ name }) => name),
});

interface Change {
  commit(): Promise<void>;
  rollback(): Promise<void>;
}

/** A change by the owner, inside the partnership's own wall, that is not committed yet. */
async function begin(
  { tenantId }: Partnership,
  text: string,
  values: readonly unknown[] = [],
): Promise<Change> {
  const runner = owner.createQueryRunner();
  const end = async (word: string) => {
    await runner.query(word);
    await runner.release();
  };
  await runner.query('begin');
  await runner.query("select set_config('concord.tenant_id', $1, true)", [tenantId]);
  await runner.query(text, [...values]);
  return { commit: () => end('commit'), rollback: () => end('rollback') };
}

async function change(
  partnership: Partnership,
  text: string,
  values: readonly unknown[] = [],
): Promise<void> {
  await (await begin(partnership, text, values)).commit();
}

const renamePolice = (partnership: Partnership, name: string) =>
  change(partnership, 'update concord.agencies set name = $1 where id = $2', [name, partnership.policeId]);
const nameOfPolice = (partnership: Partnership, { agencies }: PartnershipDirectory) =>
  agencies.get(partnership.policeId)?.name;

const newTeam = `insert into concord.area_teams (tenant_id, id, slug, name, districts) values ($1, $2, $3, $4, '{}')`;
const newAgency = `insert into concord.agencies (tenant_id, id, slug, name, kind, duties) values ($1, $2, $3, $4, 'other', '{}')`;

describe('what a partnership says of itself', () => {
  it('is kept while nothing of it changes, for whoever of it asks', async () => {
    const first = await readOf(both.leicester);
    expect(await readOf(both.leicester)).toBe(first);
    expect(await readOf({ ...both.leicester, coordinator: both.leicester.officer })).toBe(first);
    await change(both.leicester, 'update concord.policy_versions set applied_at = now()');
    expect(await readOf(both.leicester)).toBe(first);
  });

  it('is read anew after an agency was renamed', async () => {
    const before = await readOf(both.leicester);
    await renamePolice(both.leicester, 'Police of Renaming');
    const after = await readOf(both.leicester);
    expect(nameOfPolice(both.leicester, after)).toBe('Police of Renaming');
    expect(nameOfPolice(both.leicester, before)).not.toBe('Police of Renaming');
  });

  it.each([
    ['agencies', newAgency],
    ['area_teams', newTeam],
  ] as const)('is read anew after one of its %s came, was changed, and went', async (table, insertion) => {
    const { leicester } = both;
    const names = async () => {
      const { agencies, areaTeams } = namesIn(await readOf(leicester));
      return table === 'agencies' ? agencies : areaTeams;
    };
    const before = await names();
    const id = newId();
    await change(leicester, insertion, [leicester.tenantId, id, 'zebra', 'Zebra']);
    expect(await names()).toEqual([...before, 'Zebra']);
    await change(leicester, `update concord.${table} set name = 'Zulu' where id = $1`, [id]);
    expect(await names()).toEqual([...before, 'Zulu']);
    await change(leicester, `delete from concord.${table} where id = $1`, [id]);
    expect(await names()).toEqual(before);
  });

  it('is never shown to another partnership, however their requests alternate', async () => {
    const { leicester, northYorkshire } = both;
    const own = { leicester: namesIn(await readOf(leicester)), north: namesIn(await readOf(northYorkshire)) };
    expect(own.leicester).not.toEqual(own.north);
    for (let turn = 0; turn < 10; turn += 1) {
      if (turn % 3 === 1) await renamePolice(leicester, `Police ${String(turn)}`);
      const [one, other] = await Promise.all([readOf(leicester), readOf(northYorkshire)]);
      expect(namesIn(other)).toEqual(own.north);
      expect([...one.agencies.keys()].filter((id) => other.agencies.has(id))).toEqual([]);
    }
  });

  it('changes for one partnership alone', async () => {
    const kept = await readOf(both.northYorkshire);
    await readOf(both.leicester);
    await renamePolice(both.leicester, 'Police of One');
    expect(await readOf(both.northYorkshire)).toBe(kept);
    expect(nameOfPolice(both.leicester, await readOf(both.leicester))).toBe('Police of One');
  });

  it('never shows what was rolled back', async () => {
    await renamePolice(both.leicester, 'Police as they are');
    const before = await readOf(both.leicester);
    const renaming = await begin(both.leicester, "update concord.agencies set name = 'Never'");
    expect(await readOf(both.leicester)).toBe(before);
    await renaming.rollback();
    expect(await readOf(both.leicester)).toBe(before);
  });

  it('stays as it was for a request that began before the change, whichever of them is the last to read', async () => {
    const { leicester } = both;
    await renamePolice(leicester, 'Old');
    const earlier = open(leicester);
    await earlier.sql.query('select 1');
    await renamePolice(leicester, 'New');
    const later = await readOf(leicester);
    const old = await earlier.readDirectory();
    await earlier.finish();
    expect([nameOfPolice(leicester, old), nameOfPolice(leicester, later)]).toEqual(['Old', 'New']);
    expect(nameOfPolice(leicester, await readOf(leicester))).toBe('New');
  });

  it('is of the last change when two are made at once', async () => {
    const { leicester } = both;
    const first = await begin(leicester, newTeam, [leicester.tenantId, newId(), 'first', 'X first']);
    const second = begin(leicester, newTeam, [leicester.tenantId, newId(), 'second', 'X second']);
    expect(namesIn(await readOf(leicester)).areaTeams).not.toContain('X first');
    await first.commit();
    const blocked = await second;
    const between = namesIn(await readOf(leicester)).areaTeams;
    expect([between.includes('X first'), between.includes('X second')]).toEqual([true, false]);
    await blocked.commit();
    expect(namesIn(await readOf(leicester)).areaTeams).toEqual(
      expect.arrayContaining(['X first', 'X second']),
    );
  });

  it.each(['agencies', 'area_teams'])(
    'is read anew in each partnership after the %s of all were changed in one statement, outside of any',
    async (table) => {
      const partnerships = [both.leicester, both.northYorkshire];
      const before = await Promise.all(partnerships.map(readOf));
      const admin = await connect(both.database.adminUrl);
      try {
        await admin.query(`update concord.${table} set name = name || ' restored'`);
      } finally {
        await admin.end();
      }
      const after = await Promise.all(partnerships.map(readOf));
      const namesOf = (directory: PartnershipDirectory) =>
        namesIn(directory)[table === 'agencies' ? 'agencies' : 'areaTeams'];
      expect(after.map(namesOf)).toEqual(
        before.map((each) => namesOf(each).map((name) => `${name} restored`)),
      );
    },
  );

  it('cannot be given a version by those who read it', async () => {
    const app: pg.Client = await connect(both.database.appUrl);
    try {
      await app.query('begin');
      const refused = await refusal(
        app,
        'update concord.partnerships set directory_version = gen_random_uuid()',
      );
      expect(refused).toHaveProperty('code', '42501');
    } finally {
      await app.end();
    }
  });
});

describe('without the triggers that renew its version', () => {
  it.each(['agencies', 'area_teams'])('a change of its %s would not be seen', async (table) => {
    const { leicester } = both;
    const name = async () => {
      const { agencies, areaTeams } = namesIn(await readOf(leicester));
      return (table === 'agencies' ? agencies : areaTeams)[0];
    };
    const rename = (to: string) => change(leicester, `update concord.${table} set name = $1`, [to]);
    await rename('Seen');
    expect(await name()).toBe('Seen');
    await owner.query(`alter table concord.${table} disable trigger renews_version_on_update`);
    await rename('Unseen');
    expect(await name()).toBe('Seen');
    await owner.query(`alter table concord.${table} enable trigger renews_version_on_update`);
    await rename('Seen again');
    expect(await name()).toBe('Seen again');
  });
});
