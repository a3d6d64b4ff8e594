import { evaluate } from '#domain/threshold/evaluate.js';
import type { IncidentFact } from '#domain/threshold/facts.js';
import { COUNCIL, factsOf, incident, ONE_HATE_INCIDENT, report, THREE_INCIDENTS } from './threshold-facts.js';

const RECEIVED = '2026-04-20';
const background = report('x', '2026-03-17', { background: true, personId: null, byVictim: null });
const one = (changes: Partial<IncidentFact>, complaints = [report('c1', '2026-03-17')]) => ({
  ...incident('c', '2026-03-16', complaints),
  ...changes,
});
const hateOf = (fact: IncidentFact, changes = {}) =>
  evaluate(ONE_HATE_INCIDENT, factsOf(RECEIVED, [fact], changes));
const NEVER =
  'incident of 16 March 2026: a background record without a known reporter or report date never counts';

describe('a background record', () => {
  it('confirms no incident, not even one that only has to be suffered', () => {
    const finding = hateOf(one({ hatePerceived: true }, [background]));
    expect(finding).toMatchObject({ verdict: 'not_met', countedAtMost: 0 });
    expect(finding.notCounted.map((item) => item.reason)).toEqual([NEVER]);
  });

  it('leaves the incident open while an agency may hold a proper one', () => {
    const finding = hateOf(one({ hatePerceived: true }, [background]), { awaiting: [COUNCIL] });
    expect(finding.verdict).toBe('needs_judgement');
    expect(finding.undecided[0]?.reason).toBe(
      'incident of 16 March 2026: only a background record of it is found so far, and Leicester City Council may hold one',
    );
  });

  it('beside a proper one takes nothing from it, and the finding says that it does not count', () => {
    const finding = hateOf(one({ hatePerceived: true }, [report('c1', '2026-03-17'), background]));
    expect(finding.verdict).toBe('met');
    expect(finding.counted[0]?.reason).toBe(
      "incident of 16 March 2026: confirmed by an agency's record, beside which a background record does not count",
    );
  });

  it('is what its agency says, not what a person could not settle', () => {
    const unknown = report('c1', '2026-03-17', { background: false, personId: null, byVictim: null });
    expect(
      evaluate({ ...THREE_INCIDENTS, atLeast: 1 }, factsOf(RECEIVED, [one({}, [unknown])])),
    ).toMatchObject({
      verdict: 'needs_judgement',
      awaits: [{ kind: 'complainant', complaintId: 'c1' }],
    });
  });

  it('is a report without a day where stored facts do not say', () => {
    const { background: _said, ...stored } = background;
    const rule = { ...THREE_INCIDENTS, atLeast: 1 };
    expect(evaluate(rule, factsOf(RECEIVED, [one({}, [{ ...stored, madeOn: null }])])).verdict).toBe(
      'not_met',
    );
    expect(evaluate(rule, factsOf(RECEIVED, [one({}, [stored])])).verdict).toBe('needs_judgement');
  });
});

describe('hate', () => {
  it.each([
    ['applicant', 'as the applicant says'],
    ['record', "as an agency's record says"],
    ['both', "as the applicant and an agency's record say"],
  ] as const)('that is perceived by %s counts, and the finding says so', (hatePerceivedBy, words) => {
    const finding = hateOf(one({ hatePerceived: true, hatePerceivedBy }));
    expect(finding.verdict).toBe('met');
    expect(finding.counted[0]?.reason).toBe(
      `incident of 16 March 2026: confirmed by an agency's record; perceived as motivated by hate, ${words}`,
    );
  });

  it('that neither the applicant nor a record names does not count', () => {
    const finding = hateOf(one({}));
    expect(finding.verdict).toBe('not_met');
    expect(finding.notCounted[0]?.reason).toBe(
      'incident of 16 March 2026: neither the applicant nor a matched record says that it is perceived as motivated by hate',
    );
  });

  it('may still be named by a record of an agency that is silent, or that nobody compared', () => {
    expect(hateOf(one({}), { awaiting: [COUNCIL] })).toMatchObject({
      verdict: 'needs_judgement',
      awaits: [{ kind: 'agency_answer', agencyId: 'council' }],
    });
    expect(hateOf(one({ match: 'unmatched' }, []))).toMatchObject({
      verdict: 'needs_judgement',
      awaits: [{ kind: 'match', incidentId: 'c' }],
    });
  });

  it('of long ago stays out whoever may still name it', () => {
    // Six months before 20 April 2026 begin on 20 October 2025.
    const old = { ...incident('c', '2025-10-19', []), match: 'unmatched' } as const;
    expect(hateOf(old, { awaiting: [COUNCIL] }).verdict).toBe('not_met');
  });
});

describe('records that differ', () => {
  it.each([
    [true, "confirmed by an agency's record, with the date agreed"],
    [false, "confirmed by an agency's record that differs"],
  ])('agree the date or not: %p', (dateAgreed, words) => {
    const finding = evaluate(THREE_INCIDENTS, factsOf(RECEIVED, [one({ match: 'differs', dateAgreed })]));
    expect(finding.counted[0]?.reason).toBe(
      `incident of 16 March 2026: ${words}; complaint of 17 March 2026`,
    );
  });
});
