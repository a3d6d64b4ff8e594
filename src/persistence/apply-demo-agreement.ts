import type { DataSource } from 'typeorm';

/**
 * Gives every partnership of a development database that has none a sharing agreement among all its agencies, as invented
 * as its people, and opens under it what was put to cases before there were agreements. Safe to run at every start; never
 * run in production, where an agreement is what bodies have signed.
 */
export async function applyDemoAgreement(source: DataSource, newId: () => string): Promise<void> {
  await source.transaction(async (manager) => {
    const partnerships = await manager.query<{ tenant_id: string }[]>(
      'select tenant_id from directory.partnerships order by slug',
    );
    for (const { tenant_id: tenantId } of partnerships) {
      await manager.query("select set_config('concord.tenant_id', $1, true)", [tenantId]);
      const agreements = await manager.query<unknown[]>(
        'select id from concord.sharing_agreements where tenant_id = $1 limit 1',
        [tenantId],
      );
      if (agreements.length > 0) continue;
      for (const statement of statements) await manager.query(statement, [tenantId, newId()]);
    }
  });
}

const theOne = '(select s.id from concord.sharing_agreements s where s.tenant_id = $1)';

const statements = [
  `insert into concord.sharing_agreements (tenant_id, id, title, purpose, record_classes, field_groups, coordinator_level,
     party_level, starts_on, review_on, expires_on, starts_at, ends_at, leaves_stub, recorded_at)
   values ($1, $2, 'Agreement of the demonstration', 'To carry out ASB case reviews (an invented agreement)',
     array['REPORT'], array['ATTESTATION', 'CONTENT', 'IDENTITIES'], 4, 2, '2020-01-01', '2098-12-31', '2099-12-31',
     '2020-01-01T00:00:00Z', '2100-01-01T00:00:00Z', true, '2020-01-01T00:00:00Z')`,
  `insert into concord.sharing_agreement_parties (tenant_id, agreement_id, agency_id, regime, gateways, article_6,
     special_category_condition, criminal_offence_condition)
   select a.tenant_id, ${theOne}, a.id, case a.kind when 'police' then 'LAW_ENFORCEMENT' else 'UK_GDPR' end,
     array['Anti-social Behaviour, Crime and Policing Act 2014, Schedule 4, paragraph 7'],
     case a.kind when 'police' then null else 'PUBLIC_TASK' end,
     case a.kind when 'police' then 'Data Protection Act 2018, Schedule 8, paragraph 1'
       else 'Data Protection Act 2018, Schedule 1, paragraph 6' end,
     case a.kind when 'police' then null else 'Data Protection Act 2018, Schedule 1, paragraph 10' end
   from concord.agencies a where a.tenant_id = $1 and $2::uuid is not null`,
  ...['COORDINATOR', 'OTHER_AGENCIES'].map(
    (audience) => `
      insert into concord.record_grants (tenant_id, id, agreement_id, case_id, report_id, owner_agency_id, audience, level,
        given_by, given_at)
      select l.tenant_id, gen_random_uuid(), ${theOne}, l.case_id, l.report_id, l.agency_id, '${audience}',
        ${audience === 'COORDINATOR' ? '4' : '2'}, l.linked_by, l.linked_at
      from concord.report_links l where l.tenant_id = $1 and $2::uuid is not null`,
  ),
];
