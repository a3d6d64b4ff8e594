import { adminSql } from '../support/case-record.js';
import { accepted, type ReviewCase } from '../support/review-case.js';
import type { TestApp } from '../support/running-app.js';

/** Days and instants of each partnership are its own, so that they tell whose they are. */
const times = {
  leicester: {
    starts: '2011-01-01',
    review: '2091-02-03',
    expires: '2092-03-04',
    at: '2026-02-17T09:10:11Z',
  },
  'north-yorkshire': {
    starts: '2012-02-02',
    review: '2093-04-05',
    expires: '2094-05-06',
    at: '2026-02-16T08:09:10Z',
  },
} as const;

/** Gives the agreement of a partnership words and days of its own, and a second one that was withdrawn and left. */
export async function fillAgreements(app: TestApp, slug: keyof typeof times, word: string): Promise<void> {
  const tenant = `(select tenant_id from directory.partnerships where slug = '${slug}')`;
  const { starts, review, expires, at } = times[slug];
  await adminSql(
    app,
    `update concord.sharing_agreements set title = $1, purpose = $2, starts_on = $3::date, review_on = $4::date,
       expires_on = $5::date where tenant_id = ${tenant}`,
    [`Agreement of ${word}`, `What ${word} shares for`, starts, review, expires],
  );
  await adminSql(
    app,
    `update concord.sharing_agreement_parties set gateways = array[$1::text], special_category_condition = $2,
       criminal_offence_condition = $3 where tenant_id = ${tenant}`,
    [`Gateway of ${word}`, `Special condition of ${word}`, `Criminal condition of ${word}`],
  );
  await adminSql(
    app,
    `insert into concord.sharing_agreements (tenant_id, id, title, purpose, record_classes, field_groups, coordinator_level,
       party_level, starts_on, review_on, expires_on, starts_at, ends_at, leaves_stub, recorded_at, withdrawn_at,
       withdrawn_reason)
     select tenant_id, gen_random_uuid(), 'Old ' || title, purpose, record_classes, field_groups, coordinator_level,
       party_level, starts_on, review_on, expires_on, starts_at, ends_at, leaves_stub, recorded_at - interval '1 year',
       $1::timestamptz, $2
     from concord.sharing_agreements where tenant_id = ${tenant}`,
    [at, `Withdrawn by ${word}`],
  );
  await adminSql(
    app,
    `insert into concord.sharing_agreement_parties (tenant_id, agreement_id, agency_id, regime, gateways, article_6,
       left_at, left_reason)
     select s.tenant_id, s.id, a.id, 'UK_GDPR', array[$1::text], 'PUBLIC_TASK', $2::timestamptz, $3
     from concord.sharing_agreements s join concord.agencies a on a.tenant_id = s.tenant_id
     where s.tenant_id = ${tenant} and s.withdrawn_at is not null`,
    [`Old gateway of ${word}`, at, `Left by ${word}`],
  );
}

/** Two more reports of a case, one open to the coordinator without who is in it, one of which they know nothing more. */
export async function openFurther(
  app: TestApp,
  review: ReviewCase,
  { agencySlug, word, on }: { agencySlug: string; word: string; on: (day: number) => string },
): Promise<void> {
  for (const [coordinatorLevel, more] of [
    ['CONTENT', {}],
    ['LOCATOR', { closedToParties: true }],
  ] as const) {
    const reportId = await review.record(agencySlug, {
      on: on(5),
      reportedOn: on(6),
      reporterName: `Victor ${word}`,
      reference: `${word}-${coordinatorLevel}`,
    });
    accepted(await review.link(agencySlug, reportId, { coordinatorLevel, ...more }));
  }
  const slug = review.partnership as keyof typeof times;
  await adminSql(
    app,
    `update concord.record_grants g set until_at = $1::timestamptz, despite = $2
     from directory.partnerships p where p.slug = $3 and g.tenant_id = p.tenant_id and g.audience = 'COORDINATOR'`,
    [`${times[slug].expires}T00:00:00Z`, `Shared by ${word}`, slug],
  );
  await adminSql(
    app,
    `insert into concord.record_grants (tenant_id, id, agreement_id, case_id, report_id, owner_agency_id, audience, agency_id,
       level, given_by, given_at, revoked_at, revoked_reason)
     select g.tenant_id, gen_random_uuid(), g.agreement_id, g.case_id, g.report_id, g.owner_agency_id, 'AGENCY',
       g.owner_agency_id, 2, g.given_by, g.given_at, $1::timestamptz, $2
     from concord.record_grants g join directory.partnerships p on p.tenant_id = g.tenant_id
     where p.slug = $3 and g.audience = 'COORDINATOR'`,
    [times[slug].at, `Closed by ${word}`, slug],
  );
}
