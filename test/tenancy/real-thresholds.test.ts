import { evaluate } from '#domain/threshold/evaluate.js';
import type { IncidentFact, ThresholdFacts } from '#domain/threshold/facts.js';
import type { Finding } from '#domain/threshold/finding.js';
import { readTenants } from '#tenancy/read-tenants.js';
import {
  complainedOf,
  COUNCIL,
  factsOf,
  incident,
  report,
  reportBy,
} from '../domain/threshold/threshold-facts.js';

const { tenants } = readTenants('tenants');

function decide(slug: string, facts: ThresholdFacts): Finding {
  const policy = tenants.find((tenant) => tenant.slug === slug)?.policyVersions[0]?.policy;
  if (!policy) throw new Error(`expected a policy of ${slug}`);
  return evaluate(policy.threshold, facts);
}

const part = (finding: Finding, id: string): Finding | undefined =>
  finding.criterionId === id
    ? finding
    : finding.children.map((child) => part(child, id)).find((each) => each);

const verdicts = (finding: Finding, ids: readonly string[]) => ids.map((id) => part(finding, id)?.verdict);

const THREE = [
  complainedOf('a', '2026-03-02'),
  complainedOf('b', '2026-03-09'),
  complainedOf('c', '2026-03-16'),
];
const PARTS = ['three-incidents', 'three-people', 'hate-incident', 'initial-complaint', 'dissatisfied'];

describe('the threshold of Leicester', () => {
  it('is met by three incidents, each complained of the next day', () => {
    const finding = decide('leicester', factsOf('2026-04-20', THREE));
    expect(finding.verdict).toBe('met');
    expect(verdicts(finding, PARTS)).toEqual(['met', 'not_met', 'not_met', 'met', 'met']);
  });

  it('is met by three people who complained of one incident', () => {
    const one = incident(
      'a',
      '2026-03-02',
      ['p', 'q', 'r'].map((name) => reportBy(name, name, '2026-03-05')),
    );
    const finding = decide('leicester', factsOf('2026-04-20', [one]));
    expect(finding.verdict).toBe('met');
    expect(verdicts(finding, PARTS)).toEqual(['not_met', 'met', 'not_met', 'met', 'met']);
  });

  it('is met by a hate incident that nobody complained of', () => {
    const hate: IncidentFact = {
      ...incident('a', '2026-03-02', []),
      hatePerceived: true,
      match: 'other_evidence',
    };
    const finding = decide('leicester', factsOf('2026-04-20', [hate]));
    expect(finding.verdict).toBe('met');
    expect(verdicts(finding, PARTS)).toEqual(['not_met', 'not_met', 'met', 'met', 'met']);
  });

  it('is not met by two incidents however often they were reported', () => {
    const often = incident('b', '2026-03-09', [
      report('1', '2026-03-09'),
      report('2', '2026-03-10'),
      report('3', '2026-03-11'),
    ]);
    expect(decide('leicester', factsOf('2026-04-20', [complainedOf('a', '2026-03-02'), often])).verdict).toBe(
      'not_met',
    );
  });

  it('is not met where the first complaint came late, though three incidents count', () => {
    // One month from 2 March ends with 2 April; the first complaint of all is of 3 April.
    const late = ['a', 'b', 'c'].map((id) => incident(id, '2026-03-02', [report(id, '2026-04-03')]));
    const finding = decide('leicester', factsOf('2026-04-20', late));
    expect(finding.verdict).toBe('not_met');
    expect(verdicts(finding, PARTS)).toEqual(['met', 'not_met', 'not_met', 'not_met', 'met']);
  });

  it('is not met by somebody satisfied', () => {
    expect(
      decide('leicester', factsOf('2026-04-20', THREE, { dissatisfiedWithResponse: false })).verdict,
    ).toBe('not_met');
  });

  it('is not met where a complaint lies a day outside the six months', () => {
    // Received on 10 July: 10 January is inside, 9 January outside.
    const with10 = [incident('x', '2026-01-09', [report('x', '2026-01-10')]), ...THREE.slice(1)];
    const with9 = [incident('x', '2026-01-09', [report('x', '2026-01-09')]), ...THREE.slice(1)];
    expect(decide('leicester', factsOf('2026-07-10', with10)).verdict).toBe('met');
    expect(decide('leicester', factsOf('2026-07-10', with9)).verdict).toBe('not_met');
  });

  it('cannot be told while the council owes its answer about the third incident', () => {
    const lost: IncidentFact = { ...incident('c', '2026-03-16', []), match: 'not_found' };
    const finding = decide(
      'leicester',
      factsOf('2026-04-20', [...THREE.slice(0, 2), lost], { awaiting: [COUNCIL] }),
    );
    expect(finding.verdict).toBe('needs_judgement');
    expect(finding.awaits).toEqual([
      { kind: 'agency_answer', agencyId: 'council', agencyName: 'Leicester City Council' },
    ]);
    expect(verdicts(finding, PARTS)).toEqual([
      'needs_judgement',
      'needs_judgement',
      'needs_judgement',
      'met',
      'met',
    ]);
  });

  it("is not met on a neighbour's early complaint where the victim's own first came late", () => {
    // One month from 2 March ends with 2 April: the victim first complained on 3 April, the neighbour on 3 March.
    const late = ['a', 'b', 'c'].map((id) =>
      incident(id, '2026-03-02', [reportBy('n', `n${id}`, '2026-03-03'), report(id, '2026-04-03')]),
    );
    const finding = decide('leicester', factsOf('2026-04-20', late));
    expect(verdicts(finding, PARTS)).toEqual(['met', 'not_met', 'not_met', 'not_met', 'met']);
    expect(finding.verdict).toBe('not_met');
  });

  it('is not met by a hate incident that only background records show', () => {
    const row = report('row', null, { personId: null, byVictim: null, background: true });
    const hate = { ...incident('a', '2026-03-02', [row]), hatePerceived: true };
    expect(decide('leicester', factsOf('2026-04-20', [hate]))).toMatchObject({ verdict: 'not_met' });
  });

  it('is never met by imported background rows', () => {
    const rows = Array.from({ length: 50 }, (_, n) =>
      incident(String(n), '2026-03-01', [report(`r${String(n)}`, null, { personId: null, byVictim: null })]),
    );
    expect(decide('leicester', factsOf('2026-04-20', rows))).toMatchObject({ verdict: 'not_met' });
  });
});

describe('the threshold of North Yorkshire', () => {
  const recorded = [
    complainedOf('a', '2026-03-02'),
    incident('b', '2026-03-09', [report('b', '2026-03-10', { agencyKind: 'council' })]),
    incident('c', '2026-03-16', [report('c', '2026-03-17', { agencyKind: 'housing_provider' })]),
  ];

  it('is met by three incidents recorded by three different bodies, long before the application', () => {
    expect(decide('north-yorkshire', factsOf('2027-06-01', recorded)).verdict).toBe('met');
  });

  it('is not met where the three do not fit into six months', () => {
    // From 3 March the period ends with 2 September; the third report is of 3 September.
    const spread = [...recorded.slice(0, 2), incident('c', '2026-09-02', [report('c', '2026-09-03')])];
    const fits = [...recorded.slice(0, 2), incident('c', '2026-09-01', [report('c', '2026-09-02')])];
    expect(decide('north-yorkshire', factsOf('2027-06-01', spread)).verdict).toBe('not_met');
    expect(decide('north-yorkshire', factsOf('2027-06-01', fits)).verdict).toBe('met');
  });

  it('is not met by three incidents that two victims reported between them', () => {
    const ofAnother = incident('c', '2026-03-16', [report('c', '2026-03-17', { personId: 'other-victim' })]);
    const finding = decide('north-yorkshire', factsOf('2026-05-01', [...recorded.slice(0, 2), ofAnother]));
    expect(finding).toMatchObject({ verdict: 'not_met', countedAtLeast: 2, countedAtMost: 2 });
  });

  it('is not met where one was reported later than a month, or not formally recorded', () => {
    const late = incident('c', '2026-03-16', [report('c', '2026-04-17')]);
    const unrecorded = incident('c', '2026-03-16', [report('c', '2026-03-17', { formallyRecorded: false })]);
    for (const third of [late, unrecorded]) {
      expect(decide('north-yorkshire', factsOf('2026-05-01', [...recorded.slice(0, 2), third])).verdict).toBe(
        'not_met',
      );
    }
  });

  it('counts several reports of one incident to several bodies once', () => {
    const doubled = incident('b', '2026-03-09', [
      report('b1', '2026-03-10'),
      report('b2', '2026-03-10', { agencyKind: 'council' }),
    ]);
    expect(
      decide('north-yorkshire', factsOf('2026-05-01', [complainedOf('a', '2026-03-02'), doubled])),
    ).toMatchObject({
      verdict: 'not_met',
      countedAtMost: 2,
    });
  });

  it('cannot be told until it is judged what each incident caused', () => {
    const notJudgedYet = recorded.map((each) => ({ ...each, caused: { harassmentAlarmOrDistress: null } }));
    const finding = decide('north-yorkshire', factsOf('2026-05-01', notJudgedYet));
    expect(finding.verdict).toBe('needs_judgement');
    expect(finding.sentence).toBe(
      'None of the 3 incidents needed counted; 3 may still count once it is judged what 3 incidents caused.',
    );
    expect(finding.awaits.map((each) => each.kind)).toEqual(['judgement', 'judgement', 'judgement']);
  });
});
