import type { Count } from '#domain/policy/criterion.js';
import { evaluate } from '#domain/threshold/evaluate.js';
import type { ComplaintFact, IncidentFact } from '#domain/threshold/facts.js';
import {
  complainedOf,
  COUNCIL,
  factsOf,
  HEALTH,
  incident,
  ONE_HATE_INCIDENT,
  report,
  reportBy,
  THREE_INCIDENTS,
  THREE_RECORDED,
} from './threshold-facts.js';

const RECEIVED = '2026-04-20';
const MARCH = [complainedOf('a', '2026-03-02'), complainedOf('b', '2026-03-09')];
const evaluated = (third: IncidentFact, changes = {}, rule: Count = THREE_INCIDENTS) =>
  evaluate(rule, factsOf(RECEIVED, [...MARCH, third], changes));
const third = (complaints: readonly ComplaintFact[], changes: Partial<IncidentFact> = {}) => ({
  ...incident('c', '2026-03-16', complaints),
  ...changes,
});

describe('counting incidents', () => {
  it('is met by three with a complaint each, and says what counted', () => {
    const finding = evaluated(complainedOf('c', '2026-03-16'));
    expect(finding).toMatchObject({
      verdict: 'met',
      needed: 3,
      countedAtLeast: 3,
      countedAtMost: 3,
      awaits: [],
    });
    expect(finding.sentence).toBe('3 of the 3 incidents needed counted.');
    expect(finding.counted[2]).toEqual({
      subject: 'incident',
      id: 'c',
      reason: "incident of 16 March 2026: confirmed by an agency's record; complaint of 17 March 2026",
    });
  });

  it('counts several reports of one incident once', () => {
    const many = incident('a', '2026-03-02', [
      report('1', '2026-03-03'),
      report('2', '2026-03-04'),
      report('3', '2026-03-05'),
    ]);
    expect(evaluate(THREE_INCIDENTS, factsOf(RECEIVED, [many]))).toMatchObject({
      verdict: 'not_met',
      countedAtMost: 1,
    });
  });

  it('never counts a background record, not even as possible, while nobody is awaited', () => {
    for (const background of [
      report('x', null),
      report('x', '2026-03-17', { background: true, personId: null, byVictim: null }),
    ]) {
      const finding = evaluated(third([background]));
      expect(finding).toMatchObject({
        verdict: 'not_met',
        countedAtLeast: 2,
        countedAtMost: 2,
        undecided: [],
      });
      expect(finding.notCounted[0]?.reason).toBe(
        'incident of 16 March 2026: a background record without a known reporter or report date never counts',
      );
    }
  });

  it('counts nothing at all in a thousand background records', () => {
    const rows = Array.from({ length: 1000 }, (_, n) =>
      incident(`i${String(n)}`, '2026-03-01', [report(`r${String(n)}`, null)]),
    );
    expect(evaluate(THREE_INCIDENTS, factsOf(RECEIVED, rows))).toMatchObject({
      verdict: 'not_met',
      countedAtMost: 0,
    });
  });

  it("takes the agreed date where the agency's record differs", () => {
    // Agreed: 20 October 2025, complained of on 21 October, and the window reaches back to 20 October.
    const inside = { ...complainedOf('c', '2025-10-20'), match: 'differs' } as const;
    const outside = { ...complainedOf('c', '2025-10-18'), match: 'differs' } as const;
    expect(evaluated(inside).verdict).toBe('met');
    expect(evaluated(outside).verdict).toBe('not_met');
  });

  it('takes other evidence for a complaint, but not for a recorded report', () => {
    const evidence = third([report('c1', '2026-03-17', { basis: 'evidence', formallyRecorded: false })], {
      match: 'other_evidence',
    });
    expect(evaluated(evidence).verdict).toBe('met');
    const recorded = evaluated(evidence, {}, THREE_RECORDED);
    expect(recorded.verdict).toBe('not_met');
    expect(recorded.notCounted[0]?.reason).toContain('not a formally recorded report');
  });

  it('waits for who complained where that is not settled', () => {
    const finding = evaluated(third([report('c1', '2026-03-17', { byVictim: null })]));
    expect(finding).toMatchObject({
      verdict: 'needs_judgement',
      awaits: [{ kind: 'complainant', complaintId: 'c1' }],
    });
    expect(evaluated(third([reportBy('neighbour', 'c1', '2026-03-17')])).verdict).toBe('not_met');
  });

  it('waits for a judgement, and takes no for an answer', () => {
    const judged = (answer: boolean | null) =>
      evaluated(
        { ...complainedOf('c', '2026-03-16'), caused: { harassmentAlarmOrDistress: answer } },
        {},
        THREE_RECORDED,
      );
    expect(judged(true).verdict).toBe('met');
    expect(judged(false).verdict).toBe('not_met');
    expect(judged(null).verdict).toBe('needs_judgement');
    expect(judged(null).awaits).toEqual([
      {
        kind: 'judgement',
        incidentId: 'c',
        question: 'Did this incident cause the victim harassment, alarm or distress?',
      },
    ]);
  });

  it('takes only what was formally recorded by the kinds of agency named', () => {
    const by = (changes: Partial<ComplaintFact>) =>
      evaluated(third([report('c1', '2026-03-17', changes)]), {}, THREE_RECORDED).verdict;
    expect(by({ agencyKind: 'housing_provider' })).toBe('met');
    expect(by({ agencyKind: 'health' })).toBe('not_met');
    expect(by({ formallyRecorded: false })).toBe('not_met');
  });

  it('is content with one timely report where another came late', () => {
    const late = report('late', '2026-04-17'); // one month from 16 March ends with 16 April
    expect(evaluated(third([late]), {}, THREE_RECORDED).verdict).toBe('not_met');
    expect(evaluated(third([late, report('timely', '2026-04-16')]), {}, THREE_RECORDED).verdict).toBe('met');
  });

  it('counts hate only where it is perceived, and hate as anti-social behaviour too', () => {
    const hate = { ...complainedOf('c', '2026-03-16'), hatePerceived: true };
    expect(evaluated(hate).verdict).toBe('met');
    expect(evaluated(hate, {}, ONE_HATE_INCIDENT)).toMatchObject({ verdict: 'met', countedAtMost: 1 });
    expect(evaluated(complainedOf('c', '2026-03-16'), {}, ONE_HATE_INCIDENT).sentence).toBe(
      'No hate incident counted, where 1 is needed.',
    );
  });
});

describe("an agency's silence", () => {
  it('is not zero for an incident that nobody found so far', () => {
    const lost = third([], { match: 'not_found' });
    expect(evaluated(lost).verdict).toBe('not_met');
    const finding = evaluated(lost, { awaiting: [COUNCIL] });
    expect(finding.verdict).toBe('needs_judgement');
    expect(finding.sentence).toBe(
      '2 of the 3 incidents needed counted; 1 may still count once Leicester City Council answers.',
    );
    expect(finding.awaits).toEqual([
      { kind: 'agency_answer', agencyId: 'council', agencyName: 'Leicester City Council' },
    ]);
  });

  it('is not zero for an incident that nobody has matched, which waits for that too', () => {
    const unmatched = third([], { match: 'unmatched' });
    expect(evaluated(unmatched).awaits).toEqual([{ kind: 'match', incidentId: 'c' }]);
    expect(evaluated(unmatched, { awaiting: [COUNCIL] }).awaits.map((each) => each.kind)).toEqual([
      'agency_answer',
      'match',
    ]);
  });

  it('is not zero for a confirmed incident whose only complaint is late or in the background', () => {
    expect(
      evaluated(third([report('late', '2026-04-17')]), { awaiting: [COUNCIL] }, THREE_RECORDED).verdict,
    ).toBe('needs_judgement');
    expect(evaluated(third([report('x', null)]), { awaiting: [COUNCIL] }).verdict).toBe('needs_judgement');
  });

  it('changes nothing where no complaint could be in time', () => {
    // An incident of 1 September 2025 could be reported in time until 1 October: before the six months from 20 October.
    const rule: Count = { ...THREE_INCIDENTS, reportedWithin: { length: { months: 1 } } };
    const old = { ...incident('c', '2025-09-01', []), match: 'not_found' } as const;
    expect(evaluated(old, { awaiting: [COUNCIL] }, rule).verdict).toBe('not_met');
  });

  it('changes nothing where the agency awaited could not have recorded what is needed', () => {
    const finding = evaluated(third([]), { awaiting: [HEALTH] }, THREE_RECORDED);
    expect(finding.verdict).toBe('not_met');
  });

  it('does not hold up what is met without it', () => {
    expect(evaluated(complainedOf('c', '2026-03-16'), { awaiting: [COUNCIL] })).toMatchObject({
      verdict: 'met',
      awaits: [],
    });
  });

  it('is awaited for an incident that surely counts, where only another day would bring it into the period', () => {
    // Reports of 20 and 25 January and of 1 August: the period from 20 January ends with 19 July, so it holds two.
    const winter = (id: string, on: string) => incident(id, on, [report(`${id}1`, on)]);
    const facts = factsOf(
      '2026-09-01',
      [winter('a', '2026-01-20'), winter('b', '2026-01-25'), winter('c', '2026-08-01')],
      {
        awaiting: [COUNCIL],
      },
    );
    // The council may hold later reports: a in time until 20 February, b until 25 February. The period from
    // 20 February ends with 19 August and holds all three.
    const finding = evaluate(THREE_RECORDED, facts);
    expect(finding).toMatchObject({ verdict: 'needs_judgement', countedAtLeast: 2, countedAtMost: 3 });
    expect(finding.awaits).toEqual([
      { kind: 'agency_answer', agencyId: 'council', agencyName: 'Leicester City Council' },
    ]);
    expect(evaluate(THREE_RECORDED, { ...facts, awaiting: [] })).toMatchObject({
      verdict: 'not_met',
      countedAtMost: 2,
    });
  });
});

describe('a period of its own choosing', () => {
  it('is the one that holds the most, and names what lies outside', () => {
    const facts = factsOf('2026-12-01', [
      complainedOf('a', '2025-01-01'),
      complainedOf('b', '2026-03-02'),
      complainedOf('c', '2026-04-02'),
      complainedOf('d', '2026-08-30'),
    ]);
    // From 3 March: 3 March, 3 April, 31 August are before 3 September. From 2 January 2025: one only.
    const finding = evaluate(THREE_RECORDED, facts);
    expect(finding).toMatchObject({ verdict: 'met', countedAtLeast: 3 });
    expect(finding.counted.map((item) => item.id)).toEqual(['b', 'c', 'd']);
    expect(finding.notCounted[0]?.reason).toContain(
      'outside the period of 6 months that holds the most (3 March 2026 to 2 September 2026)',
    );
  });
});
