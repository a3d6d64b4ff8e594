import fc from 'fast-check';
import type { AllOf, AppliedWithin, Count } from '#domain/policy/criterion.js';
import { evaluate } from '#domain/threshold/evaluate.js';
import type { IncidentFact, ThresholdFacts } from '#domain/threshold/facts.js';
import type { Finding } from '#domain/threshold/finding.js';
import { anyCount, anyFacts } from './arbitrary-counts.js';
import { on, said, told } from './counting-facts.js';
import { COUNCIL, factsOf, THREE_INCIDENTS } from './threshold-facts.js';

/** An application received on 10 July 2026: a month before it reaches back to 10 June inclusive. */
function recent(count: Partial<Count>, incidents: readonly IncidentFact[], facts: Given = {}): Finding {
  const { changes = {}, ...more } = facts;
  const rule: AllOf = {
    test: 'all_of',
    id: 'threshold',
    words: 'Three, the latest recent',
    criteria: [
      { ...THREE_INCIDENTS, id: 'three', ...count },
      {
        test: 'applied_within',
        id: 'recent',
        words: 'The latest of them is recent',
        of: 'latest_complaint',
        among: 'three',
        length: { months: 1 },
        ...changes,
      },
    ],
  };
  const { children } = evaluate(rule, factsOf('2026-07-10', incidents, more));
  const [, applied] = children;
  if (!applied) throw new Error('expected two tests');
  return applied;
}

interface Given extends Partial<ThresholdFacts> {
  readonly changes?: Partial<AppliedWithin>;
}

const mine = (dates: readonly string[], changes: Partial<IncidentFact> = {}) =>
  dates.map((date) => on(date, [told('victim', date)], changes));

const OLD = ['2026-02-01', '2026-03-01', '2026-04-01'];

describe('a marked day that is looked for among what a count counted', () => {
  it('is not that of another person, who is counted for nobody', () => {
    // Mine are of 1 February to 1 April; a neighbour complained on 1 July. 1 April is 100 days before 10 July.
    const named = [...mine(OLD), on('2026-07-01', [told('neighbour', '2026-07-01')])];
    const finding = recent({}, named);
    expect(finding.verdict).toBe('not_met');
    expect(finding.sentence).toBe(
      'The latest complaint that counts was on 1 April 2026, 100 days before the application; within 1 month is asked.',
    );
    expect(recent({ by: 'anybody' }, named).verdict).toBe('met'); // the control: the neighbour counts here
  });

  it('is not that of another problem, nor of an agency that does not count', () => {
    const related = [...mine(OLD, { problem: 'p' }), ...mine(['2026-07-01'], { problem: 'q' })];
    expect(recent({ related: ['same_problem'] }, related).verdict).toBe('not_met');
    expect(recent({}, related).verdict).toBe('met');
    const toHealth = on('2026-07-01', [told('victim', '2026-07-01', { agencyKind: 'health' })]);
    expect(recent({ recordedBy: ['police', 'council'] }, [...mine(OLD), toHealth]).verdict).toBe('not_met');
    expect(recent({}, [...mine(OLD), toHealth]).verdict).toBe('met');
  });

  it('does not make an application too late for a complaint of long ago about something else', () => {
    // The first complaint of the problem was on 10 January, six months to the day; one of 2024 was about another.
    const changes = { of: 'first_complaint', length: { months: 6 } } as const;
    const named = [
      ...mine(['2026-01-10', '2026-05-20', '2026-06-10'], { problem: 'p' }),
      ...mine(['2024-05-01'], { problem: 'q' }),
    ];
    const { window: _any, ...anyTime } = THREE_INCIDENTS;
    const rule = { ...anyTime, id: 'three', related: ['same_problem'] } as const;
    const verdictOf = (of: AppliedWithin) =>
      evaluate({ test: 'all_of', id: 't', words: 'T', criteria: [rule, of] }, factsOf('2026-07-10', named))
        .verdict;
    const among: AppliedWithin = { test: 'applied_within', id: 'in-time', words: 'In time', ...changes };
    expect(verdictOf({ ...among, among: ['three'] })).toBe('met');
    expect(verdictOf(among)).toBe('not_met');
  });

  it('is met by one of two selections that reach the number, though another comes further', () => {
    // Of problem p four complaints, the last of 1 May; of problem q three, the last of 1 July.
    const p = mine(['2026-02-02', '2026-03-02', '2026-04-02', '2026-05-01'], { problem: 'p' });
    const q = mine(['2026-02-03', '2026-03-03', '2026-07-01'], { problem: 'q' });
    expect(recent({ related: ['same_problem'] }, [...p, ...q]).verdict).toBe('met');
    expect(recent({ related: ['same_problem'] }, [...p, ...q.slice(1)]).verdict).toBe('not_met');
  });

  it('is met by a later period that reaches the number as the first does', () => {
    // Any two months: 1 January to 1 February hold three, and so do 1 June to 1 July, the latest of which is recent.
    const window = { anchor: 'any_period', length: { months: 2 }, tests: 'complaint' } as const;
    const early = mine(['2026-01-01', '2026-01-15', '2026-02-01']);
    const late = mine(['2026-06-01', '2026-06-15', '2026-07-01']);
    expect(recent({ window }, [...early, ...late]).verdict).toBe('met');
    expect(recent({ window }, [...early, ...late.slice(1)]).verdict).toBe('not_met');
  });

  it('is told of what came furthest where no number can be reached', () => {
    expect(recent({}, mine(['2026-03-01', '2026-07-01'])).verdict).toBe('met');
    expect(recent({}, mine(['2026-02-01', '2026-03-01'])).verdict).toBe('not_met');
    expect(recent({}, []).sentence).toBe(
      'There is no complaint that counts from which the time could be reckoned, and without one this test is not met.',
    );
  });
});

describe('a marked day among what a count may still count', () => {
  it('waits for whether a recent complaint belongs to the problem', () => {
    const related = { related: ['same_problem'] } as const;
    const named = [...mine(OLD, { problem: 'p' }), ...mine(['2026-07-01'])];
    const open = recent(related, named);
    expect(open.verdict).toBe('needs_judgement');
    expect(open.awaits).toEqual([{ kind: 'relation', relation: 'same_problem', incidentIds: ['07-01'] }]);
    const answers = (answer: boolean) => [said('same_problem', answer, ['04-01', '07-01'])];
    expect(recent(related, named, { judgements: answers(true) }).verdict).toBe('met');
    expect(recent(related, named, { judgements: answers(false) }).verdict).toBe('not_met');
  });

  it('waits for whose a recent complaint is', () => {
    const named = [...mine(OLD), on('2026-07-01', [told(null, '2026-07-01', { byVictim: null })])];
    expect(recent({}, named)).toMatchObject({ verdict: 'needs_judgement' });
    expect(recent({}, named).awaits.map(({ kind }) => kind)).toEqual(['complainant']);
  });

  it('waits for the day of a complaint that counts whatever its day was', () => {
    // Without a window a complaint of any day counts; whether one was made since 10 June is another matter.
    const { window: _window, ...anyTime } = THREE_INCIDENTS;
    const undated = on('2026-05-01', [told('victim', '2026-05-01', { madeOn: null, background: false })]);
    const finding = evaluate(
      {
        test: 'all_of',
        id: 't',
        words: 'T',
        criteria: [
          { ...anyTime, id: 'one', atLeast: 1 },
          {
            test: 'applied_within',
            id: 'recent',
            words: 'Recent',
            of: 'latest_complaint',
            among: 'one',
            length: { months: 1 },
          },
        ],
      },
      factsOf('2026-07-10', [undated]),
    );
    expect(finding.children.map(({ verdict }) => verdict)).toEqual(['met', 'needs_judgement']);
    expect(finding.children[1]?.awaits.map(({ kind }) => kind)).toEqual(['complainant']);
  });

  it('waits for an agency only while its answer could change it', () => {
    // The council may hold a later complaint about an old incident; once one of 1 July is known, that changes nothing.
    expect(recent({}, mine(OLD), { awaiting: [COUNCIL] }).verdict).toBe('needs_judgement');
    expect(recent({}, mine([...OLD, '2026-07-01']), { awaiting: [COUNCIL] }).verdict).toBe('met');
  });

  it('needs every selection to agree while none surely reaches the number', () => {
    const named = [...mine(['2026-02-01', '2026-07-01']), ...mine(['2026-06-20'], { match: 'unmatched' })];
    // Two are sure and a third is not matched: the latest is of 1 July either way.
    expect(recent({}, named).verdict).toBe('met');
    const old = [...mine(OLD.slice(1)), ...mine(['2026-06-20'], { match: 'unmatched' })];
    expect(recent({}, old).verdict).toBe('needs_judgement');
  });
});

describe('time to act among what a count counted', () => {
  it('does not begin anew with the call of a neighbour', () => {
    const rule = (among: { among?: string }): AllOf => ({
      test: 'all_of',
      id: 'threshold',
      words: 'T',
      criteria: [
        { ...THREE_INCIDENTS, id: 'three' },
        {
          test: 'applied_after',
          id: 'a-week',
          words: 'A week',
          of: 'latest_complaint',
          length: { weeks: 1 },
          ...among,
        },
      ],
    });
    const named = factsOf('2026-07-10', [...mine(OLD), on('2026-07-09', [told('neighbour', '2026-07-09')])]);
    expect(evaluate(rule({ among: 'three' }), named).verdict).toBe('met');
    expect(evaluate(rule({}), named).verdict).toBe('not_met');
  });
});

describe('whatever was counted', () => {
  it('the test awaits something exactly when it cannot be told, and the order of the facts changes nothing', () => {
    const ofs = ['first_incident', 'latest_incident', 'first_complaint', 'latest_complaint'] as const;
    fc.assert(
      fc.property(anyCount, anyFacts, fc.constantFrom(...ofs), (count, { receivedOn: _on, ...facts }, of) => {
        fc.pre(count.needs !== 'suffered' || of.endsWith('incident'));
        const own = { ...count, id: 'three' };
        const changes: Partial<AppliedWithin> = { of, length: { months: 2 } };
        const { incidents } = facts;
        const finding = recent(own, incidents, { ...facts, changes });
        expect(finding.awaits.length > 0).toBe(finding.verdict === 'needs_judgement');
        expect(finding.sentence).not.toMatch(/undefined|once \.|once and/);
        expect(
          recent(own, incidents, { ...facts, incidents: [...incidents].reverse(), changes }),
        ).toMatchObject({
          verdict: finding.verdict,
        });
      }),
      { numRuns: 300 },
    );
  });
});
