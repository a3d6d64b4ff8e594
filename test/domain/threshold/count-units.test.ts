import type { Count } from '#domain/policy/criterion.js';
import { countOf, on, told } from './counting-facts.js';
import { COUNCIL } from './threshold-facts.js';

const POLICE = { agencyId: 'police' } as const;
const TO_COUNCIL = { agencyId: 'council', agencyKind: 'council' } as const;

describe('one night that one person told two agencies of, and another told the police of twice', () => {
  const night = on('2026-05-01', [
    told('victim', '2026-05-02', POLICE),
    told('victim', '2026-05-02', TO_COUNCIL),
    told('p', '2026-05-02', POLICE),
    told('p', '2026-05-03', POLICE),
  ]);

  it.each<[Count['dedupe'] | 'none', number]>([
    ['none', 4],
    // The victim about this night, p about this night.
    ['one_per_incident_and_person', 2],
    // The police of this night, the council of this night.
    ['one_per_incident_and_agency', 2],
    // The victim on 2 May, p on 2 May, p on 3 May.
    ['one_per_person_and_day', 3],
  ])('with dedupe %s makes %i reports', (dedupe, n) => {
    const rule = dedupe === 'none' || dedupe === undefined ? {} : { dedupe };
    const finding = countOf({ ...rule, atLeast: n }, [night]);
    expect(finding).toMatchObject({ verdict: 'met', countedAtLeast: n, countedAtMost: n });
    expect(finding.counted).toHaveLength(n);
    expect(countOf({ ...rule, atLeast: n + 1 }, [night]).verdict).toBe('not_met');
  });

  it('cannot become more by what a silent agency holds of the same person, where one report is of each incident', () => {
    const rule = { by: 'one_person', dedupe: 'one_per_incident_and_person' } as const;
    const two = [night, on('2026-05-08', [told('victim', '2026-05-08')])];
    // The victim told of two incidents; the council can only add to what is one report already.
    expect(countOf(rule, two, { awaiting: [COUNCIL] })).toMatchObject({
      verdict: 'not_met',
      countedAtMost: 2,
    });
    expect(countOf({ by: 'one_person', atLeast: 4 }, two, { awaiting: [COUNCIL] }).verdict).toBe(
      'needs_judgement',
    );
  });

  it('says which complaint is one report with another', () => {
    const finding = countOf({ dedupe: 'one_per_incident_and_person', atLeast: 2 }, [night]);
    expect(finding.notCounted.map((item) => item.reason)).toEqual([
      'incident of 1 May 2026: complaint of 2 May 2026, which is one report with another that counts',
      'incident of 1 May 2026: complaint of 3 May 2026, which is one report with another that counts',
    ]);
  });

  it('is of two people, two agencies and one incident', () => {
    for (const [unit, n] of [
      ['people', 2],
      ['agencies', 2],
      ['incidents', 1],
    ] as const)
      expect(countOf({ unit, atLeast: n }, [night])).toMatchObject({ verdict: 'met', countedAtMost: n });
  });
});

describe('households', () => {
  const at = (household: string | null) => ({ householdId: household });

  it('are counted once however many of one complain', () => {
    const incidents = [
      on('2026-05-01', [
        told('p', '2026-05-02', at('h1')),
        told('q', '2026-05-02', at('h1')),
        told('r', '2026-05-02', at('h2')),
      ]),
    ];
    expect(countOf({ unit: 'households', atLeast: 2 }, incidents)).toMatchObject({
      verdict: 'met',
      countedAtMost: 2,
    });
    expect(countOf({ unit: 'households', atLeast: 3 }, incidents).verdict).toBe('not_met');
  });

  it('that are not known may be new or the same, which is awaited', () => {
    const incidents = [
      on('2026-05-01', [told('p', '2026-05-02', at('h1')), told('q', '2026-05-03', at(null))]),
    ];
    const finding = countOf({ unit: 'households', atLeast: 2 }, incidents);
    expect(finding).toMatchObject({ verdict: 'needs_judgement', countedAtLeast: 1, countedAtMost: 2 });
    expect(finding.awaits).toEqual([
      { kind: 'detail', subject: 'complaint', id: 'q-2026-05-03-', detail: 'household' },
    ]);
    expect(finding.undecided[0]?.reason).toBe(
      'incident of 1 May 2026: it is not known from which household the complaint of 3 May 2026 came',
    );
  });

  it('of one person are known from another complaint of theirs', () => {
    const incidents = [
      on('2026-05-01', [told('p', '2026-05-02', at('h1')), told('p', '2026-05-03', at(null))]),
    ];
    expect(countOf({ unit: 'households', atLeast: 2 }, incidents).verdict).toBe('not_met');
  });
});

describe('several numbers at once', () => {
  // Five reports by more than one person: all five by one person are not enough.
  const rule = { atLeast: 5, alsoAtLeast: { people: 2 } };
  const five = (people: readonly string[]) =>
    people.map((person, n) => on(`2026-05-0${String(n + 1)}`, [told(person, '2026-05-10')]));

  it('must all be reached by the same selection', () => {
    expect(countOf(rule, five(['p', 'p', 'p', 'p', 'q'])).verdict).toBe('met');
    const finding = countOf(rule, five(['p', 'p', 'p', 'p', 'p']));
    expect(finding.verdict).toBe('not_met');
    expect(finding.sentence).toBe('5 of the 5 reports needed counted, with 1 of the 2 people also needed.');
  });

  it('wait for what could still bring them about', () => {
    const incidents = five(['p', 'p', 'p', 'p', 'p']);
    const finding = countOf(rule, incidents, { awaiting: [COUNCIL] });
    expect(finding).toMatchObject({ verdict: 'needs_judgement', awaits: [{ kind: 'agency_answer' }] });
  });

  it('of hate: two reports are enough if one is of hate', () => {
    const two = (hate: boolean) => [
      on('2026-05-01', [told('p', '2026-05-02')], { hatePerceived: hate }),
      on('2026-05-05', [told('p', '2026-05-06')]),
    ];
    const mix = { atLeast: 2, alsoAtLeast: { hate: 1 } };
    expect(countOf(mix, two(true)).verdict).toBe('met');
    expect(countOf(mix, two(false)).verdict).toBe('not_met');
    expect(countOf(mix, two(false)).sentence).toBe(
      '2 of the 2 reports needed counted, with no report of hate where 1 is also needed.',
    );
  });

  it('of agencies: all complaints to one agency are not enough', () => {
    const ofTwo = { atLeast: 2, alsoAtLeast: { agencies: 2 } };
    const complaints = (second: object) => [
      on('2026-05-01', [told('p', '2026-05-02'), told('p', '2026-05-03', second)]),
    ];
    expect(countOf(ofTwo, complaints(TO_COUNCIL)).verdict).toBe('met');
    expect(countOf(ofTwo, complaints({})).verdict).toBe('not_met');
  });
});

describe('whose complaints count', () => {
  const incidents = [
    on('2026-05-01', [told('victim', '2026-05-02'), told('p', '2026-05-02')]),
    on('2026-05-03', [told('p', '2026-05-04'), told('q', '2026-05-04')]),
    on('2026-05-05', [told('p', '2026-05-06')]),
  ];

  it.each<[Count['by'], number]>([
    ['victim', 1], // the victim once
    ['one_person', 3], // p three times
    ['anybody', 5],
    ['others', 4], // p three times and q
  ])('where they are of %s, are %i', (by, n) => {
    expect(countOf({ by, atLeast: 1 }, incidents)).toMatchObject({
      verdict: 'met',
      countedAtLeast: n,
      countedAtMost: n,
    });
  });

  it('names what another person has beside the one who comes furthest', () => {
    const finding = countOf({ by: 'one_person' }, incidents);
    expect(finding.sentence).toBe(
      '3 of the 3 reports needed counted. This is the number of one person; what several people complained of is not added together.',
    );
    expect(finding.notCounted.filter((item) => item.subject === 'person')).toEqual([
      { subject: 'person', id: 'victim', reason: 'another person, for whom 1 report counted' },
      { subject: 'person', id: 'q', reason: 'another person, for whom 1 report counted' },
    ]);
  });

  it('of one report that nobody knows who made is surely of one person, two may be of two', () => {
    const unknown = [
      on('2026-05-01', [told(null, '2026-05-02')]),
      on('2026-05-03', [told(null, '2026-05-04')]),
    ];
    expect(countOf({ by: 'one_person', atLeast: 1 }, unknown).verdict).toBe('met');
    expect(countOf({ by: 'one_person', atLeast: 2 }, unknown)).toMatchObject({
      verdict: 'needs_judgement',
      countedAtLeast: 1,
      countedAtMost: 2,
    });
  });

  it('you and four neighbours: five others without you are not enough', () => {
    const rule = { unit: 'people', atLeast: 5, includesVictim: true } as const;
    const by = (people: readonly string[]) => [
      on(
        '2026-05-01',
        people.map((person) => told(person, '2026-05-02')),
      ),
    ];
    expect(countOf(rule, by(['victim', 'p', 'q', 'r', 's'])).verdict).toBe('met');
    const without = countOf(rule, by(['o', 'p', 'q', 'r', 's']));
    expect(without.verdict).toBe('not_met');
    expect(without.sentence).toBe(
      '5 of the 5 people needed counted, the victim not being known to be among them.',
    );
  });
});

describe('people with an incident of their own', () => {
  const rule = { unit: 'people', atLeast: 3, separateIncidents: true } as const;

  it('are as many as can each be given one', () => {
    // p complained of the first and second, q of the first, r of the second: two incidents, so two people.
    const two = [
      on('2026-05-01', [told('p', '2026-05-02'), told('q', '2026-05-02')]),
      on('2026-05-05', [told('p', '2026-05-06'), told('r', '2026-05-06')]),
    ];
    expect(countOf(rule, two)).toMatchObject({ verdict: 'not_met', countedAtLeast: 2, countedAtMost: 2 });
    // p complained of a third as well: q has the first, r the second and p the third.
    const three = [...two, on('2026-05-07', [told('p', '2026-05-08')])];
    expect(countOf(rule, three)).toMatchObject({ verdict: 'met', countedAtLeast: 3 });
  });

  it('are not three who complained of one', () => {
    const one = [
      on(
        '2026-05-01',
        ['p', 'q', 'r'].map((person) => told(person, '2026-05-02')),
      ),
    ];
    const finding = countOf(rule, one);
    expect(finding).toMatchObject({ verdict: 'not_met', countedAtMost: 1 });
    expect(finding.notCounted[0]?.reason).toBe(
      'incident of 1 May 2026: complaint of 2 May 2026, for which no incident of its own is left beside those counted',
    );
  });
});

describe('what an incident must be', () => {
  const rule = { unit: 'incidents', atLeast: 1 } as const;
  const one = (changes: object) => [on('2026-05-01', [told('p', '2026-05-02')], changes)];

  it.each<[Partial<Count>, object, string]>([
    [{ category: 'asb_without_hate' }, { hatePerceived: false }, 'met'],
    [{ category: 'asb_without_hate' }, { hatePerceived: true }, 'not_met'],
    [{ category: 'hate', hateIs: 'recorded' }, { hatePerceived: true, hateRecorded: false }, 'not_met'],
    [{ category: 'hate', hateIs: 'recorded' }, { hateRecorded: true }, 'met'],
    [{ category: 'hate', hateIs: 'recorded' }, {}, 'needs_judgement'],
    [{ category: 'hate', hateIs: 'perceived_or_recorded' }, { hatePerceived: true }, 'met'],
    [{ category: 'hate', hateIs: 'perceived_or_recorded' }, { hateRecorded: false }, 'not_met'],
    [{ behaviours: ['noise'] }, { behaviours: ['litter', 'noise'] }, 'met'],
    [{ behaviours: ['noise'] }, { behaviours: ['litter'] }, 'not_met'],
    [{ behaviours: ['noise'] }, {}, 'needs_judgement'],
    [{ exceptBehaviours: ['parking'] }, { behaviours: ['noise', 'parking'] }, 'not_met'],
    [{ exceptBehaviours: ['parking'] }, { behaviours: ['noise'] }, 'met'],
    [{ exceptBehaviours: ['parking'] }, {}, 'needs_judgement'],
  ])('under %p, one of %p is %s', (changes, incident, verdict) => {
    expect(countOf({ ...rule, ...changes }, one(incident)).verdict).toBe(verdict);
  });

  it('is awaited by name', () => {
    expect(countOf({ ...rule, behaviours: ['noise'] }, one({})).awaits).toEqual([
      { kind: 'detail', subject: 'incident', id: '05-01', detail: 'behaviour' },
    ]);
    expect(countOf({ ...rule, category: 'hate', hateIs: 'recorded' }, one({})).awaits).toEqual([
      { kind: 'detail', subject: 'incident', id: '05-01', detail: 'recorded_as_hate' },
    ]);
  });
});
