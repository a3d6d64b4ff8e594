import { readFileSync } from 'node:fs';
import pg from 'pg';
import { catalogueQuery, readCatalogue } from '#persistence/catalogue/catalogue-query.js';
import { printDatabaseSchema } from '#persistence/catalogue/print/print-database-schema.js';
import { migratedDatabase, type ScratchDatabase } from '../../support/scratch-database.js';

let database: ScratchDatabase;
let another: ScratchDatabase;
let printed: string;

beforeAll(async () => {
  database = await migratedDatabase();
  another = await migratedDatabase();
  printed = await readCatalogue(database.adminUrl, printDatabaseSchema);
});

afterAll(async () => {
  await database.drop();
  await another.drop();
});

describe('the migrations', () => {
  it('lead from an empty database to schema/database.sql (npm run schema:write)', () => {
    expect(printed).toBe(readFileSync('schema/database.sql', 'utf8'));
  });
});

describe('the printed schema', () => {
  it('is the same in two databases and whoever prints it', async () => {
    expect(await readCatalogue(another.adminUrl, printDatabaseSchema)).toBe(printed);
    expect(await readCatalogue(database.appUrl, printDatabaseSchema)).toBe(printed);
  });

  it.each([
    'create role concord_app login noinherit connection limit 60;',
    "alter role concord_app set statement_timeout = '5s';",
    'grant concord_owner to concord_migrator;',
    'create schema graphile_worker authorization concord_worker;',
    'grant usage on schema concord to concord_app;',
    '-- alter default privileges for role concord_owner on routines: execute to concord_owner',
    'create table concord.cases (\n  tenant_id uuid not null,\n  id uuid not null,',
    '  background boolean not null generated always as (((reported_on IS NULL) OR (reporter_name IS NULL))) stored,',
    '  evidence_accepted boolean not null default false,',
    '  constraint cases_pkey PRIMARY KEY (tenant_id, id),',
    'FOREIGN KEY (tenant_id, area_team_id) REFERENCES concord.area_teams(tenant_id, id)',
    'CREATE INDEX cases_newest ON concord.cases USING btree (tenant_id, received_at DESC, id DESC);',
    "comment on table concord.agencies is 'An organisation''s place in one partnership.';",
    'comment on column concord.reports.background is',
    'alter table concord.cases force row level security;',
    'create policy tenant_wall on concord.cases as restrictive for all to public\n  using ((tenant_id = ( SELECT concord.tenant_id() AS tenant_id)))',
    'create policy owner_all on concord.cases as permissive for all to concord_owner',
    'select, update (stage, version) on table concord.cases to concord_app;',
    'grant insert, select, update (evidence_accepted, household_id, person_id) on table concord.incident_complaints to concord_app;',
    'CREATE OR REPLACE FUNCTION concord.append_events(entries jsonb)',
    " SECURITY DEFINER\n SET search_path TO ''",
    'grant execute on function concord.append_events(jsonb) to concord_app;',
  ])('says: %s', (line) => {
    expect(printed).toContain(line);
  });

  it('holds no password, and nothing that only some versions of PostgreSQL have', () => {
    expect(printed).not.toMatch(/scram|md5|password/i);
    expect(printed).not.toMatch(/constraint \S+ NOT NULL/);
    expect(printed).not.toMatch(/maintain/);
  });

  it('gives every table and function of ours one place', () => {
    for (const start of [/^create table (\S+) /gm, /^CREATE OR REPLACE FUNCTION ([^(]+)/gm]) {
      const names = [...printed.matchAll(start)].map(([, name]) => name);
      expect(names.length).toBeGreaterThan(10);
      expect(new Set(names).size).toBe(names.length);
    }
  });
});

describe('a change of the database shows in what is printed', () => {
  it.each([
    [
      'a column',
      'alter table concord.cases add planted text collate "C" not null default \'x\'',
      'planted text collate "C" not null default \'x\'::text',
    ],
    [
      'a dropped default',
      'alter table concord.incident_complaints alter evidence_accepted drop default',
      '  evidence_accepted boolean not null,',
    ],
    [
      'a nullable column',
      'alter table concord.cases alter dissatisfied drop not null',
      '  dissatisfied boolean,',
    ],
    [
      'a check',
      'alter table concord.cases add constraint planted check (version < 9)',
      'constraint planted CHECK ((version < 9))',
    ],
    [
      'an index',
      'create index planted on concord.cases (tenant_id, stage)',
      'CREATE INDEX planted ON concord.cases USING btree (tenant_id, stage);',
    ],
    [
      'a policy for one role',
      'create policy planted on concord.cases for delete to concord_worker using (true)',
      'create policy planted on concord.cases as permissive for delete to concord_worker\n  using (true);',
    ],
    [
      'a grant with its option',
      'grant delete on concord.cases to concord_backup with grant option',
      'grant delete on table concord.cases to concord_backup with grant option;',
    ],
    [
      'a grant to everybody',
      'grant execute on function concord.actor() to public',
      'grant execute on function concord.actor() to public;',
    ],
    [
      'a trigger',
      'create trigger planted before update on concord.cases for each row execute function suppress_redundant_updates_trigger()',
      'CREATE TRIGGER planted BEFORE UPDATE ON concord.cases',
    ],
    [
      'a view',
      "create view concord.planted with (security_invoker = true) as select 1 as one; comment on view concord.planted is 'x'",
      'create view concord.planted with (security_invoker=true) as\n SELECT 1 AS one;',
    ],
    [
      'an enum',
      "create type concord.planted as enum ('red', 'blue')",
      "create type concord.planted as enum ('red', 'blue');",
    ],
    [
      'a domain',
      "create domain concord.planted as text check (value <> '')",
      "create domain concord.planted as text CHECK ((VALUE <> ''::text));",
    ],
    [
      'a sequence',
      'create sequence concord.planted as integer; grant usage on sequence concord.planted to concord_app',
      'create sequence concord.planted as integer;\ngrant usage on sequence concord.planted to concord_app;',
    ],
    [
      'an owner',
      'reset role; alter table concord.cases owner to concord_worker',
      'alter table concord.cases owner to concord_worker;',
    ],
    ['a function', 'alter function concord.actor() immutable', 'IMMUTABLE PARALLEL SAFE'],
    [
      "a role's attributes",
      'reset role; alter role concord_app bypassrls',
      'create role concord_app login noinherit bypassrls connection limit 60;',
    ],
    [
      "a role's settings",
      "reset role; alter role concord_app set statement_timeout = '6s'",
      "alter role concord_app set statement_timeout = '6s';",
    ],
    [
      'a schema',
      'reset role; create schema planted authorization concord_app',
      'create schema planted authorization concord_app;',
    ],
  ])('%s', async (_what, sql, line) => {
    const client = new pg.Client({ connectionString: database.adminUrl });
    await client.connect();
    try {
      await client.query("begin; set local search_path = ''; set local role concord_owner");
      await client.query(sql);
      const changed = await printDatabaseSchema(catalogueQuery(client));
      expect(printed).not.toContain(line);
      expect(changed).toContain(line);
    } finally {
      await client.end();
    }
  });
});
