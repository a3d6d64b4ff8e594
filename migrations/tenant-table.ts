// cspell:ignore xact
/**
 * The statements that put a table behind the tenant wall. Migrations that have run call this, so its output never
 * changes: a new rule is a new migration.
 *
 * - `tenant_wall` is restrictive: no later permissive policy can OR it away.
 * - `owner_all` lets the owner's definer functions work, still inside the wall because row-level security is forced.
 */
export function behindTenantWall(table: string): string {
  return `
    alter table ${table} enable row level security;
    alter table ${table} force row level security;
    create policy tenant_wall on ${table} as restrictive for all
      using (tenant_id = (select concord.tenant_id()))
      with check (tenant_id = (select concord.tenant_id()));
    create policy owner_all on ${table} as permissive for all to concord_owner using (true) with check (true);
  `;
}

/** A condition that holds when the viewer is an officer of an agency that is party to the case that `column` names. */
export function officerIsParty(column: string): string {
  return `((select concord.has_role('agency_officer')) and ${column} in (
    select p.case_id from concord.case_parties p
    where p.tenant_id = (select concord.tenant_id()) and p.agency_id = (select concord.agency_id())))`;
}

/** A condition that holds when the viewer may see all of the case that `column` names. The applicant may not. */
export function caseIsVisible(column: string): string {
  return `((select concord.sees_every_case()) or ${officerIsParty(column)})`;
}

/** A condition that holds when the viewer showed reference and secret of the case that `column` names. */
export function caseIsFollowed(column: string): string {
  return `(${column} = (select concord.applicant_case_id()))`;
}

/**
 * A condition on new rows that belong to a case: a visitor adds them only in the very transaction that opened the case,
 * the coordinator at any time. `case_id` is a column of the new row, and no setting can make an older case pass.
 */
export const caseTakesRows = `(
  (select concord.has_role('coordinator'))
  or ((select concord.has_role('public')) and exists (
    select 1 from concord.cases opened
    where opened.tenant_id = (select concord.tenant_id()) and opened.id = case_id
      and opened.opened_in = (select pg_catalog.pg_current_xact_id_if_assigned())))
)`;
