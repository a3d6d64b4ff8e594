import type { Condition, Criterion } from '#domain/policy/criterion.js';
import { evaluate } from '#domain/threshold/evaluate.js';
import { factsFromJson, factsToJson } from '#domain/threshold/facts-json.js';
import { findingInWords } from '#domain/threshold/finding-in-words.js';
import type { Verdict } from '#domain/threshold/finding.js';
import { day } from '../calendar/holidays-of-england-and-wales.js';
import { answered, assessed } from './answers-of-people.js';
import { complainedOf, COUNCIL, factsOf, incident, report, THREE_INCIDENTS } from './threshold-facts.js';

const CONDITION: Condition = {
  test: 'condition',
  id: 'dissatisfied',
  words: 'Dissatisfied',
  condition: 'dissatisfied_with_response',
};
const THREE = [
  complainedOf('a', '2026-03-02'),
  complainedOf('b', '2026-03-09'),
  complainedOf('c', '2026-03-16'),
];

/** Facts in which the condition has the one verdict and the count the other. */
function factsFor(condition: Verdict, count: Verdict) {
  const dissatisfiedWithResponse = { met: true, not_met: false, needs_judgement: null }[condition];
  const lost = { ...incident('c', '2026-03-16', []), match: 'unmatched' } as const;
  const incidents = { met: THREE, not_met: [], needs_judgement: [...THREE.slice(0, 2), lost] }[count];
  return factsOf('2026-04-20', incidents, { dissatisfiedWithResponse });
}

describe('combining tests', () => {
  it.each<[Verdict, Verdict, Verdict, Verdict]>([
    // condition, count, any of both, all of both
    ['met', 'met', 'met', 'met'],
    ['met', 'not_met', 'met', 'not_met'],
    ['met', 'needs_judgement', 'met', 'needs_judgement'],
    ['not_met', 'met', 'met', 'not_met'],
    ['not_met', 'not_met', 'not_met', 'not_met'],
    ['not_met', 'needs_judgement', 'needs_judgement', 'not_met'],
    ['needs_judgement', 'met', 'met', 'needs_judgement'],
    ['needs_judgement', 'not_met', 'needs_judgement', 'not_met'],
    ['needs_judgement', 'needs_judgement', 'needs_judgement', 'needs_judgement'],
  ])('%s and %s: any is %s, all is %s', (condition, count, any, all) => {
    const facts = factsFor(condition, count);
    const criteria: readonly Criterion[] = [CONDITION, THREE_INCIDENTS];
    const common = { id: 'both', words: 'Both', criteria };
    expect(evaluate({ test: 'any_of', ...common }, facts).verdict).toBe(any);
    expect(evaluate({ test: 'all_of', ...common }, facts).verdict).toBe(all);
  });

  it('waits for what its open parts wait for, and for nothing once it is settled', () => {
    const common = { id: 'both', words: 'Both', criteria: [CONDITION, THREE_INCIDENTS] };
    const open = evaluate({ test: 'all_of', ...common }, factsFor('needs_judgement', 'needs_judgement'));
    expect(open.awaits.map((each) => each.kind)).toEqual(['condition', 'match']);
    expect(evaluate({ test: 'all_of', ...common }, factsFor('not_met', 'needs_judgement')).awaits).toEqual(
      [],
    );
  });
});

describe('a finding', () => {
  const threshold: Criterion = {
    test: 'all_of',
    id: 'threshold',
    words: 'Three incidents and dissatisfaction',
    criteria: [{ ...THREE_INCIDENTS, source: 'the page' }, CONDITION],
  };
  const facts = factsOf(
    '2026-04-20',
    [...THREE.slice(0, 2), { ...incident('c', '2026-03-16', []), match: 'not_found' }],
    {
      awaiting: [COUNCIL],
    },
  );

  it('reads as indented text', () => {
    expect(findingInWords(evaluate(threshold, facts))).toBe(
      [
        'NEEDS JUDGEMENT: Three incidents and dissatisfaction',
        '  1 of 2 tests met so far, all are needed; the rest can be told once Leicester City Council answers.',
        '  NEEDS JUDGEMENT: Three incidents complained of in six months',
        '    2 of the 3 incidents needed counted; 1 may still count once Leicester City Council answers.',
        "    - counted: incident of 2 March 2026: confirmed by an agency's record; complaint of 3 March 2026",
        "    - counted: incident of 9 March 2026: confirmed by an agency's record; complaint of 10 March 2026",
        '    - still open: incident of 16 March 2026: no record of it is found so far, and Leicester City Council may hold one; ' +
          'no complaint that counts is known so far, and one may still be found',
        '    - waiting for: the answer of Leicester City Council',
        '    source: the page',
        '  MET: Dissatisfied',
        '    The applicant is dissatisfied with the response of the agencies.',
      ].join('\n'),
    );
  });

  it('is plain JSON, and is the same when replayed from stored facts', () => {
    const finding = evaluate(threshold, facts);
    expect(JSON.parse(JSON.stringify(finding))).toEqual(finding);
    const stored = JSON.stringify(factsToJson(facts));
    expect(evaluate(threshold, factsFromJson(JSON.parse(stored)))).toEqual(finding);
  });
});

describe('the source of a finding', () => {
  const inner: Criterion = {
    test: 'any_of',
    id: 'inner',
    words: 'Inner',
    criteria: [THREE_INCIDENTS, { ...CONDITION, source: 'its own page' }],
  };
  const outer: Criterion = {
    test: 'all_of',
    id: 'outer',
    words: 'Outer',
    criteria: [{ ...inner, source: 'the page of the inner test' }, CONDITION],
  };

  it('is its own, else that of the nearest test above it, else that of the policy', () => {
    const finding = evaluate(outer, facts0, { source: 'the policy' });
    const [first, second] = finding.children;
    expect([finding.source, first?.source, second?.source]).toEqual([
      'the policy',
      'the page of the inner test',
      'the policy',
    ]);
    expect(first?.children.map((each) => each.source)).toEqual([
      'the page of the inner test',
      'its own page',
    ]);
  });

  it('is told once for all below it, and again where it changes', () => {
    const lines = findingInWords(evaluate(outer, facts0, { source: 'the policy' })).split('\n');
    expect(lines.filter((line) => line.includes('source:')).map((line) => line.trim())).toEqual([
      'source: the policy',
      'source: the page of the inner test',
      'source: its own page',
    ]);
  });

  it('is left out where nobody gave one', () => {
    expect(evaluate(inner, facts0)).not.toHaveProperty('source');
  });

  it('stands beside the words in Welsh, where the test has them', () => {
    const welsh = evaluate({ ...CONDITION, welsh: 'Dwy' }, facts0);
    expect(welsh).toMatchObject({ words: 'Dissatisfied', welsh: 'Dwy' });
  });
});

describe('facts as JSON', () => {
  it('come back equal, with every optional member left out or kept', () => {
    const full = report('x', null, { reportId: 'r', agencyId: 'police', byVictim: null });
    const facts = factsOf('2026-04-20', [incident('a', '2026-03-02', [full])], {
      awaiting: [{ ...COUNCIL, dueOn: facts0.receivedOn }],
    });
    expect(factsToJson(factsFromJson(factsToJson(facts)))).toEqual(factsToJson(facts));
    expect(factsToJson(facts)).toMatchObject({
      receivedOn: '2026-04-20',
      awaiting: [{ dueOn: '2026-05-01' }],
    });
  });

  it('of before a member was known still come back', () => {
    const old = factsToJson(
      factsOf('2026-04-20', [incident('a', '2026-03-02', [report('x', '2026-03-03')])]),
    );
    expect(old.incidents[0]).not.toHaveProperty('hatePerceivedBy');
    expect(old.incidents[0]?.complaints[0]).not.toHaveProperty('background');
    expect(factsToJson(factsFromJson(old))).toEqual(old);
  });

  it('keep what the records say of background, hate and the day', () => {
    const said = { hatePerceived: true, hatePerceivedBy: 'record', dateAgreed: true } as const;
    const full = { ...incident('a', '2026-03-02', [report('x', null, { background: true })]), ...said };
    const stored: unknown = JSON.parse(JSON.stringify(factsToJson(factsOf('2026-04-20', [full]))));
    expect(factsFromJson(stored).incidents[0]).toMatchObject({ ...said, complaints: [{ background: true }] });
  });

  it('keep answers, assessments and everything that was said of incidents and complaints', () => {
    const complaint = report('x', '2026-03-03', { householdId: 'h', recordedOn: day('2026-03-04') });
    const unknown = report('y', '2026-03-03', { householdId: null, recordedOn: null });
    const said = {
      hateRecorded: null,
      behaviours: ['noise'],
      problem: 'p',
      place: 'q',
      personComplainedOf: 'n',
    };
    const facts = factsOf('2026-04-20', [{ ...incident('a', '2026-03-02', [complaint, unknown]), ...said }], {
      judgements: [
        answered('same_problem', true, '2026-04-21', { incidentIds: ['a', 'b'] }),
        answered('chair-may-decide', false, '2026-04-22', { factors: ['harm'] }),
      ],
      risk: [assessed('high', '2026-04-21', { points: 17.5 })],
    });
    const stored = JSON.stringify(factsToJson(facts));
    const again = factsFromJson(JSON.parse(stored));
    expect(again).toEqual(facts);
    expect(factsToJson(again)).toEqual(JSON.parse(stored));
  });

  it('are refused with an unknown key or a day that is none', () => {
    const json = factsToJson(facts0);
    expect(() => factsFromJson({ ...json, note: 'x' })).toThrow();
    expect(() => factsFromJson({ ...json, receivedOn: '2026-02-30' })).toThrow();
  });
});

const facts0 = factsOf('2026-05-01', []);
