/**
 * Conditions of policies by what a member may do. Migrations that have run call this, so its output never changes: a new
 * rule is a new migration.
 */

/** A condition that holds when the viewer's roles allow it. */
export function may(permission: string): string {
  return `(select concord.may('${permission}'))`;
}

/** A condition that holds when the viewer's roles allow it and `column` is the agency that they act for. */
export function mayForAgency(permission: string, column = 'agency_id'): string {
  return `(${may(permission)} and ${column} = (select concord.agency_id()))`;
}

/** A condition that holds when the viewer acts for an agency that is party to the case that `column` names. */
export function isParty(column: string): string {
  return `(${column} in (
    select p.case_id from concord.case_parties p
    where p.tenant_id = (select concord.tenant_id()) and p.agency_id = (select concord.agency_id())))`;
}

/** A condition that holds when the viewer may see all of the case that `column` names. The applicant may not. */
export function caseIsReadable(column: string): string {
  return `((select concord.sees_every_case()) or (${may('cases.read_asked')} and ${isParty(column)}))`;
}
