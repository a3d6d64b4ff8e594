import { evaluate } from '#domain/threshold/evaluate.js';
import {
  COUNCIL,
  factsOf,
  incident,
  ONE_HATE_INCIDENT,
  report,
  THREE_INCIDENTS,
  THREE_RECORDED,
} from './threshold-facts.js';

const RECEIVED = '2026-04-20';
const NOT_ADDED =
  'This is the number of one victim; what several victims complained of is not added together.';

const by = (personId: string | null, id: string, madeOn: string, byVictim: boolean | null = true) =>
  report(id, madeOn, { personId, byVictim });
const a = incident('a', '2026-03-02', [by('wanda', 'a1', '2026-03-03')]);
const b = incident('b', '2026-03-09', [by('wanda', 'b1', '2026-03-10')]);
const ofWalter = incident('c', '2026-03-16', [by('walter', 'c1', '2026-03-17')]);

describe('the incidents of several victims', () => {
  it('are not added together: two of one and one of another are two', () => {
    const finding = evaluate(THREE_INCIDENTS, factsOf(RECEIVED, [a, b, ofWalter]));
    expect(finding).toMatchObject({ verdict: 'not_met', countedAtLeast: 2, countedAtMost: 2, awaits: [] });
    expect(finding.sentence).toBe(`2 of the 3 incidents needed counted. ${NOT_ADDED}`);
    expect(finding.counted.map((item) => item.id)).toEqual(['a', 'b']);
    expect(finding.notCounted).toEqual([
      {
        subject: 'incident',
        id: 'c',
        reason: 'incident of 16 March 2026: complaint of 17 March 2026 was made by another victim',
      },
      { subject: 'person', id: 'walter', reason: 'another victim, for whom 1 incident counted' },
    ]);
  });

  it('are not added together either where each must be recorded in any six months', () => {
    expect(evaluate(THREE_RECORDED, factsOf(RECEIVED, [a, b, ofWalter]))).toMatchObject({
      verdict: 'not_met',
      countedAtMost: 2,
    });
  });

  it('are enough when one victim alone reaches the number', () => {
    const ofBoth = incident('c', '2026-03-16', [...ofWalter.complaints, by('wanda', 'c2', '2026-03-18')]);
    const finding = evaluate(THREE_INCIDENTS, factsOf(RECEIVED, [a, b, ofBoth]));
    expect(finding).toMatchObject({ verdict: 'met', countedAtLeast: 3, countedAtMost: 3 });
    expect(finding.sentence).toBe(`3 of the 3 incidents needed counted. ${NOT_ADDED}`);
    expect(finding.counted[2]?.reason).toBe(
      "incident of 16 March 2026: confirmed by an agency's record; complaint of 18 March 2026",
    );
  });

  it.each([
    ['a victim, nobody knows which', true],
    ['somebody whom nobody knows', null],
  ])('may be of any of them where the complaint is of %s', (_who, byVictim) => {
    const unknown = incident('c', '2026-03-16', [by(null, 'c1', '2026-03-17', byVictim)]);
    const d = incident('d', '2026-03-23', [by('walter', 'd1', '2026-03-24')]);
    // Wanda: a, b and perhaps c. Walter: d and perhaps c, at most two.
    const finding = evaluate(THREE_INCIDENTS, factsOf(RECEIVED, [a, b, unknown, d]));
    expect(finding).toMatchObject({
      verdict: 'needs_judgement',
      countedAtLeast: 2,
      countedAtMost: 3,
      awaits: [{ kind: 'complainant', complaintId: 'c1' }],
    });
    expect(finding.sentence).toBe(
      '2 of the 3 incidents needed counted; 1 may still count once it is settled who made 1 complaint and when. ' +
        NOT_ADDED,
    );
  });

  it('are those of the victim who may still reach the number, though another has more for sure', () => {
    // Wanda: two for sure and no more. Walter: one for sure, and two if it was as a victim that he complained.
    const unsure = ['2026-03-23', '2026-03-30'].map((on, n) =>
      incident(`d${String(n)}`, on, [by('walter', `w${String(n)}`, on, null)]),
    );
    const finding = evaluate(THREE_INCIDENTS, factsOf(RECEIVED, [a, b, ofWalter, ...unsure]));
    expect(finding).toMatchObject({ verdict: 'needs_judgement', countedAtLeast: 1, countedAtMost: 3 });
    expect(finding.notCounted.filter((item) => item.subject === 'person')).toEqual([
      { subject: 'person', id: 'wanda', reason: 'another victim, for whom 2 incidents counted' },
    ]);
  });

  it('may all be of each while an agency is silent, whose records nobody has seen', () => {
    // Wanda lacks one, Walter two; the council may hold complaints of either about every incident.
    const finding = evaluate(THREE_INCIDENTS, factsOf(RECEIVED, [a, b, ofWalter], { awaiting: [COUNCIL] }));
    expect(finding).toMatchObject({ verdict: 'needs_judgement', countedAtLeast: 2, countedAtMost: 3 });
    expect(finding.undecided).toContainEqual({
      subject: 'person',
      id: 'walter',
      reason: 'another victim, for whom 1 incident counted so far',
    });
  });

  it('stand each for itself where it only has to be suffered', () => {
    const hate = { ...ofWalter, hatePerceived: true };
    const finding = evaluate(ONE_HATE_INCIDENT, factsOf(RECEIVED, [a, hate]));
    expect(finding).toMatchObject({ verdict: 'met', countedAtLeast: 1 });
    expect(finding.sentence).toBe('1 hate incident counted, where 1 is needed.');
  });
});
