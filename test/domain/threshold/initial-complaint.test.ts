import type { InitialComplaintWithin } from '#domain/policy/criterion.js';
import { evaluate } from '#domain/threshold/evaluate.js';
import type { IncidentFact } from '#domain/threshold/facts.js';
import { complainedOf, COUNCIL, factsOf, incident, report, reportBy } from './threshold-facts.js';

const RULE: InitialComplaintWithin = {
  test: 'initial_complaint_within',
  id: 'initial',
  words: 'First complaint within a month',
  length: { months: 1 },
  window: { anchor: 'before_application', length: { months: 6 }, tests: 'complaint' },
};
const RECEIVED = '2026-07-10'; // the window begins on 10 January
const evaluated = (incidents: readonly IncidentFact[], changes = {}) =>
  evaluate(RULE, factsOf(RECEIVED, incidents, changes));

describe('the initial complaint', () => {
  it.each([
    // One month from 10 March ends with 10 April.
    ['2026-04-10', 'met'],
    ['2026-04-11', 'not_met'],
  ])('made on %s about an incident of 10 March is %s', (madeOn, verdict) => {
    expect(evaluated([incident('a', '2026-03-10', [report('a1', madeOn)])]).verdict).toBe(verdict);
  });

  it('alone is tested: later complaints may be late', () => {
    const finding = evaluated([
      complainedOf('a', '2026-03-10'),
      incident('b', '2026-03-11', [report('b1', '2026-06-30')]),
    ]);
    expect(finding.verdict).toBe('met');
    expect(finding.sentence).toBe(
      'The first complaint was made on 11 March 2026 about the incident of 10 March 2026, within 1 month.',
    );
  });

  it('is the earliest by the day of the complaint, not of the incident', () => {
    // a happened first, and was complained of last.
    const finding = evaluated([
      incident('a', '2026-02-01', [report('a1', '2026-05-01')]),
      complainedOf('b', '2026-04-01'),
    ]);
    expect(finding.verdict).toBe('met');
  });

  it('late, fails whatever came later', () => {
    const finding = evaluated([
      incident('a', '2026-02-01', [report('a1', '2026-03-20')]),
      complainedOf('b', '2026-04-01'),
    ]);
    expect(finding.verdict).toBe('not_met');
    expect(finding.sentence).toBe(
      'The first complaint was made on 20 March 2026 about the incident of 1 February 2026, later than 1 month after it.',
    );
  });

  it('is looked for inside the window only', () => {
    // The late complaint of 9 January lies a day outside the window that begins on 10 January.
    const facts = [
      incident('a', '2025-11-01', [report('a1', '2026-01-09')]),
      complainedOf('b', '2026-04-01'),
    ];
    expect(evaluated(facts).verdict).toBe('met');
    const { window: _none, ...everywhere } = RULE;
    expect(evaluate(everywhere, factsOf(RECEIVED, facts)).verdict).toBe('not_met');
  });

  it('needs not be where there was no complaint, and says so', () => {
    const finding = evaluated([incident('a', '2026-03-10', [])]);
    expect(finding).toMatchObject({
      verdict: 'met',
      sentence: 'No complaint was made, so there is no first complaint to test.',
    });
  });

  it('is never a background record', () => {
    const background = report('x', '2026-06-01', { personId: null, background: true });
    const finding = evaluated([incident('a', '2026-03-10', [background])]);
    expect(finding.verdict).toBe('met');
    expect(finding.notCounted).toHaveLength(1);
  });

  it('can be told while an agency is awaited where no earlier complaint could change it', () => {
    // The only incident is of 10 March, complained of on 11 March: anything earlier would be in time as well.
    expect(evaluated([complainedOf('a', '2026-03-10')], { awaiting: [COUNCIL] }).verdict).toBe('met');
  });

  it('cannot be told while an agency may hold an earlier one that would be late', () => {
    // A complaint about a made between 2 March and 31 March would be late, and earlier than that of 2 April about b.
    const facts = [incident('a', '2026-02-01', []), complainedOf('b', '2026-04-01')];
    const finding = evaluated(facts, { awaiting: [COUNCIL] });
    expect(finding).toMatchObject({
      verdict: 'needs_judgement',
      awaits: [{ kind: 'agency_answer', agencyId: 'council' }],
    });
    expect(evaluated(facts).verdict).toBe('met');
  });

  it('cannot be told while an agency may hold an earlier one in time', () => {
    const late = [incident('a', '2026-03-10', [report('a1', '2026-04-11')])];
    expect(evaluated(late, { awaiting: [COUNCIL] }).verdict).toBe('needs_judgement');
    expect(evaluated(late).verdict).toBe('not_met');
  });

  it('waits for the match of an incident whose late complaint would be the first', () => {
    const unmatched = {
      ...incident('a', '2026-02-01', [report('a1', '2026-03-20')]),
      match: 'unmatched',
    } as const;
    const finding = evaluated([unmatched, complainedOf('b', '2026-04-01')]);
    expect(finding).toMatchObject({
      verdict: 'needs_judgement',
      awaits: [{ kind: 'match', incidentId: 'a' }],
    });
  });
});

describe("the victim's initial complaint", () => {
  const OWN: InitialComplaintWithin = { ...RULE, by: 'victim' };
  const ownIn = (incidents: readonly IncidentFact[], changes = {}) =>
    evaluate(OWN, factsOf(RECEIVED, incidents, changes));
  // One month from 10 March ends with 10 April.
  const told = (...complaints: IncidentFact['complaints']) => incident('a', '2026-03-10', complaints);
  const unsettled = (id: string, madeOn: string) => report(id, madeOn, { personId: null, byVictim: null });

  it("in time is not harmed by a neighbour's late and earlier one", () => {
    // The neighbour complained on 20 March about an incident of 1 February, the victim on 1 April about 10 March.
    const neighbour = incident('n', '2026-02-01', [reportBy('neighbour', 'n1', '2026-03-20')]);
    const both = [neighbour, told(report('a1', '2026-04-01'))];
    expect(evaluated(both).verdict).toBe('not_met');
    const finding = ownIn(both);
    expect(finding.verdict).toBe('met');
    expect(finding.sentence).toBe(
      "The victim's first complaint was made on 1 April 2026 about the incident of 10 March 2026, within 1 month.",
    );
    expect(finding.notCounted.map((item) => item.reason)).toEqual([
      "incident of 1 February 2026: complaint of 20 March 2026, made by somebody else, and the victim's own are looked at, late: in time was by 1 March 2026",
    ]);
  });

  it("late is not helped by a neighbour's early one", () => {
    const both = [told(reportBy('neighbour', 'n1', '2026-03-11'), report('a1', '2026-04-11'))];
    expect(evaluated(both).verdict).toBe('met');
    expect(ownIn(both).verdict).toBe('not_met');
  });

  it.each([
    ['2026-04-10', 'met', 'within 1 month'],
    ['2026-04-11', 'not_met', 'later than 1 month after it'],
  ])('where there is none, is the first of all, made on %s: %s', (madeOn, verdict, words) => {
    const finding = ownIn([told(reportBy('p', 'p1', madeOn), reportBy('q', 'q1', '2026-04-20'))]);
    expect(finding.verdict).toBe(verdict);
    expect(finding.sentence).toContain(
      "No complaint is known to be the victim's own; the first of anybody's was",
    );
    expect(finding.sentence).toContain(words);
  });

  it('needs not be where nobody complained', () => {
    expect(ownIn([told()])).toMatchObject({
      verdict: 'met',
      sentence: 'No complaint was made, so there is no first complaint to test.',
    });
  });

  it('is open where an earlier and late one may be the victim’s too', () => {
    const maybe = incident('n', '2026-02-01', [unsettled('n1', '2026-03-20')]);
    expect(ownIn([maybe, told(report('a1', '2026-04-01'))])).toMatchObject({
      verdict: 'needs_judgement',
      awaits: [{ kind: 'complainant', complaintId: 'n1' }],
    });
  });

  it('is not open where both readings give the same answer', () => {
    // Whoever of them complained on 20 March, it was in time; so was the neighbour before.
    expect(ownIn([told(reportBy('p', 'p1', '2026-03-11'), unsettled('u1', '2026-03-20'))]).verdict).toBe(
      'met',
    );
    expect(ownIn([told(reportBy('p', 'p1', '2026-04-11'), unsettled('u1', '2026-04-12'))]).verdict).toBe(
      'not_met',
    );
  });

  it('is open where the first of all is in time and one that may be the victim’s is late', () => {
    const finding = ownIn([told(reportBy('p', 'p1', '2026-03-11'), unsettled('u1', '2026-04-11'))]);
    expect(finding).toMatchObject({
      verdict: 'needs_judgement',
      awaits: [{ kind: 'complainant', complaintId: 'u1' }],
    });
    expect(finding.sentence).toBe(
      "Whether the victim's first complaint was made within 1 month of its incident can be told once it is settled who made 1 complaint and when.",
    );
  });

  it('is open while a silent agency may hold one that was late', () => {
    const others = [told(reportBy('p', 'p1', '2026-03-11'))];
    expect(ownIn(others).verdict).toBe('met');
    expect(ownIn(others, { awaiting: [COUNCIL] })).toMatchObject({
      verdict: 'needs_judgement',
      awaits: [{ kind: 'agency_answer', agencyId: 'council' }],
    });
  });
});
