// cspell:ignore recordset
import type { QueryRunner } from 'typeorm';
import { actsForAgency, type RoleDefinition } from '#domain/sharing/role-definition.js';

/**
 * Writes the roles of the deployment: adds those that are absent, changes those that say something else, and takes out
 * what the file no longer names, so that whoever holds it may do nothing by it.
 * @returns the names of those that were added, changed or taken out, in order
 */
export async function applyRolesWithin(
  runner: QueryRunner,
  roles: readonly RoleDefinition[],
): Promise<readonly string[]> {
  const taken = (await runner.query(
    `with gone as (delete from directory.roles where name <> all ($1::text[]) returning name)
     select name from gone`,
    [roles.map(({ name }) => name)],
  )) as { name: string }[];
  const changed = (await runner.query(
    `with told as (
       select * from jsonb_to_recordset($1::jsonb) as t (name text, words text, permissions text[], acts_for_agency boolean,
         for_services boolean)),
     written as (
       insert into directory.roles as r (name, words, permissions, acts_for_agency, for_services)
       select name, words, permissions, acts_for_agency, for_services from told
       on conflict (name) do update set words = excluded.words, permissions = excluded.permissions,
         acts_for_agency = excluded.acts_for_agency, for_services = excluded.for_services
       where (r.words, r.permissions, r.acts_for_agency, r.for_services)
         is distinct from (excluded.words, excluded.permissions, excluded.acts_for_agency, excluded.for_services)
       returning name)
     select name from written`,
    [JSON.stringify(roles.map(toRow))],
  )) as { name: string }[];
  return [...taken, ...changed].map(({ name }) => name).sort();
}

function toRow(role: RoleDefinition) {
  const { name, words, permissions, forServices = false } = role;
  return {
    name,
    words,
    permissions: [...permissions].sort(),
    acts_for_agency: actsForAgency(role),
    for_services: forServices,
  };
}
