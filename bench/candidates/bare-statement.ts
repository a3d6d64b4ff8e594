const nodeId = (type: string, id: string) =>
  `translate(encode(convert_to('${type}:' || ${id}::text, 'UTF8'), 'base64'), E'+/=\\n', '-_')`;

/** Times of the bench's rows are whole seconds, so this is how the server writes them too. */
const instant = (at: string) => `to_char(${at} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;

const report = `json_build_object('reference', r.reference, 'category', r.category, 'place', r.place,
  'hatePerceived', r.hate_perceived)`;

const linked = `
  select l.case_id, json_agg(json_build_object('occurredOn', l.occurred_on,
      'reportedOn', l.reported_on, 'linkedAt', ${instant('l.linked_at')},
      'agency', json_build_object('name', a.name, 'kind', upper(a.kind)),
      'report', case when r.id is not null then ${report} end) order by l.linked_at, l.report_id) as reports
  from shown s
  join concord.report_links l on l.tenant_id = $1 and l.case_id = s.id
  join concord.agencies a on a.tenant_id = $1 and a.id = l.agency_id
  left join concord.reports r on r.tenant_id = $1 and r.id = l.report_id
  group by l.case_id`;

const node = `json_build_object('id', ${nodeId('Case', 's.id')}, 'reference', s.reference, 'stage', s.stage,
  'receivedOn', s.received_on, 'version', s.version,
  'areaTeam', case when t.id is not null then json_build_object('name', t.name) end, 'reports', coalesce(linked.reports, '[]'))`;

const endCursor = `(select translate(encode(convert_to(${instant('s.received_at')} || ' ' || s.id::text, 'UTF8'), 'base64'), E'+/=\\n', '-_')
  from shown s order by s.received_at, s.id limit 1)`;

/**
 * The joint-case page as one statement: $1 tenant, $2 cases, and where it starts ($3 and $4) when not at the newest.
 * It writes the JSON that the GraphQL document is answered with.
 */
export const bareStatement = (after: boolean): string => `
  with page as materialized (
    select c.id, c.reference, c.stage, c.received_on, c.received_at, c.version, c.area_team_id
    from concord.cases c
    where c.tenant_id = $1 ${after ? 'and (c.received_at, c.id) < ($3::timestamptz, $4::uuid)' : ''}
    order by c.received_at desc, c.id desc limit $2::integer + 1),
  shown as materialized (select * from page order by received_at desc, id desc limit $2::integer),
  linked as (${linked})
  select json_build_object('data', json_build_object('cases', json_build_object(
    'nodes', (select coalesce(json_agg(${node} order by s.received_at desc, s.id desc), '[]')
      from shown s
      left join concord.area_teams t on t.tenant_id = $1 and t.id = s.area_team_id
      left join linked on linked.case_id = s.id),
    'pageInfo', json_build_object('hasNextPage', (select count(*) > $2::integer from page), 'endCursor', ${endCursor}))))::text as page`;
