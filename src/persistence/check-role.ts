import type { DataSource } from 'typeorm';

interface RoleRow {
  name: string;
  super: boolean;
  bypass: boolean;
  owner: boolean;
}

/**
 * Refuses a connection whose role row-level security does not hold: superusers and BYPASSRLS skip it, and the owner
 * could change it.
 */
export async function refusePowerfulRole(source: DataSource, setting: string): Promise<void> {
  const [role] = await source.query<RoleRow[]>(`
    select current_user as name, r.rolsuper as super, r.rolbypassrls as bypass,
      coalesce(pg_has_role(current_user, (select oid from pg_roles where rolname = 'concord_owner'), 'member'), false) as owner
    from pg_roles r where r.rolname = current_user`);
  if (!role) throw new Error(`${setting}: the role of the connection is unknown.`);
  const power = role.super
    ? 'a superuser'
    : role.bypass
      ? 'allowed to bypass row-level security'
      : role.owner
        ? 'the owner'
        : '';
  if (power !== '')
    throw new Error(
      `${setting} signs in as ${role.name}, which is ${power}: expected concord_app or concord_worker.`,
    );
}
