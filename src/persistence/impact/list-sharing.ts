import type { EntityManager } from 'typeorm';
import type { AgreementFacts, GrantCount } from './impact-facts.js';

const local = (moment: string) => `to_char(${moment} at time zone 'Europe/London', 'YYYY-MM-DD')`;

/** Every agreement that was ever recorded, those in force first. @param at an instant */
export function listAgreements(
  manager: EntityManager,
  tenantId: string,
  at: string,
): Promise<AgreementFacts[]> {
  return manager.query<AgreementFacts[]>(
    `select * from (
       select s.id, s.title, s.purpose, case when s.withdrawn_at is not null then 'WITHDRAWN'
           when s.ends_at <= $2::timestamptz then 'EXPIRED'
           when s.starts_at > $2::timestamptz then 'NOT_BEGUN' else 'IN_FORCE' end as state,
         s.record_classes as "recordClasses", s.field_groups as "fieldGroups", s.coordinator_level as "coordinatorLevel",
         s.party_level as "partyLevel", s.starts_on::text as "startsOn", s.review_on::text as "reviewOn",
         s.expires_on::text as "expiresOn", ${local('s.withdrawn_at')} as "withdrawnOn", s.leaves_stub as "leavesStub",
         (select coalesce(json_agg(json_build_object('agency', a.name, 'regime', p.regime, 'gateways', p.gateways,
             'articleSix', p.article_6, 'specialCategoryCondition', p.special_category_condition,
             'criminalOffenceCondition', p.criminal_offence_condition, 'leftOn', ${local('p.left_at')})
             order by a.name), '[]')
           from concord.sharing_agreement_parties p join concord.agencies a on a.tenant_id = $1 and a.id = p.agency_id
           where p.tenant_id = $1 and p.agreement_id = s.id) as parties
       from concord.sharing_agreements s where s.tenant_id = $1) s
     order by array_position(array['IN_FORCE', 'NOT_BEGUN', 'EXPIRED', 'WITHDRAWN'], state), "startsOn", title`,
    [tenantId, at],
  );
}

/** The grants that open something at a moment, counted. Those of an agreement that has ended open nothing. */
export function countGrants(manager: EntityManager, tenantId: string, at: string): Promise<GrantCount[]> {
  return manager.query<GrantCount[]>(
    `select giver.name as giver, g.audience, reader.name as agency, g.level, count(*)::int as count,
       count(g.despite)::int as despite
     from concord.record_grants g
     join concord.agencies giver on giver.tenant_id = $1 and giver.id = g.owner_agency_id
     left join concord.agencies reader on reader.tenant_id = $1 and reader.id = g.agency_id
     join concord.sharing_agreements s on s.tenant_id = $1 and s.id = g.agreement_id
     join concord.sharing_agreement_parties p
       on p.tenant_id = $1 and p.agreement_id = s.id and p.agency_id = g.owner_agency_id
     where g.tenant_id = $1 and g.revoked_at is null and (g.until_at is null or g.until_at > $2::timestamptz)
       and p.left_at is null and s.withdrawn_at is null and s.starts_at <= $2::timestamptz and s.ends_at > $2::timestamptz
       and (g.agency_id is null or exists (
         select from concord.sharing_agreement_parties r where r.tenant_id = $1 and r.agreement_id = s.id
           and r.agency_id = g.agency_id and r.left_at is null))
     group by 1, 2, 3, 4 order by 1, 2, 3 nulls first, 4`,
    [tenantId, at],
  );
}
