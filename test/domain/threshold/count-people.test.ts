import { evaluate } from '#domain/threshold/evaluate.js';
import type { Count } from '#domain/policy/criterion.js';
import { COUNCIL, factsOf, incident, report, reportBy, THREE_PEOPLE } from './threshold-facts.js';

const RECEIVED = '2026-04-20';
const people = (...names: string[]) =>
  names.map((name, n) => reportBy(name, `${name}-${String(n)}`, '2026-03-03'));

describe('counting people', () => {
  it('is met by three who complained separately about one incident', () => {
    const finding = evaluate(
      THREE_PEOPLE,
      factsOf(RECEIVED, [incident('i', '2026-03-02', people('p', 'q', 'r'))]),
    );
    expect(finding).toMatchObject({ verdict: 'met', countedAtLeast: 3, countedAtMost: 3 });
    expect(finding.counted).toEqual(
      ['p', 'q', 'r'].map((id) => ({
        subject: 'person',
        id,
        reason: 'incident of 2 March 2026: complaint of 3 March 2026',
      })),
    );
  });

  it('counts one who complained three times once', () => {
    const finding = evaluate(
      THREE_PEOPLE,
      factsOf(RECEIVED, [incident('i', '2026-03-02', people('p', 'p', 'q'))]),
    );
    expect(finding).toMatchObject({ verdict: 'not_met', countedAtMost: 2 });
    expect(finding.sentence).toBe('2 of the 3 people needed counted.');
  });

  it('does not add up people over several incidents', () => {
    const facts = factsOf(RECEIVED, [
      incident('i', '2026-03-02', people('p', 'q')),
      incident('j', '2026-03-02', people('r', 's')),
    ]);
    expect(evaluate(THREE_PEOPLE, facts)).toMatchObject({ verdict: 'not_met', countedAtMost: 2 });
  });

  it('takes the incident with the most', () => {
    const facts = factsOf(RECEIVED, [
      incident('i', '2026-03-02', people('p')),
      incident('j', '2026-03-02', people('p', 'q', 'r', 's', 't')),
    ]);
    expect(evaluate(THREE_PEOPLE, facts)).toMatchObject({ verdict: 'met', countedAtLeast: 5 });
  });

  it.each([
    [4, 'not_met'],
    [5, 'met'],
  ])('of five needed, %i are %s', (n, verdict) => {
    const five: Count = { ...THREE_PEOPLE, atLeast: 5 };
    const some = people(...['p', 'q', 'r', 's', 't'].slice(0, n));
    expect(evaluate(five, factsOf(RECEIVED, [incident('i', '2026-03-02', some)])).verdict).toBe(verdict);
  });

  it('counts the victim among the people', () => {
    const facts = factsOf(RECEIVED, [
      incident('i', '2026-03-02', [report('v', '2026-03-03'), ...people('p', 'q')]),
    ]);
    expect(evaluate(THREE_PEOPLE, facts).verdict).toBe('met');
  });

  it('waits to learn who made a report or stands behind other evidence, and never counts a background record', () => {
    const anonymous = report('x', '2026-03-03', { personId: null, byVictim: false });
    const withReport = incident('i', '2026-03-02', [...people('p', 'q'), anonymous]);
    expect(evaluate(THREE_PEOPLE, factsOf(RECEIVED, [withReport]))).toMatchObject({
      verdict: 'needs_judgement',
      countedAtLeast: 2,
      countedAtMost: 3,
      awaits: [{ kind: 'complainant', complaintId: 'x' }],
    });
    const withBackground = incident('i', '2026-03-02', [
      ...people('p', 'q'),
      { ...anonymous, background: true },
    ]);
    expect(evaluate(THREE_PEOPLE, factsOf(RECEIVED, [withBackground]))).toMatchObject({
      verdict: 'not_met',
      countedAtMost: 2,
    });
    const withEvidence = incident('i', '2026-03-02', [
      ...people('p', 'q'),
      { ...anonymous, basis: 'evidence' },
    ]);
    expect(evaluate(THREE_PEOPLE, factsOf(RECEIVED, [withEvidence]))).toMatchObject({
      verdict: 'needs_judgement',
      countedAtMost: 3,
      awaits: [{ kind: 'complainant', complaintId: 'x' }],
    });
  });

  it('cannot be told while an agency that may know more people is awaited', () => {
    const finding = evaluate(
      THREE_PEOPLE,
      factsOf(RECEIVED, [incident('i', '2026-03-02', people('p'))], { awaiting: [COUNCIL] }),
    );
    expect(finding).toMatchObject({ verdict: 'needs_judgement', countedAtLeast: 1, countedAtMost: 3 });
    expect(finding.sentence).toBe(
      '1 of the 3 people needed counted; more people may still count once Leicester City Council answers.',
    );
  });

  it('does not count complaints about an incident that no agency found', () => {
    const lost = { ...incident('i', '2026-03-02', people('p', 'q', 'r')), match: 'not_found' } as const;
    expect(evaluate(THREE_PEOPLE, factsOf(RECEIVED, [lost])).verdict).toBe('not_met');
  });

  it('says so plainly when no incident is named', () => {
    expect(evaluate(THREE_PEOPLE, factsOf(RECEIVED, [])).sentence).toBe(
      'None of the 3 people needed counted.',
    );
  });
});
