import { behindTenantWall } from '#migrations/tenant-table.js';
import { plantedFault as fault, type PlantedFault } from './planted-fault.js';

/** A table that is as it should be, but for what the arguments change. */
const table = ({
  columns = 'tenant_id uuid not null, id uuid not null',
  key = 'primary key (tenant_id, id)',
} = {}) => `
  create table concord.planted (${columns}, constraint planted_pkey ${key});
  comment on table concord.planted is 'Planted by a test.';
  ${behindTenantWall('concord.planted')}`;

const wall = '(tenant_id = (select concord.tenant_id()))';
const rewall = (rest: string) =>
  `drop policy tenant_wall on concord.cases; create policy tenant_wall on concord.cases ${rest};`;

const tableFaults: readonly PlantedFault[] = [
  fault(
    'tables-force-row-level-security',
    'a table that does not force it',
    'concord.cases',
    'alter table concord.cases no force row level security',
  ),
  fault(
    'tables-force-row-level-security',
    'a table with it switched off',
    'concord.cases',
    'alter table concord.cases disable row level security',
  ),
  fault(
    'tables-lead-with-tenant',
    'tenant_id as second column',
    'concord.planted',
    table({ columns: 'id uuid not null, tenant_id uuid not null' }),
  ),
  {
    fault: 'a tenant_id that may be null',
    rules: ['tables-lead-with-tenant', 'keys-lead-with-tenant'],
    object: 'concord.planted',
    sql: table({ columns: 'tenant_id uuid, id uuid not null', key: 'primary key (id)' }),
  },
  fault(
    'tables-stand-behind-the-wall',
    'a table without the wall',
    'concord.cases',
    'drop policy tenant_wall on concord.cases',
  ),
  fault(
    'tables-stand-behind-the-wall',
    'a permissive wall',
    'concord.cases',
    rewall(`as permissive for all using ${wall} with check ${wall}`),
  ),
  fault(
    'tables-stand-behind-the-wall',
    'a wall for reading only',
    'concord.cases',
    rewall(`as restrictive for select using ${wall}`),
  ),
  fault(
    'tables-stand-behind-the-wall',
    'a wall for one role only',
    'concord.cases',
    rewall(`as restrictive for all to concord_app using ${wall} with check ${wall}`),
  ),
  fault(
    'tables-stand-behind-the-wall',
    'a wall that checks nothing written',
    'concord.cases',
    rewall(`as restrictive for all using ${wall} with check (true)`),
  ),
  fault(
    'tables-stand-behind-the-wall',
    'a wall with a door in it',
    'concord.cases',
    rewall(`as restrictive for all using (${wall} or stage = 'DECLINED') with check ${wall}`),
  ),
  fault(
    'tables-have-comments',
    'a table that nobody explains',
    'concord.cases',
    'comment on table concord.cases is null',
  ),
  fault(
    'tables-have-comments',
    'a table of the directory that nobody explains',
    'directory.users',
    'comment on table directory.users is null',
  ),
  fault(
    'exceptions-are-needed',
    'an exception that nothing needs',
    'directory.migrations',
    "comment on table directory.migrations is 'Now it says.'",
  ),
  fault('ids-are-not-serial', 'a sequence', 'concord.planted', 'create sequence concord.planted'),
  fault(
    'views-run-as-invoker',
    'a view with the rights of its owner',
    'concord.planted',
    "create view concord.planted as select 1 as one; comment on view concord.planted is 'x'",
  ),
  fault(
    'no-materialised-views',
    'a materialised view',
    'concord.planted',
    'create materialized view concord.planted as select 1 as one',
  ),
];

const keyFaults: readonly PlantedFault[] = [
  fault(
    'tables-have-primary-keys',
    'a table without a primary key',
    'concord.planted',
    table({ key: 'check (true)' }),
  ),
  fault(
    'keys-lead-with-tenant',
    'a primary key that leads with the id',
    'planted_pkey',
    table({ key: 'primary key (id, tenant_id)' }),
  ),
  fault(
    'keys-lead-with-tenant',
    'a unique index across partnerships',
    'planted',
    'create unique index planted on concord.cases (reference)',
  ),
  fault(
    'keys-lead-with-tenant',
    'a unique constraint across partnerships',
    'planted',
    'alter table concord.cases add constraint planted unique (reference)',
  ),
  {
    fault: 'a foreign key by id alone',
    rules: ['keys-lead-with-tenant', 'foreign-keys-carry-tenant'],
    object: 'planted',
    sql: `create unique index planted on concord.agencies (id);
      alter table concord.cases add constraint planted foreign key (area_team_id) references concord.agencies (id) not valid`,
  },
  fault(
    'foreign-keys-carry-tenant',
    'a foreign key that crosses its columns',
    'planted',
    'alter table concord.cases add constraint planted foreign key (tenant_id, area_team_id) references concord.agencies (id, tenant_id) not valid',
  ),
  fault(
    'foreign-keys-keep-to-the-case',
    'a pointer that may leave its case',
    'planted',
    'alter table concord.decisions add constraint planted foreign key (tenant_id, proposal_id) references concord.decision_proposals (tenant_id, id) not valid',
  ),
  fault(
    'foreign-keys-keep-tenant',
    'a foreign key that empties tenant_id',
    'planted',
    'alter table concord.cases add constraint planted foreign key (tenant_id, area_team_id) references concord.area_teams on delete set null not valid',
  ),
];

const policyFaults: readonly PlantedFault[] = [
  fault(
    'policies-call-functions-once',
    'a bare call',
    'has_role',
    "create policy planted on concord.cases for select using (concord.has_role('chair'))",
  ),
  fault(
    'policies-call-functions-once',
    'a bare call in with check',
    'has_role',
    "create policy planted on concord.cases for insert with check (concord.has_role('chair'))",
  ),
  fault(
    'policies-call-functions-once',
    'a sub-select about the row',
    'has_role',
    'create policy planted on concord.cases for select using ((select concord.has_role(stage)))',
  ),
  fault(
    'policies-call-functions-once',
    'a bare call within a list',
    'agency_id',
    `create policy planted on concord.cases for select
    using (id in (select p.case_id from concord.case_parties p where p.agency_id = concord.agency_id()))`,
  ),
  fault(
    'policies-call-functions-once',
    'a cast that is a function',
    'timestamptz',
    "create policy planted on concord.cases for select using (received_on::timestamptz > '2026-01-01')",
  ),
];

const indexFaults: readonly PlantedFault[] = [
  fault(
    'indexes-are-plain',
    'a GIN index',
    'planted',
    'create index planted on concord.policy_versions using gin (document)',
  ),
  fault(
    'indexes-are-plain',
    'a BRIN index',
    'planted',
    'create index planted on concord.cases using brin (received_at)',
  ),
  fault(
    'indexes-are-leakproof',
    'an index on an expression',
    'planted',
    'create index planted on concord.cases (tenant_id, lower(reference))',
  ),
  fault(
    'indexes-are-leakproof',
    'an index on jsonb',
    'planted',
    'create index planted on concord.policy_versions (tenant_id, document)',
  ),
  fault(
    'indexes-are-leakproof',
    'an index on an array',
    'planted',
    'create index planted on concord.agencies (tenant_id, duties)',
  ),
  fault(
    'indexes-are-leakproof',
    'an index on an enum',
    'planted',
    `create type concord.colour as enum ('red');
    ${table({ columns: 'tenant_id uuid not null, id uuid not null, colour concord.colour' })}
    create index planted_colour on concord.planted (tenant_id, colour)`,
  ),
  fault(
    'indexes-are-leakproof',
    'an index on numeric',
    'planted',
    `${table({ columns: 'tenant_id uuid not null, id uuid not null, amount numeric' })}
    create index planted_amount on concord.planted (tenant_id, amount)`,
  ),
];

/** Faults of tables, keys, policies and indexes. */
export const structureFaults: readonly PlantedFault[] = [
  ...tableFaults,
  ...keyFaults,
  ...policyFaults,
  ...indexFaults,
];
