/** Who suffered the incident `i`: those whom the coordinator settled stand before those whom the applicant names. */
export const affectedOfIncident = `select array_agg(s.person_id order by s.person_id) as affected
  from concord.incident_sufferers s where s.tenant_id = i.tenant_id and s.incident_id = i.id and s.said_by = (
    select max(any_said.said_by) from concord.incident_sufferers any_said
    where any_said.tenant_id = i.tenant_id and any_said.incident_id = i.id)`;
