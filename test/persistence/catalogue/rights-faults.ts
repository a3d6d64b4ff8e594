import { plantedFault as fault, type PlantedFault } from './planted-fault.js';

const asAdmin = (sql: string) => `reset role; ${sql}`;
const onDatabase = (sql: string) =>
  asAdmin(`do $$ begin execute format('${sql}', current_database()); end $$;`);
const aFunction = (name: string, rest: string) =>
  `create function ${name} returns boolean language sql ${rest} as $$ select true $$;`;

const functionFaults: readonly PlantedFault[] = [
  fault(
    'definer-functions-are-listed',
    "a new function with the owner's rights",
    'concord.planted()',
    aFunction('concord.planted()', "security definer set search_path = ''"),
  ),
  fault(
    'functions-pin-search-path',
    'a function without a search path',
    'concord.planted()',
    aFunction('concord.planted()', 'stable'),
  ),
  fault(
    'functions-pin-search-path',
    'a function with a search path',
    'concord.planted()',
    aFunction('concord.planted()', 'set search_path = concord'),
  ),
  fault(
    'context-functions-are-stable',
    'an immutable context function',
    'concord.tenant_id()',
    'alter function concord.tenant_id() immutable',
  ),
  fault(
    'context-functions-are-stable',
    'a volatile context function',
    'concord.actor()',
    'alter function concord.actor() volatile',
  ),
  fault(
    'context-functions-are-stable',
    'a new immutable function that reads a setting',
    'concord.planted()',
    `create function concord.planted() returns text
    language sql immutable set search_path = '' as $$ select pg_catalog.current_setting('concord.roles', true) $$`,
  ),
  fault(
    'functions-are-not-for-everybody',
    'a function that everybody may call',
    'concord.append_events(jsonb)',
    'grant execute on function concord.append_events(jsonb) to public',
  ),
  fault(
    'new-functions-are-not-for-everybody',
    'default privileges that give away new functions',
    'concord_owner',
    'alter default privileges for role concord_owner grant execute on routines to public',
  ),
];

const roleFaults: readonly PlantedFault[] = [
  fault(
    'objects-belong-to-owner',
    'a table of the app role',
    'table concord.clocks',
    asAdmin('alter table concord.clocks owner to concord_app'),
  ),
  fault(
    'objects-belong-to-owner',
    'a function of the administrator',
    'function concord.actor()',
    asAdmin('alter function concord.actor() owner to current_user'),
  ),
  fault(
    'objects-belong-to-owner',
    'a table of the directory that the worker owns',
    'table directory.users',
    asAdmin('alter table directory.users owner to concord_worker'),
  ),
  fault(
    'objects-belong-to-owner',
    'a schema of the app role',
    'schema directory',
    asAdmin('alter schema directory owner to concord_app'),
  ),
  fault(
    'run-time-roles-own-nothing',
    'a table that the app role owns elsewhere',
    'graphile_worker.planted',
    asAdmin(
      'create table graphile_worker.planted (); alter table graphile_worker.planted owner to concord_app',
    ),
  ),
  ...['superuser', 'bypassrls', 'createrole', 'createdb', 'replication', 'inherit'].map((attribute) =>
    fault(
      'run-time-roles-are-plain',
      `an app role with ${attribute}`,
      'concord_app',
      asAdmin(`alter role concord_app ${attribute}`),
    ),
  ),
  fault(
    'run-time-roles-are-plain',
    'a worker role with bypassrls',
    'concord_worker',
    asAdmin('alter role concord_worker bypassrls'),
  ),
  fault(
    'run-time-roles-become-nobody',
    'an app role that may become the owner',
    'concord_app in concord_owner',
    asAdmin('grant concord_owner to concord_app'),
  ),
  fault(
    'run-time-roles-become-nobody',
    'a worker role that reads everything',
    'concord_worker in pg_read_all_data',
    asAdmin('grant pg_read_all_data to concord_worker'),
  ),
  fault(
    'owner-is-not-above-the-wall',
    'an owner that bypasses policies',
    'concord_owner',
    asAdmin('alter role concord_owner bypassrls'),
  ),
  fault(
    'owner-is-not-above-the-wall',
    'an owner that signs in',
    'concord_owner',
    asAdmin('alter role concord_owner login'),
  ),
];

const privilegeFaults: readonly PlantedFault[] = [
  fault(
    'nothing-is-for-everybody',
    'a table that everybody may read',
    'concord.agencies',
    'grant select on concord.agencies to public',
  ),
  fault(
    'nothing-is-for-everybody',
    'a column that everybody may read',
    'concord.agencies.name',
    'grant select (name) on concord.agencies to public',
  ),
  fault(
    'nothing-is-for-everybody',
    'a schema that everybody may use',
    'schema concord',
    'grant usage on schema concord to public',
  ),
  fault(
    'nothing-is-for-everybody',
    'a database that everybody may connect to',
    'database: connect',
    onDatabase('grant connect on database %I to public'),
  ),
  ...['truncate', 'references', 'trigger'].map((privilege) =>
    fault(
      'run-time-roles-do-not-pass-walls',
      `the right to ${privilege}`,
      `concord.cases: ${privilege}`,
      `grant ${privilege} on concord.cases to concord_app`,
    ),
  ),
  fault(
    'run-time-roles-do-not-pass-walls',
    'the right to reference a column',
    'concord.cases.id',
    'grant references (id) on concord.cases to concord_worker',
  ),
  ...['events', 'event_streams'].flatMap((name) =>
    ['insert', 'update', 'delete'].map((privilege) =>
      fault(
        'logs-are-only-added-to',
        `${privilege} on ${name}`,
        `concord.${name}: ${privilege}`,
        `grant ${privilege} on concord.${name} to concord_app`,
      ),
    ),
  ),
  ...['audit_entries', 'audit_checkpoints', 'audit_chains', 'audit_subjects'].flatMap((name) =>
    ['update', 'delete'].map((privilege) =>
      fault(
        'logs-are-only-added-to',
        `${privilege} on ${name}`,
        `concord.${name}: ${privilege}`,
        `grant ${privilege} on concord.${name} to concord_worker`,
      ),
    ),
  ),
  fault(
    'logs-are-only-added-to',
    'update on one column of a log',
    'concord.events.body',
    'grant update (body) on concord.events to concord_app',
  ),
  fault(
    'logs-are-only-added-to',
    'a log under another name',
    'concord.events is missing',
    'alter table concord.events rename to happenings',
  ),
  fault(
    'directory-answers-through-functions',
    'a table of the directory that the app role reads',
    'directory.users',
    'grant select on directory.users to concord_app',
  ),
  fault(
    'directory-answers-through-functions',
    'a column of the directory that the worker changes',
    'directory.users.display_name',
    'grant update (display_name) on directory.users to concord_worker',
  ),
  fault(
    'directory-answers-through-functions',
    "a function of the directory with the caller's rights",
    'directory.planted()',
    `${aFunction('directory.planted()', "set search_path = ''")}
    grant execute on function directory.planted() to concord_app`,
  ),
  fault(
    'run-time-roles-create-nothing',
    'an app role that makes tables',
    'schema concord: create',
    'grant create on schema concord to concord_app',
  ),
  fault(
    'run-time-roles-create-nothing',
    'a worker role that makes tables in the public schema',
    'schema public: create',
    asAdmin('grant create on schema public to concord_worker'),
  ),
  fault(
    'run-time-roles-create-nothing',
    'an app role that makes schemas',
    'database: create',
    onDatabase('grant create on database %I to concord_app'),
  ),
  fault(
    'run-time-roles-create-nothing',
    'an app role that makes temporary tables',
    'database: temporary',
    onDatabase('grant temporary on database %I to concord_app'),
  ),
  fault(
    'run-time-roles-pass-nothing-on',
    'a table that the app role may show to others',
    'concord.agencies',
    'grant select on concord.agencies to concord_app with grant option',
  ),
  fault(
    'run-time-roles-pass-nothing-on',
    'a function that the worker may pass on',
    'concord.actor()',
    'grant execute on function concord.actor() to concord_worker with grant option',
  ),
  fault(
    'run-time-roles-pass-nothing-on',
    'a schema that the app role may open',
    'schema concord',
    'grant usage on schema concord to concord_app with grant option',
  ),
];

const schemaFaults: readonly PlantedFault[] = [
  fault('only-known-schemas', 'a schema that nobody checks', 'planted', asAdmin('create schema planted')),
  fault('schemas-are-there', 'a missing schema', 'graphile_worker', asAdmin('drop schema graphile_worker')),
  fault(
    'public-schema-is-empty',
    'a table in the public schema',
    'public.planted',
    asAdmin('create table public.planted ()'),
  ),
  fault(
    'public-schema-is-empty',
    'a function in the public schema',
    'public.planted()',
    asAdmin(aFunction('public.planted()', '')),
  ),
  fault(
    'public-schema-is-empty',
    'a type in the public schema',
    'public.planted',
    asAdmin("create type public.planted as enum ('red')"),
  ),
  fault(
    'job-queue-belongs-to-worker',
    'a job queue of the owner',
    'schema graphile_worker',
    asAdmin('alter schema graphile_worker owner to concord_owner'),
  ),
  fault(
    'job-queue-belongs-to-worker',
    'a job queue that the app role may use',
    'schema graphile_worker',
    asAdmin('grant usage on schema graphile_worker to concord_app'),
  ),
  fault(
    'job-queue-belongs-to-worker',
    'jobs that the app role may read',
    'graphile_worker.planted',
    asAdmin(
      'set role concord_worker; create table graphile_worker.planted (); grant select on graphile_worker.planted to concord_app',
    ),
  ),
];

/** Faults of functions, roles, privileges and schemas. */
export const rightsFaults: readonly PlantedFault[] = [
  ...functionFaults,
  ...roleFaults,
  ...privilegeFaults,
  ...schemaFaults,
];
