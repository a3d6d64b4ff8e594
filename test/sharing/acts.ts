import { adminSql } from '../support/case-record.js';
import { actor, agencyIds } from '../support/journey.js';
import { newKey } from '../support/review-case.js';
import type { TestApp } from '../support/running-app.js';

/** What an act came to: its own type or a refusal. */
export interface ActAnswer {
  readonly __typename: string;
  readonly message?: string;
  readonly problems?: readonly { path: string; message: string }[];
  readonly agreement?: { readonly id: string };
  readonly [field: string]: unknown;
}

const refusals = '... on Refusal { code message } ... on InvalidInput { problems { path message } }';
const inputs = {
  linkReport: 'LinkReportInput',
  shareReport: 'ShareReportInput',
  withdrawGrant: 'WithdrawGrantInput',
  recordSharingAgreement: 'RecordSharingAgreementInput',
  withdrawSharingAgreement: 'EndAgreementInput',
  leaveSharingAgreement: 'EndAgreementInput',
} as const;

/** Everything that opens and closes reports. */
export type Act = keyof typeof inputs;

/** One act of sharing over HTTP, by a demo person of Leicester. @throws Error on anything that is no refusal */
export async function act(
  app: TestApp,
  as: string,
  [name, input]: readonly [Act, Readonly<Record<string, unknown>>],
): Promise<ActAnswer> {
  const answer = name.endsWith('Agreement')
    ? '... on SharingAgreementChanged { agreement { id } }'
    : '... on CaseChanged { case { id version } cursor }';
  const document = `mutation ($input: ${inputs[name]}!) { answer: ${name}(input: $input) { __typename ${answer} ${refusals} } }`;
  const { answer: given } = await actor(app, 'leicester', as).query(document, { input });
  return given as ActAnswer;
}

/** As `act`, and fails on a refusal too. */
export async function done(...[app, as, what]: Parameters<typeof act>): Promise<ActAnswer> {
  const answer = await act(app, as, what);
  if ('code' in answer) throw new Error(`${what[0]} as ${as} was refused: ${JSON.stringify(answer)}`);
  return answer;
}

/** People of Leicester who act for the agencies of these tests. */
export const officers = {
  'leicester-city-council': 'dev.council',
  'leicestershire-police': 'callum.police',
  'sanctuary-housing': 'tomasz.sanctuary',
  'pa-housing': 'grace.pa-housing',
  'leicester-integrated-care-board': 'yusuf.health',
} as const;

export const owner = 'leicester-city-council';
export const reader = 'leicestershire-police';
export const outsider = 'sanctuary-housing';
export const later = 'pa-housing';
export const notAsked = 'leicester-integrated-care-board';

/** Who signed every agreement of these tests: all but the outsider. */
export const signatories: readonly string[] = [owner, reader, later, notAsked];
export const administrator = 'owen.administrator';
export const managers = { [owner]: 'mina.manager', [reader]: 'anna.police' } as const;

/** An agreement of the signatories over all of 2026, as the administrator records it; every field may be replaced. */
export async function agreementOf(
  app: TestApp,
  more: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const ids = await agencyIds(actor(app, 'leicester', 'priya.coordinator'));
  const gateways = ['Schedule 4, paragraph 7'];
  const law = (slug: string) =>
    slug === reader
      ? { regime: 'LAW_ENFORCEMENT', specialCategoryCondition: 'Schedule 8, paragraph 1', gateways }
      : {
          regime: 'UK_GDPR',
          articleSix: 'PUBLIC_TASK',
          specialCategoryCondition: 'Schedule 1, paragraph 6',
          criminalOffenceCondition: 'Schedule 1, paragraph 6',
          gateways,
        };
  const input = {
    clientKey: newKey(),
    title: `Agreement ${newKey()}`,
    purpose: 'Reviews of anti-social behaviour',
    startsOn: '2026-01-01',
    expiresOn: '2026-12-31',
    reviewOn: '2026-06-30',
    recordClasses: ['REPORT'],
    fieldGroups: ['ATTESTATION', 'CONTENT', 'IDENTITIES'],
    coordinatorLevel: 'IDENTITIES',
    partyLevel: 'ATTESTED',
    parties: signatories.map((slug) => ({ agencyId: ids[slug], ...law(slug) })),
    ...more,
  };
  const { agreement } = await done(app, administrator, ['recordSharingAgreement', input]);
  return agreement?.id ?? '';
}

/** Withdraws what every partnership has for demonstration, and lets the police have a manager. */
export async function withoutDemonstration(app: TestApp): Promise<void> {
  const { sharingAgreements } = await actor(app, 'leicester', administrator).query(
    '{ sharingAgreements { id } }',
  );
  for (const { id: agreementId } of sharingAgreements as { id: string }[])
    await done(app, administrator, [
      'withdrawSharingAgreement',
      { agreementId, reason: 'Others take its place' },
    ]);
  await adminSql(
    app,
    `update concord.memberships m set roles = '{agency_manager}' from directory.users u, directory.partnerships t
     where u.id = m.user_id and t.tenant_id = m.tenant_id and u.subject = 'anna.police' and t.slug = 'leicester'`,
  );
}
