import { evaluateCase } from '#domain/threshold/evaluate-case.js';
import type { IncidentFact } from '#domain/threshold/facts.js';
import { countOf, on, said, THREE_REPORTS, told } from './counting-facts.js';
import { factsOf } from './threshold-facts.js';

const green = { householdId: 'green' };
const red = { householdId: 'red' };

describe('reports of any one household', () => {
  const rule = { by: 'one_household' } as const;

  it('are those of all who live in it, and of no other', () => {
    const mother = told('victim', '2026-05-01', green);
    const son = told('son', '2026-05-01', green);
    const incident = on('2026-05-01', [mother, son]);
    const neighbour = on('2026-05-02', [told('n', '2026-05-02', red)]);
    const again = on('2026-05-03', [told('son', '2026-05-03', green)]);
    expect(countOf(rule, [incident, neighbour, again])).toMatchObject({ verdict: 'met', countedAtLeast: 3 });
    const finding = countOf(rule, [incident, neighbour]);
    expect(finding).toMatchObject({ verdict: 'not_met', countedAtLeast: 2, countedAtMost: 2 });
    expect(finding.notCounted).toEqual([
      {
        subject: 'complaint',
        id: 'n-2026-05-02-',
        reason: 'incident of 2 May 2026: complaint of 2 May 2026 came from another household',
      },
    ]);
    expect(finding.sentence).toBe(
      '2 of the 3 reports needed counted. This is the number of one household; what several households complained of is not added together.',
    );
  });

  it('wait for the household of somebody who may live there', () => {
    const incident = on('2026-05-01', [
      told('victim', '2026-05-01', green),
      told('son', '2026-05-01', green),
      told('who', '2026-05-01'),
    ]);
    const finding = countOf(rule, [incident]);
    expect(finding).toMatchObject({ verdict: 'needs_judgement', countedAtLeast: 2, countedAtMost: 3 });
    expect(finding.awaits).toEqual([
      { kind: 'detail', subject: 'complaint', id: 'who-2026-05-01-', detail: 'household' },
    ]);
    expect(finding.undecided[0]?.reason).toBe(
      'incident of 1 May 2026: it is not known from which household the complaint of 1 May 2026 came',
    );
  });

  it('need no household where one person made them all', () => {
    const three = ['2026-05-01', '2026-05-02', '2026-05-03'].map((date) => on(date, [told('p', date)]));
    expect(countOf(rule, three).verdict).toBe('met');
    expect(countOf({ ...rule, atLeast: 4 }, three).verdict).toBe('not_met');
  });

  it('may have to be of two who live there', () => {
    const two = { ...rule, atLeast: 2, alsoAtLeast: { people: 2 } };
    const of = (person: string) =>
      on('2026-05-01', [told('p', '2026-05-01', green), told(person, '2026-05-02', green)]);
    expect(countOf(two, [of('q')]).verdict).toBe('met');
    expect(countOf(two, [of('p')]).verdict).toBe('not_met');
  });
});

describe('incidents on separate days', () => {
  const rule = { unit: 'incidents', atLeast: 2, separateDays: true } as const;
  const morning = { ...on('2026-05-01', [told('p', '2026-05-01')]), id: 'morning' };
  const evening = { ...on('2026-05-01', [told('p', '2026-05-01')]), id: 'evening' };

  it('count once for each day', () => {
    const finding = countOf(rule, [morning, evening]);
    expect(finding).toMatchObject({ verdict: 'not_met', countedAtLeast: 1, countedAtMost: 1 });
    expect(finding.counted.map(({ id }) => id)).toEqual(['evening']);
    expect(finding.notCounted.map(({ reason }) => reason)).toEqual([
      "incident of 1 May 2026: confirmed by an agency's record; complaint of 1 May 2026; it is of the same day as one that counts",
    ]);
    expect(countOf({ ...rule, separateDays: false }, [morning, evening]).verdict).toBe('met');
    expect(countOf(rule, [morning, on('2026-05-02', [told('p', '2026-05-02')])]).verdict).toBe('met');
  });

  it('do not wait for an incident of a day that counts already', () => {
    const open = { ...morning, id: 'open', match: 'unmatched' as const };
    expect(countOf({ ...rule, atLeast: 2 }, [morning, open])).toMatchObject({
      verdict: 'not_met',
      awaits: [],
    });
  });
});

describe('hate that is a crime', () => {
  const rule = { unit: 'incidents', atLeast: 1, category: 'hate', hateIs: 'crime' } as const;
  const of = (changes: Partial<IncidentFact>) =>
    countOf(rule, [on('2026-05-01', [told('p', '2026-05-01')], { hatePerceived: true, ...changes })]);

  it('is perceived as motivated by hate and settled to be a crime', () => {
    expect(of({ crime: true })).toMatchObject({
      verdict: 'met',
      sentence: '1 hate crime counted, where 1 is needed.',
    });
    expect(of({ crime: true, hatePerceived: false }).verdict).toBe('not_met');
    expect(of({ crime: false }).notCounted[0]?.reason).toBe(
      'incident of 1 May 2026: it was settled not to amount to a crime',
    );
  });

  it.each([[{}], [{ crime: null }]])('waits with %p until somebody settled it', (changes) => {
    expect(of(changes)).toMatchObject({
      verdict: 'needs_judgement',
      awaits: [{ kind: 'detail', subject: 'incident', id: '05-01', detail: 'crime' }],
      sentence:
        'No hate crime counted, where 1 is needed; 1 may still count once it is settled whether 1 incident amounts to a crime.',
    });
  });
});

describe('people who suffered', () => {
  const rule = { unit: 'people', needs: 'suffered', atLeast: 3 } as const;
  const suffered = (date: string, affected?: readonly string[], changes: Partial<IncidentFact> = {}) =>
    on(date, [], { ...(affected ? { affected } : {}), ...changes });

  it('are those named, each once, and the victim where nobody is', () => {
    const finding = countOf(rule, [suffered('2026-05-01', ['p', 'q']), suffered('2026-05-02')]);
    expect(finding).toMatchObject({ verdict: 'met', countedAtLeast: 3 });
    expect(finding.counted.map(({ subject, id }) => [subject, id])).toEqual([
      ['person', 'p'],
      ['person', 'q'],
      ['person', 'victim'],
    ]);
    // p twice and q: two people.
    const twice = [suffered('2026-05-01', ['p', 'q']), suffered('2026-05-02', ['p'])];
    expect(countOf(rule, twice)).toMatchObject({ verdict: 'not_met', countedAtLeast: 2, countedAtMost: 2 });
  });

  it('have the victim among them, or are others than the victim', () => {
    const without = [suffered('2026-05-01', ['p', 'q', 'r'])];
    const withVictim = [suffered('2026-05-01', ['p', 'q', 'victim'])];
    const you = { ...rule, includesVictim: true };
    expect([countOf(you, without).verdict, countOf(you, withVictim).verdict]).toEqual(['not_met', 'met']);
    const others = { ...rule, by: 'others' } as const;
    expect([countOf(others, without).verdict, countOf(others, withVictim).verdict]).toEqual([
      'met',
      'not_met',
    ]);
  });

  it('are the victim whom a complaint names where nobody is named', () => {
    const complained = on('2026-05-01', [told('u1', '2026-05-01', { byVictim: true })]);
    const all = [complained, suffered('2026-05-02', ['u1', 'p'])];
    expect(countOf({ ...rule, atLeast: 2 }, all).counted.map(({ id }) => id)).toEqual(['u1', 'p']);
    expect(countOf(rule, all).verdict).toBe('not_met');
  });

  it('suffered inside the window what belongs together', () => {
    const window = { anchor: 'before_application', length: { months: 1 }, tests: 'incident' } as const;
    const all = [
      suffered('2026-06-10', ['p'], { problem: 'noise' }), // the first day of the month before 10 July
      suffered('2026-06-20', ['q', 'r'], { problem: 'noise' }),
    ];
    const both = { ...rule, window, related: ['same_problem'] } as const;
    expect(countOf(both, all).verdict).toBe('met');
    expect(countOf({ ...both, window: { ...window, firstDay: 'counts' } }, all).verdict).toBe('not_met');
    const apart = all.map((each, n) => (n === 0 ? { ...each, problem: 'bins' } : each));
    expect(countOf(both, apart).verdict).toBe('not_met');
  });

  it('wait for the comparison of an incident that nobody made yet', () => {
    const open = [suffered('2026-05-01', ['p', 'q']), suffered('2026-05-02', ['r'], { match: 'unmatched' })];
    expect(countOf(rule, open)).toMatchObject({
      verdict: 'needs_judgement',
      awaits: [{ kind: 'match', incidentId: '05-02' }],
    });
  });
});

describe('incidents that were suffered', () => {
  const rule = { unit: 'incidents', needs: 'suffered', atLeast: 2 } as const;
  const of = (date: string, ...affected: readonly string[]) => on(date, [], { affected });

  it.each([
    // The victim suffered the first alone; p suffered both; together they are two.
    ['victim', 'not_met'],
    ['one_person', 'met'],
    ['anybody', 'met'],
    ['others', 'met'],
  ] as const)('by %s are counted for those who did: %s', (by, verdict) => {
    expect(countOf({ ...rule, by }, [of('2026-05-01', 'victim', 'p'), of('2026-05-02', 'p')]).verdict).toBe(
      verdict,
    );
  });

  it('by another than the victim say so', () => {
    const finding = countOf({ ...rule, by: 'victim' }, [of('2026-05-01', 'victim'), of('2026-05-02', 'p')]);
    expect(finding.notCounted.map(({ reason }) => reason)).toEqual([
      'incident of 2 May 2026: the victim is not among those named as having suffered it',
    ]);
  });
});

describe('the sentence of a count', () => {
  it('tells more than the number that is also needed, and one of one', () => {
    const hate = ['2026-05-01', '2026-05-02', '2026-05-03'].map((date) =>
      on(date, [told('p', date)], { hatePerceived: true }),
    );
    const also = (n: number) => countOf({ alsoAtLeast: { hate: n } }, hate).sentence;
    expect(also(1)).toBe('3 of the 3 reports needed counted, with 3 reports of hate where 1 is also needed.');
    expect(also(2)).toBe(
      '3 of the 3 reports needed counted, with 3 reports of hate where 2 are also needed.',
    );
    expect(also(3)).toBe('3 of the 3 reports needed counted, with 3 of the 3 reports of hate also needed.');
  });

  it('speaks of complaints where the Act does', () => {
    const told3 = on('2026-05-01', [
      told('p', '2026-05-01'),
      told('p', '2026-05-02'),
      told('q', '2026-05-02'),
    ]);
    const { local, statutory } = evaluateCase(
      { threshold: THREE_REPORTS } as Parameters<typeof evaluateCase>[0],
      factsOf('2026-07-10', [told3], { judgements: [said('same_problem', true)] }),
    );
    expect(local.sentence).toBe('3 of the 3 reports needed counted.');
    expect(statutory.sentence).toBe('2 of the 3 qualifying complaints needed counted.');
    expect(statutory.notCounted[0]?.reason).toContain(
      'which is one qualifying complaint with another that counts',
    );
  });
});
