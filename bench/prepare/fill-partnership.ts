const partnership = (number: number, cases: number) => `
  create temporary table partnership on commit drop as
  select 'bench-' || lpad(n::text, 3, '0') as slug, pg_temp.id_at(timestamptz '2023-01-02 09:00Z', 'partnership' || n) as tenant_id,
    n, cases
  from (values (${String(number)}, ${String(cases)})) as given (n, cases)`;

/** Without it no server serves a partnership in production. */
const toldToPeople = JSON.stringify({
  privacyNotice: { url: 'https://reviews.bench.invalid/privacy' },
  retention: [{ records: 'case', keepFor: { months: 72 } }],
  rightsRequests: { email: 'rights@bench.invalid' },
  dataComplaints: { email: 'complaints@bench.invalid' },
});

const organisation = [
  `insert into directory.partnerships (tenant_id, slug, name)
   select tenant_id, slug, 'Community Safety Partnership ' || n from partnership`,
  `insert into concord.partnerships (tenant_id, slug, name, reference_prefix, words, area, published_figures, document)
   select p.tenant_id, p.slug, 'Community Safety Partnership ' || p.n, 'BEN', t.words, t.area, t.published_figures,
     coalesce(t.document, '{}') || $told$${toldToPeople}$told$
   from partnership p, concord.partnerships t where t.slug = 'leicester'`,
  `insert into concord.agencies (tenant_id, id, slug, name, kind, duties)
   select p.tenant_id, pg_temp.id_at(timestamptz '2023-01-02 09:00Z', p.slug || kind), replace(kind, '_', '-'),
     initcap(replace(kind, '_', ' ')) || ' of area ' || p.n, kind, '{}'
   from partnership p, unnest(array['police', 'council', 'housing_provider', 'health']) kind`,
  `insert into concord.area_teams (tenant_id, id, slug, name, districts)
   select p.tenant_id, pg_temp.id_at(timestamptz '2023-01-02 09:00Z', p.slug || 'team' || t), 'team-' || t,
     (array['North', 'East', 'South', 'West'])[t] || ' hub of area ' || p.n, array['District ' || t]
   from partnership p, generate_series(1, 4) t`,
  `insert into concord.policy_versions (tenant_id, id, in_force_from, digest, document, applied_at)
   select p.tenant_id, pg_temp.id_at(timestamptz '2023-01-02 09:00Z', p.slug || v.digest), v.in_force_from, v.digest,
     v.document, v.applied_at
   from partnership p, concord.policy_versions v
   where v.tenant_id = (select t.tenant_id from directory.partnerships t where t.slug = 'leicester')`,
  `insert into concord.trusted_issuers (tenant_id, id, issuer)
   select tenant_id, pg_temp.id_at(timestamptz '2023-01-02 09:00Z', slug || 'issuer'), 'https://issuer.bench.invalid'
   from partnership`,
];

/** 80 coordinators, and 20 officers of the four agencies. */
const members = [
  `insert into directory.users (id, issuer, subject, display_name)
   select pg_temp.id_at(timestamptz '2023-01-03 09:00Z', p.slug || 'user' || u), 'https://issuer.bench.invalid',
     p.slug || '-' || u, pg_temp.person(p.slug || u)
   from partnership p, generate_series(1, 100) u`,
  `insert into concord.memberships (tenant_id, id, user_id, agency_id, roles)
   select p.tenant_id, pg_temp.id_at(timestamptz '2023-01-03 09:00Z', p.slug || 'membership' || u),
     pg_temp.id_at(timestamptz '2023-01-03 09:00Z', p.slug || 'user' || u),
     case when u > 80 then pg_temp.id_at(timestamptz '2023-01-02 09:00Z',
       p.slug || (array['police', 'council', 'housing_provider', 'health'])[1 + u % 4]) end,
     array[case when u > 80 then 'agency_officer' else 'coordinator' end]
   from partnership p, generate_series(1, 100) u`,
];

/** Received over two years, at whole seconds; every one is in the stage in which agencies put reports to it. */
const cases = [
  `create temporary table opened on commit drop as
   select p.tenant_id, p.slug, i, at as received_at, pg_temp.id_at(at, p.slug || 'case' || i) as case_id, p.slug || 'case' || i as seed
   from partnership p, generate_series(1, p.cases) i,
     lateral (select timestamptz '2024-01-01 08:00Z' + (i - 1) * (interval '730 days' / p.cases)
       + pg_temp.chance(p.slug || 'at' || i, 20000) * interval '1 second') as precise (instant),
     lateral (select date_trunc('second', precise.instant)) as whole (at)`,
  `create temporary table party on commit drop as
   select o.tenant_id, o.case_id, o.seed, o.received_at, o.i, k as place,
     pg_temp.id_at(timestamptz '2023-01-02 09:00Z', o.slug || (array['police', 'council', 'housing_provider', 'health'])[1 + (o.i + k) % 4]) as agency_id
   from opened o, generate_series(0, 2) k`,
  `insert into concord.cases (tenant_id, id, reference, version, stage, received_at, received_on, policy_version_id, area_team_id,
     applicant_kind, dissatisfied, dissatisfaction, applicant_secret_hash)
   select o.tenant_id, o.case_id, 'BEN-' || substr(pg_temp.code(o.i), 1, 4) || '-' || substr(pg_temp.code(o.i), 5), 10, 'GATHERING',
     o.received_at, (o.received_at at time zone 'Europe/London')::date, v.id,
     pg_temp.id_at(timestamptz '2023-01-02 09:00Z', o.slug || 'team' || 1 + o.i % 4), 'VICTIM', true,
     pg_temp.story(o.seed || 'dissatisfaction', 3), md5(o.seed || 'secret') || md5(o.seed || 'more')
   from opened o join lateral (select id from concord.policy_versions v where v.tenant_id = o.tenant_id
     order by in_force_from nulls first limit 1) v on true`,
  `insert into concord.case_people (tenant_id, id, case_id, role, is_applicant, name, email, phone, address)
   select tenant_id, pg_temp.id_at(received_at, seed || 'person'), case_id, 'VICTIM', true, pg_temp.person(seed),
     'applicant-' || i || '@example.org', '0116 496 ' || lpad((i % 10000)::text, 4, '0'), pg_temp.place(seed)
   from opened`,
  `insert into concord.case_parties (tenant_id, case_id, agency_id, since)
   select tenant_id, case_id, agency_id, received_at + interval '1 day' from party`,
  `insert into concord.information_requests (tenant_id, id, case_id, agency_id, status, requested_at, requested_by, due_on)
   select tenant_id, pg_temp.id_at(received_at + interval '1 day', seed || 'request' || place), case_id, agency_id, 'OPEN',
     received_at + interval '1 day', pg_temp.id_at(timestamptz '2023-01-03 09:00Z', split_part(seed, 'case', 1) || 'user' || 1 + i % 80),
     (received_at + interval '11 days')::date
   from party`,
  `insert into concord.clocks (tenant_id, id, case_id, step, ends_with, begun_by, anchor, anchored_on, due_on, first_due_on, due_at, arithmetic, extendable, stopped_at)
   select tenant_id, pg_temp.id_at(received_at, seed || step), case_id, step, ends_with, 'RECEIVED', 'RECEIVED', received_at::date,
     (received_at + days * interval '1 day')::date, (received_at + days * interval '1 day')::date,
     received_at + days * interval '1 day',
     days || ' days after receipt', true, case when step = 'acknowledge' then received_at + interval '1 day' end
   from opened, (values ('acknowledge', 'ACKNOWLEDGED', 5), ('decide', 'DECIDED', 20)) as s (step, ends_with, days)`,
  `insert into concord.case_incidents (tenant_id, id, case_id, number, occurred_on, place, description, hate_perceived, match)
   select tenant_id, pg_temp.id_at(received_at, seed || 'incident' || n), case_id, n, (received_at - (n * 21) * interval '1 day')::date,
     pg_temp.place(seed || n), pg_temp.story(seed || 'incident' || n, 4), pg_temp.chance(seed || n, 12) = 0, 'UNMATCHED'
   from opened, generate_series(1, 3) n`,
  `insert into concord.incident_complaints (tenant_id, id, case_id, incident_id, agency_id, made_on, made_by_victim)
   select p.tenant_id, pg_temp.id_at(p.received_at, p.seed || 'complaint' || p.place), p.case_id,
     pg_temp.id_at(p.received_at, p.seed || 'incident' || p.place + 1), p.agency_id,
     (p.received_at - ((p.place + 1) * 21 - 2) * interval '1 day')::date, true
   from party p`,
];

/** Five reports a case from three agencies, recorded over the half year before it and so between those of other cases. */
const reports = [
  `create temporary table recorded on commit drop as
   select p.tenant_id, p.case_id, p.agency_id, p.received_at, p.seed || 'report' || j as seed, p.i, j, at,
     pg_temp.id_at(at, p.seed || 'report' || j) as report_id
   from party p, generate_series(1, 5) j,
     lateral (select p.received_at - pg_temp.chance(p.seed || 'age' || j, 15552000) * interval '1 second') as t (at)
   where p.place = j % 3`,
  `insert into concord.reports (tenant_id, id, agency_id, reference, source, category, occurred_on, occurred_month, reported_on,
     recorded_on, reporter_name, place, district, summary, hate_perceived, created_at)
   select tenant_id, report_id, agency_id, 'R' || to_char(at, 'YY') || '-' || pg_temp.code(i * 5 + j), 'OFFICER',
     (array['ASB', 'ASB', 'ASB', 'ASB', 'HATE_INCIDENT', 'OTHER_CRIME'])[1 + pg_temp.chance(seed || 'category', 6)],
     (at - pg_temp.chance(seed, 3) * interval '1 day')::date,
     to_char(at - pg_temp.chance(seed, 3) * interval '1 day', 'YYYY-MM'), at::date, at::date, pg_temp.person(seed),
     pg_temp.place(seed), 'District ' || 1 + i % 4, pg_temp.story(seed, 4), pg_temp.chance(seed || 'hate', 8) = 0, at
   from recorded order by recorded.at, recorded.report_id`,
  `insert into concord.report_links (tenant_id, case_id, report_id, agency_id, category, occurred_on, reported_on, linked_by, linked_at)
   select tenant_id, case_id, report_id, agency_id,
     (array['ASB', 'ASB', 'ASB', 'ASB', 'HATE_INCIDENT', 'OTHER_CRIME'])[1 + pg_temp.chance(seed || 'category', 6)], (at - pg_temp.chance(seed, 3) * interval '1 day')::date, at::date,
     pg_temp.id_at(timestamptz '2023-01-03 09:00Z', split_part(seed, 'case', 1) || 'user' || 81 + i % 20),
     received_at + interval '2 days' + j * interval '1 hour'
   from recorded`,
];

const id = (of: string) => `pg_temp.id_at(timestamptz '2023-01-02 09:00Z', p.slug || '${of}')`;

/**
 * One agreement of the four agencies. Every report is open to the coordinator under it, and of each agency a hundred to
 * another agency of their case.
 */
const sharing = [
  `insert into concord.sharing_agreements (tenant_id, id, title, purpose, record_classes, field_groups, coordinator_level,
     party_level, starts_on, review_on, expires_on, starts_at, ends_at, leaves_stub, recorded_at)
   select p.tenant_id, ${id('agreement')}, 'Agreement', 'To carry out case reviews', array['REPORT'],
     array['ATTESTATION', 'CONTENT', 'IDENTITIES'], 4, 2, '2023-01-01', '2090-01-01', '2099-12-31',
     timestamptz '2023-01-01Z', timestamptz '2100-01-01Z', true, timestamptz '2023-01-01Z'
   from partnership p`,
  `insert into concord.sharing_agreement_parties (tenant_id, agreement_id, agency_id, regime, gateways, article_6)
   select a.tenant_id, ${id('agreement')}, a.id, 'UK_GDPR', array['Schedule 4, paragraph 7'], 'PUBLIC_TASK'
   from partnership p join concord.agencies a on a.tenant_id = p.tenant_id`,
  `insert into concord.record_grants (tenant_id, id, agreement_id, case_id, report_id, owner_agency_id, audience, level,
     given_by, given_at)
   select l.tenant_id, pg_temp.id_at(l.linked_at, p.slug || 'grant' || l.report_id), ${id('agreement')}, l.case_id, l.report_id,
     l.agency_id, 'COORDINATOR', 4, l.linked_by, l.linked_at
   from partnership p join concord.report_links l on l.tenant_id = p.tenant_id`,
  `insert into concord.record_grants (tenant_id, id, agreement_id, case_id, report_id, owner_agency_id, audience, agency_id,
     level, given_by, given_at)
   select n.tenant_id, pg_temp.id_at(n.linked_at, p.slug || 'opened' || n.report_id), ${id('agreement')}, n.case_id, n.report_id,
     n.agency_id, 'AGENCY', n.reader_id, 4, n.linked_by, n.linked_at
   from partnership p join lateral (
     select l.*, reader.agency_id as reader_id,
       row_number() over (partition by l.agency_id order by l.linked_at desc, l.report_id) as place
     from concord.report_links l
     join lateral (select c.agency_id from concord.case_parties c
       where c.tenant_id = l.tenant_id and c.case_id = l.case_id and c.agency_id <> l.agency_id
       order by c.agency_id limit 1) reader on true
     where l.tenant_id = p.tenant_id) n on n.place <= 700 and n.place % 7 = 0`,
  // Without statistics, the first partnership takes minutes to work out.
  'analyze concord.record_grants, concord.report_links, concord.case_parties, concord.reports',
  // Rows are filled in without triggers, which work out the reports of a few cases at a time.
  `select concord.renew_readers(few.tenant_id, few.report_ids)
   from (select r.tenant_id, array_agg(r.report_id) as report_ids from recorded r group by r.tenant_id, r.i / 50) few`,
];

/** One event for each version of each case, in one order for the partnership. */
const events = [
  `create temporary table happened on commit drop as
   select tenant_id, case_id, seed, received_at as at, 1 as version, 'APPLICATION_RECEIVED' as type, 'RECEIVED' as stage, null::uuid as subject_id
   from opened
   union all select tenant_id, case_id, seed, received_at + interval '1 hour', 2, 'APPLICATION_ACKNOWLEDGED', 'ACKNOWLEDGED', null from opened
   union all select tenant_id, case_id, seed, received_at + interval '1 day', 3 + place, 'INFORMATION_REQUESTED', 'GATHERING',
     pg_temp.id_at(received_at + interval '1 day', seed || 'request' || place) from party
   union all select tenant_id, case_id, seed, received_at + interval '2 days' + j * interval '1 hour', 5 + j, 'REPORT_LINKED', 'GATHERING', report_id
   from recorded`,
  `insert into concord.events (tenant_id, position, id, at, type, case_id, case_version, stage, subject_id, agency_ids, body)
   select h.tenant_id, row_number() over (order by h.at, h.case_id, h.version), pg_temp.id_at(h.at, h.seed || 'event' || h.version), h.at,
     h.type, h.case_id, h.version, h.stage, h.subject_id, agencies.ids, '{}'
   from happened h
   join (select case_id, array_agg(agency_id order by agency_id) as ids from party group by case_id) agencies on agencies.case_id = h.case_id`,
  `insert into concord.event_streams (tenant_id, last_position) select p.tenant_id, p.cases * 10 from partnership p`,
];

/** The statements that add one partnership, in order; what one makes is known to the later ones by its seed alone. */
export function partnershipStatements(number: number, caseCount: number): readonly string[] {
  return [
    partnership(number, caseCount),
    ...organisation,
    ...members,
    ...cases,
    ...reports,
    ...sharing,
    ...events,
  ];
}
