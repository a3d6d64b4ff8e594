import pg from 'pg';
import { catalogueQuery, readCatalogue } from '#persistence/catalogue/catalogue-query.js';
import { catalogueRules, checkCatalogue } from '#persistence/catalogue/gate/check-catalogue.js';
import type { Finding } from '#persistence/catalogue/gate/finding.js';
import { migratedDatabase, type ScratchDatabase } from '../../support/scratch-database.js';
import { rightsFaults } from './rights-faults.js';
import { structureFaults } from './structure-faults.js';

const plantedFaults = [...structureFaults, ...rightsFaults];

let database: ScratchDatabase;
let client: pg.Client;

beforeAll(async () => {
  database = await migratedDatabase();
  client = new pg.Client({ connectionString: database.adminUrl });
  await client.connect();
});

afterAll(async () => {
  await client.end();
  await database.drop();
});

/** What the gate finds after a change, which is then taken back: roles belong to the whole server. */
async function findingsAfter(sql: string): Promise<Finding[]> {
  await client.query("begin; set local search_path = ''; set local role concord_owner");
  try {
    await client.query(sql);
    return await checkCatalogue(catalogueQuery(client));
  } finally {
    await client.query('rollback');
  }
}

describe('the catalogue gate', () => {
  it('finds nothing in a database that the migrations made', async () => {
    expect(await readCatalogue(database.adminUrl, checkCatalogue)).toEqual([]);
  });

  it('can be asked as the app role too', async () => {
    expect(await readCatalogue(database.appUrl, checkCatalogue)).toEqual([]);
  });

  it.each(plantedFaults)('objects to $fault: $rules', async ({ rules, object, sql }) => {
    const findings = await findingsAfter(sql);
    expect([...new Set(findings.map((each) => each.rule))].sort()).toEqual([...rules].sort());
    for (const finding of findings) {
      expect(finding.object).toContain(object);
      expect(finding.message).toMatch(/^[A-Z].{20,}[.]$/);
    }
  });

  it('has a planted fault for every rule, and every rule a name of its own', () => {
    const names = catalogueRules.map((rule) => rule.name);
    expect(new Set(names).size).toBe(names.length);
    const planted = new Set(plantedFaults.flatMap((each) => each.rules));
    expect(names.filter((name) => !planted.has(name))).toEqual([]);
  });

  it('accepts what is done right', async () => {
    const findings = await findingsAfter(`
      alter table concord.cases add constraint planted foreign key (tenant_id, area_team_id)
        references concord.area_teams on delete set null (area_team_id) not valid;
      create view concord.planted with (security_invoker = on) as select id from concord.cases;
      comment on view concord.planted is 'Planted by a test.';
      create function concord.planted(word text) returns text language sql immutable set search_path = '' as $$ select lower(word) $$;
      create policy planted on concord.cases for select using (
        reference = (select concord.actor()) or id in (
          select p.case_id from concord.case_parties p where p.agency_id = (select concord.agency_id())));
      create index planted_stage on concord.cases (tenant_id, stage) where stage <> 'DECLINED';
    `);
    expect(findings).toEqual([]);
  });
});
