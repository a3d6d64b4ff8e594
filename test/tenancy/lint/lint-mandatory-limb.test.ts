import type { PolicyVersion } from '#domain/policy/policy-version.js';
import { evaluateStatutory } from '#domain/threshold/statutory.js';
import { lintTenant } from '#tenancy/lint-tenant.js';
import { OTHER_CASES, PLAIN_CASE } from '#tenancy/lint/statutory-cases.js';
import { factsOf } from '#tenancy/lint/statutory-facts.js';
import { allOf, anyOf, cleanPolicy, DISCRETION, DISSATISFIED, THREE } from './clean-partnership.js';

type Json = Record<string, unknown>;

const lint = (policy: PolicyVersion) => lintTenant([{ file: 'policy.yaml', digest: '', policy }]);

const found = (policy: PolicyVersion) =>
  lint(policy).map(({ rule, severity, path }) => `${severity} ${path.replace('policy.yaml: ', '')} ${rule}`);

const threshold = (...criteria: Json[]) => ({ threshold: anyOf(...criteria, DISCRETION) });
const three = (changes: Json) => threshold({ ...THREE, ...changes });

const CAVEAT = 'caveat-on-three-complaints';
const NOT_ENOUGH = 'three-complaints-are-not-enough';
const FIRST = 'threshold.criteria[0]';

const HATE = { ...THREE, id: 'hate', atLeast: 1, category: 'hate' };

/** In the days before an application, of complaints. */
const before = (length: Json) => ({ anchor: 'before_application', length, tests: 'complaint' });

describe('the mandatory limb', () => {
  it.each<[string, Json, string]>([
    ['more than three', three({ atLeast: 4 }), `must ${FIRST} ${NOT_ENOUGH}`],
    [
      'three with a higher number beside',
      three({ alsoAtLeast: { reports: 5 } }),
      `must ${FIRST} ${NOT_ENOUGH}`,
    ],
    ['people only', three({ unit: 'people' }), 'must threshold no-count-of-complaints'],
    ['hate only', threshold(HATE), 'must threshold no-count-of-complaints'],
    [
      'dissatisfaction on top',
      { threshold: anyOf(allOf(THREE, DISSATISFIED), DISCRETION) },
      `must ${FIRST}.criteria[1] ${CAVEAT}`,
    ],
    [
      'discretion on top, as any two are needed of three and it',
      { threshold: { ...anyOf(THREE, DISCRETION), atLeast: 2 } },
      `must threshold.criteria[1] ${CAVEAT}`,
    ],
    ['discretion on top', { threshold: allOf(THREE, DISCRETION) }, `must threshold.criteria[1] ${CAVEAT}`],
    [
      'a wait',
      {
        threshold: anyOf(
          allOf(THREE, {
            test: 'applied_after',
            id: 'wait',
            words: 'A week has passed',
            of: 'latest_complaint',
            length: { weeks: 1 },
          }),
          DISCRETION,
        ),
      },
      `must ${FIRST}.criteria[1] wait-before-applying`,
    ],
    [
      'five people on top',
      { threshold: anyOf(allOf(THREE, { ...THREE, id: 'five', unit: 'people', atLeast: 5 }), DISCRETION) },
      `must ${FIRST}.criteria[1] ${CAVEAT}`,
    ],
    ['complaints in person', three({ inPerson: true }), `should ${FIRST}.inPerson complaints-of-one-person`],
    [
      'complaints with a name',
      three({ exceptAnonymous: true, by: 'anybody' }),
      `note ${FIRST}.exceptAnonymous complaints-of-one-person`,
    ],
    ['none that was reviewed', three({ since: 'last_review' }), `should ${FIRST}.since reviewed-before`],
    [
      'none before a day of the last six months',
      three({ notBefore: '2026-05-01' }),
      `must ${FIRST}.notBefore window-of-less-than-six-months`,
    ],
    [
      'no earlier review',
      {
        threshold: anyOf(
          allOf(THREE, {
            test: 'condition',
            id: 'not-again',
            words: 'Not again within six months',
            condition: 'reviewed_within',
            length: { months: 6 },
            metBy: 'no',
          }),
          DISCRETION,
        ),
      },
      `should ${FIRST}.criteria[1].length reviewed-before`,
    ],
    [
      'what each of them feels',
      three({ each: { condition: 'feels_no_action_taken' } }),
      `must ${FIRST} ${NOT_ENOUGH}`,
    ],
    [
      'recency of those counted',
      {
        threshold: anyOf(
          allOf(THREE, {
            test: 'applied_within',
            id: 'recent',
            words: 'The latest of them within a month',
            of: 'latest_complaint',
            among: THREE['id'],
            length: { months: 1 },
          }),
          DISCRETION,
        ),
      },
      `must ${FIRST}.criteria[1] deadline-for-applying`,
    ],
    [
      'two windows, the second of a month for one of them',
      three({
        window: [before({ months: 6 }), { ...before({ months: 1 }), atLeast: 1 }],
      }),
      `must ${FIRST}.window deadline-for-applying`,
    ],
    [
      'recency',
      {
        threshold: anyOf(
          allOf(THREE, {
            test: 'applied_within',
            id: 'recent',
            words: 'Latest within a month',
            of: 'latest_incident',
            length: { months: 1 },
          }),
          DISCRETION,
        ),
      },
      `must ${FIRST}.criteria[1] deadline-for-applying`,
    ],
    [
      'a deadline from the first',
      {
        threshold: anyOf(
          allOf(THREE, {
            test: 'applied_within',
            id: 'soon',
            words: 'First within six months',
            of: 'first_complaint',
            length: { months: 6 },
          }),
          DISCRETION,
        ),
      },
      `must ${FIRST}.criteria[1] deadline-for-applying`,
    ],
    [
      'a limit of three weeks',
      three({ reportedWithin: { length: { weeks: 3 } } }),
      `must ${FIRST}.reportedWithin.length reported-within-less-than-a-month`,
    ],
    [
      // Day 1 is that of the incident: of an incident of 1 August the Act's month ends on the 31st, thirty days on the 30th.
      'a limit of 30 days with the first',
      three({ reportedWithin: { length: { days: 30 }, firstDay: 'counts' } }),
      `should ${FIRST}.reportedWithin.length reported-within-less-than-a-month`,
    ],
    [
      'a first complaint within a week',
      {
        threshold: anyOf(
          allOf(THREE, {
            test: 'initial_complaint_within',
            id: 'initial',
            words: 'First in time',
            length: { weeks: 1 },
          }),
          DISCRETION,
        ),
      },
      `must ${FIRST}.criteria[1].length reported-within-less-than-a-month`,
    ],
    [
      'a window of three months',
      three({ window: { anchor: 'per_complaint', length: { months: 3 } } }),
      `must ${FIRST}.window.length window-of-less-than-six-months`,
    ],
    [
      // Both are short of the 184 days from 1 March to 31 August, and neither by more than days.
      'a window of 180 days',
      three({ window: before({ days: 180 }) }),
      `should ${FIRST}.window.length window-of-less-than-six-months`,
    ],
    [
      'a window from the first that counts',
      three({ window: { anchor: 'from_first', length: { months: 6 }, tests: 'complaint' } }),
      `must ${FIRST}.window.anchor deadline-for-applying`,
    ],
    [
      'a window of the days of the incidents',
      three({ window: { ...before({ months: 6 }), tests: 'incident' } }),
      `should ${FIRST}.window.tests incident-before-the-window`,
    ],
    ['three households', three({ unit: 'households' }), 'must threshold no-count-of-complaints'],
    [
      'several people and agencies',
      three({ unit: 'reports', alsoAtLeast: { people: 3, agencies: 2 } }),
      `must ${FIRST} ${NOT_ENOUGH}`,
    ],
    [
      'five beside two with one of hate',
      threshold(
        { ...THREE, unit: 'reports', atLeast: 5 },
        { ...THREE, id: 'two', unit: 'reports', atLeast: 2, alsoAtLeast: { hate: 1 } },
      ),
      `must ${FIRST} ${NOT_ENOUGH}`,
    ],
    [
      'what somebody must have judged',
      three({ judgement: 'harassment_alarm_or_distress' }),
      `should ${FIRST}.judgement judged-before-counted`,
    ],
    [
      'one person complained of',
      three({ related: ['same_person_complained_of'] }),
      `should ${FIRST}.related narrow-relation`,
    ],
    [
      'incidents of different days',
      three({ separateDays: true }),
      `note ${FIRST}.separateDays incidents-of-one-day`,
    ],
    [
      'two of three conditions, told once',
      {
        threshold: anyOf(
          allOf(THREE, {
            ...anyOf(
              DISSATISFIED,
              { ...DISSATISFIED, id: 'ignored', condition: 'feels_ignored' },
              { ...DISSATISFIED, id: 'closed', condition: 'case_closed' },
            ),
            id: 'two-of-three',
            atLeast: 2,
          }),
          DISCRETION,
        ),
      },
      `must ${FIRST}.criteria[1] ${CAVEAT}`,
    ],
    [
      'a window of 26 weeks',
      three({ window: { anchor: 'per_complaint', length: { weeks: 26 } } }),
      `should ${FIRST}.window.length window-of-less-than-six-months`,
    ],
    [
      'complaints to one kind of agency',
      three({ recordedBy: ['police'] }),
      `must ${FIRST}.recordedBy not-every-relevant-body`,
    ],
    [
      'complaints not to all',
      three({ recordedBy: ['police', 'council', 'housing_provider'] }),
      `should ${FIRST}.recordedBy not-every-relevant-body`,
    ],
    [
      'recorded reports only',
      three({ needs: 'recorded_report' }),
      `should ${FIRST}.needs only-recorded-reports`,
    ],
    ['complaints of one person', three({ by: 'victim' }), `should ${FIRST}.by complaints-of-one-person`],
    ['hate left out', three({ category: 'asb_without_hate' }), `should ${FIRST}.category hate-left-out`],
    [
      'hate only if recorded',
      threshold(THREE, { ...HATE, hateIs: 'recorded' }),
      'should threshold.criteria[1].hateIs hate-only-if-recorded',
    ],
  ])('with %s is found', (_what, changes, expected) => {
    expect(found(cleanPolicy(changes))).toEqual([expected]);
  });

  it('with a caveat is not found where another route of three has none', () => {
    const policy = cleanPolicy(threshold(THREE, allOf({ ...THREE, id: 'again' }, DISSATISFIED)));
    expect(found(policy)).toEqual([]);
  });

  it.each<[string, Json]>([
    ['one complaint and a condition', allOf({ ...THREE, id: 'one', atLeast: 1 }, DISSATISFIED)],
    ['two with one of hate in three months', { ...HATE, atLeast: 2, window: before({ months: 3 }) }],
    ['one of a month', { ...THREE, id: 'one', atLeast: 1, window: before({ months: 1 }) }],
    ['three to the police', { ...THREE, id: 'police', recordedBy: ['police'] }],
  ])('is not missed for %s beside three complaints', (_what, easier) => {
    expect(found(cleanPolicy(threshold(THREE, easier)))).toEqual([]);
  });

  it('is not missed for hate that a route of its own takes', () => {
    const policy = cleanPolicy(threshold({ ...THREE, category: 'asb_without_hate' }, HATE));
    expect(found(policy)).toEqual([]);
  });

  it('is not missed for related incidents, as complaints are about the behaviour of the application', () => {
    expect(found(cleanPolicy(three({ related: ['same_problem'] })))).toEqual([]);
    expect(found(cleanPolicy(three({ related: ['related'] })))).toEqual([]);
  });

  it('is held against the number of complaints that the partnership itself asks for', () => {
    const statutory = { words: 'Two qualifying complaints', qualifyingComplaints: 2 };
    expect(found(cleanPolicy({ ...three({}), statutory }))).toEqual([`must ${FIRST} ${NOT_ENOUGH}`]);
    expect(found(cleanPolicy({ ...three({ atLeast: 2 }), statutory }))).toEqual([]);
  });

  it('names the tests, how the complaints were made, and what the Act says of it', () => {
    const policy = cleanPolicy({ threshold: anyOf(allOf(THREE, DISSATISFIED), DISCRETION) });
    expect(lint(policy).map(({ message }) => message)).toEqual([
      'three complaints by one victim in the last six weeks, each made to one agency on the day after an incident of ' +
        'its own, still wait for "Not satisfied", though persistence, harm and the response may be weighed only where ' +
        'there are fewer (s.104(5))',
    ]);
  });

  it.each([PLAIN_CASE, ...OTHER_CASES].map((each) => [each.words, each] as const))(
    'is met by complaints %s',
    (_words, { complaints }) => {
      expect(evaluateStatutory(undefined, factsOf(complaints)).verdict).toBe('met');
    },
  );
});
