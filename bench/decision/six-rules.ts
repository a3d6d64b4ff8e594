import type { AllOf, AnyOf, Count } from '#domain/policy/criterion.js';

const SIX_MONTHS = { months: 6 } as const;

const REPORTS: Count = {
  test: 'count',
  id: 'reports-by-one-person',
  words: 'Reports of one problem by one person in six months, each within a month',
  unit: 'reports',
  atLeast: 40,
  category: 'asb',
  by: 'one_person',
  needs: 'complaint',
  recordedBy: ['council', 'police', 'housing_provider'],
  related: ['same_problem'],
  window: { anchor: 'before_application', length: SIX_MONTHS, tests: 'complaint' },
  reportedWithin: { length: { months: 1 } },
};

const NEIGHBOURS: Count = {
  ...REPORTS,
  id: 'people-with-incidents-of-their-own',
  words: 'People who reported related incidents, each of their own',
  unit: 'people',
  atLeast: 60,
  by: 'anybody',
  related: ['related'],
  separateIncidents: true,
};

const OCCASIONS: Count = {
  ...REPORTS,
  id: 'household-on-separate-days',
  words: 'Incidents on separate days that one household reported in any six months',
  unit: 'incidents',
  atLeast: 30,
  by: 'one_household',
  related: ['same_or_similar'],
  separateDays: true,
  window: { anchor: 'any_period', length: SIX_MONTHS, tests: 'incident' },
};

const HATE: Count = {
  ...REPORTS,
  id: 'hate',
  words: 'Reports with hate among them in the six months from the first',
  by: 'victim',
  alsoAtLeast: { hate: 2 },
  dedupe: 'one_per_incident_and_agency',
  window: { anchor: 'from_first', length: SIX_MONTHS, tests: 'complaint' },
};

const AGENCIES: Count = {
  ...REPORTS,
  id: 'agencies',
  words: 'Agencies that were told of the same problem, by several households',
  unit: 'agencies',
  atLeast: 4,
  alsoAtLeast: { households: 20 },
  by: 'anybody',
  related: ['same_problem', 'same_place'],
};

const RECORDED: Count = {
  ...REPORTS,
  id: 'recorded',
  words: 'Reports that were formally recorded, in any six months',
  atLeast: 250,
  by: 'anybody',
  needs: 'recorded_report',
  dedupe: 'one_per_person_and_day',
  window: { anchor: 'any_period', length: SIX_MONTHS, tests: 'recording' },
};

const persists = (id: string) =>
  ({ test: 'condition', id, words: 'The problem persists', condition: 'problem_persists' }) as const;

const ofOne: AllOf = {
  test: 'all_of',
  id: 'of-one',
  words: 'One person or household',
  criteria: [
    { test: 'any_of', id: 'either', words: 'Reports or occasions', criteria: [REPORTS, OCCASIONS] },
    persists('persists-for-one'),
  ],
};

const ofSeveral: AllOf = {
  test: 'all_of',
  id: 'of-several',
  words: 'Several people',
  criteria: [NEIGHBOURS, AGENCIES, persists('persists-for-several')],
};

/** Six counts in any-of and all-of, as wide as published policies are, none of which the first facts decide. */
export const SIX_RULES: AnyOf = {
  test: 'any_of',
  id: 'six-rules',
  words: 'Any of six',
  criteria: [ofOne, ofSeveral, HATE, RECORDED],
};
