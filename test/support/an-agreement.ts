import { newKey } from './review-case.js';

/** A sharing agreement of these agencies as it is recorded, on all of a report and in force since March 2026. */
export function anAgreement(agencyIds: readonly string[], overrides: object = {}): object {
  return {
    clientKey: newKey(),
    title: `Agreement ${newKey()}`,
    purpose: 'To carry out case reviews',
    recordClasses: ['REPORT'],
    fieldGroups: ['ATTESTATION', 'CONTENT', 'IDENTITIES'],
    coordinatorLevel: 'IDENTITIES',
    partyLevel: 'ATTESTED',
    startsOn: '2026-03-01',
    reviewOn: '2026-09-01',
    expiresOn: '2027-02-28',
    parties: agencyIds.map((agencyId) => ({
      agencyId,
      regime: 'UK_GDPR',
      gateways: ['Schedule 4, paragraph 7'],
      articleSix: 'PUBLIC_TASK',
      specialCategoryCondition: 'Schedule 1, paragraph 6',
      criminalOffenceCondition: 'Schedule 1, paragraph 10',
    })),
    ...overrides,
  };
}
