import { partnershipSchema } from '#tenancy/partnership-schema.js';
import type { PartnershipFile } from '#tenancy/tenant-file.js';
import { parsePolicy } from '#domain/policy/parse-policy.js';
import type { PolicyVersion } from '#domain/policy/policy-version.js';

type Json = Record<string, unknown>;

export const THREE = {
  test: 'count',
  id: 'three-incidents',
  words: 'Three incidents',
  unit: 'incidents',
  atLeast: 3,
  category: 'any',
  by: 'anybody',
  needs: 'complaint',
  window: { anchor: 'per_complaint', length: { months: 6 } },
  reportedWithin: { length: { months: 1 }, firstDay: 'counts' },
};

export const DISCRETION = {
  test: 'discretion',
  id: 'discretion',
  words: 'The coordinator may accept fewer',
  decidedBy: 'coordinator',
  factors: [{ id: 'harm', words: 'Harm' }],
};

export const DISSATISFIED = {
  test: 'condition',
  id: 'dissatisfied',
  words: 'Not satisfied',
  condition: 'dissatisfied_with_response',
};

export const anyOf = (...criteria: Json[]) => ({ test: 'any_of', id: 'any', words: 'Any of', criteria });
export const allOf = (...criteria: Json[]) => ({ test: 'all_of', id: 'all', words: 'All of', criteria });

const step = (id: string, from: string, endsWith: string): Json => ({
  id,
  words: id,
  within: { workingDays: 5 },
  from,
  endsWith,
  actor: 'coordinator',
});

export const STEPS: readonly Json[] = [
  step('acknowledge', 'application_received', 'acknowledged'),
  step('decide', 'acknowledged', 'threshold_decided'),
  step('outcome', 'panel_met', 'outcome_sent'),
  { ...step('appeal', 'outcome_sent', 'appeal_received'), within: { days: 28 }, actor: 'victim' },
];

export const APPEAL = {
  id: 'appeal',
  words: 'You may appeal',
  heardBy: 'policing_body',
  within: { days: 28 },
};

export const FIGURES = {
  basis: 'financial_year',
  smallNumbers: { below: 5, shownAs: 'fewer than 5' },
};

export const PANEL = { words: 'A panel meets', victim: 'invited', chairIsIndependentOfCase: true };

/** A policy in which nothing is found, with some parts exchanged, or left out where undefined. */
export function cleanPolicy(changes: Json = {}): PolicyVersion {
  const json: Json = {
    source: 'a page',
    checkedAgainst: { law: 'section 104', on: '2026-11-22' },
    threshold: anyOf(THREE, DISCRETION),
    timescales: STEPS,
    declineGrounds: [{ id: 'malicious', words: 'Malicious' }],
    applicants: { thirdParties: true, severalVictims: true, words: 'Anybody' },
    appeals: [APPEAL],
    panel: PANEL,
    outcome: { words: 'The chair writes', writtenBy: 'the chair' },
    secondReport: { words: 'We tell you', informs: true },
    draftPlan: { words: 'We ask you', victimConsulted: true },
    figures: FIGURES,
    ...changes,
  };
  return parsePolicy(JSON.parse(JSON.stringify(json)));
}

const COMPLAINTS = { words: 'Write to us', email: 'complaints@example.org' };

const agency = (slug: string, kind: string): Json => ({ slug, name: slug, kind, complaints: COMPLAINTS });

export const AGENCIES: readonly Json[] = [
  agency('police', 'police'),
  agency('council', 'council'),
  agency('health', 'health'),
  agency('homes', 'housing_provider'),
  { slug: 'policing-body', name: 'Policing body', kind: 'policing_body', roles: ['appeal'] },
];

/** A partnership in which nothing is found, with some parts exchanged, or left out where undefined. */
export function cleanPartnership(changes: Json = {}): PartnershipFile {
  const contact = { email: 'reviews@example.org' };
  const way = (each: string) => ({ way: each, words: each });
  const json: Json = {
    name: 'Here',
    referencePrefix: 'HER',
    area: { name: 'Here', districts: [{ name: 'North' }, { name: 'South' }] },
    agencies: AGENCIES,
    words: { publicTerm: 'case review', explanation: 'You can ask' },
    contact: { role: 'Coordinator', ...contact },
    waysToApply: [way('online'), way('phone'), way('in_person')],
    privacyNotice: { url: 'https://example.org/privacy' },
    rightsRequests: contact,
    dataComplaints: contact,
    retention: [{ records: 'case', keepFor: { months: 72 } }],
    publishedFigures: {
      basis: 'financial_year',
      measure: 'applications',
      rows: [
        { period: '2025/26', applications: 1, thresholdNotMet: 0, reviews: 1, reviewsWithRecommendations: 1 },
      ],
    },
    ...changes,
  };
  return partnershipSchema.parse(JSON.parse(JSON.stringify(json)));
}
