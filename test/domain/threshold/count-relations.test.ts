import { countOf, on, said, told } from './counting-facts.js';

const a = on('2026-05-01', [told('p', '2026-05-01')]);
const b = on('2026-05-02', [told('q', '2026-05-02')]);
const c = on('2026-05-03', [told('r', '2026-05-03')]);
const THREE = [a, b, c];
const [A, B, C] = THREE.map(({ id }) => id) as [string, string, string];

describe('the same problem', () => {
  const rule = { related: ['same_problem'] } as const;

  it('is shown by labels, and different labels keep apart', () => {
    const labelled = (...labels: readonly string[]) =>
      THREE.map((each, n) => ({ ...each, problem: labels[n] ?? '' }));
    expect(countOf(rule, labelled('noise', 'noise', 'noise')).verdict).toBe('met');
    const finding = countOf(rule, labelled('noise', 'bins', 'noise'));
    expect(finding).toMatchObject({ verdict: 'not_met', countedAtLeast: 2, countedAtMost: 2 });
    expect(finding.notCounted).toEqual([
      {
        subject: 'incident',
        id: B,
        reason: 'incident of 2 May 2026: it is not about the same problem as those counted',
      },
    ]);
  });

  it('is awaited while nobody said, and names the incidents of which nobody did', () => {
    const finding = countOf(rule, THREE);
    expect(finding).toMatchObject({ verdict: 'needs_judgement', countedAtLeast: 1, countedAtMost: 3 });
    expect(finding.awaits).toEqual([{ kind: 'relation', relation: 'same_problem', incidentIds: [A, B, C] }]);
    expect(finding.undecided[0]?.reason).toBe(
      'incident of 2 May 2026: nobody has said yet whether it is about the same problem as those counted',
    );
  });

  it('needs nobody where enough count whatever belongs together', () => {
    expect(countOf({ ...rule, atLeast: 1 }, THREE).verdict).toBe('met');
    expect(countOf({ ...rule, atLeast: 4 }, THREE).verdict).toBe('not_met');
  });

  it.each([
    ['yes of all', [said('same_problem', true)], 'met'],
    ['yes of all three by name', [said('same_problem', true, [A, B, C])], 'met'],
    ['no of all', [said('same_problem', false)], 'not_met'],
    ['yes of two, the third never mentioned', [said('same_problem', true, [A, B])], 'needs_judgement'],
    [
      'yes of two, no of the third',
      [said('same_problem', true, [A, B]), said('same_problem', false, [C])],
      'not_met',
    ],
    [
      'yes of two pairs with one in common',
      [said('same_problem', true, [A, B]), said('same_problem', true, [B, C])],
      'met',
    ],
    [
      'yes, and a day later no',
      [said('same_problem', true, [A, B, C]), said('same_problem', false, [A, B, C], '2026-07-02')],
      'not_met',
    ],
    [
      'no, and a day later yes',
      [said('same_problem', false, [A, B, C]), said('same_problem', true, [A, B, C], '2026-07-02')],
      'met',
    ],
    [
      'yes and no on one day',
      [said('same_problem', true, [A, B, C]), said('same_problem', false, [A, B, C])],
      'needs_judgement',
    ],
    [
      'yes of all, and a day later no of one',
      [said('same_problem', true), said('same_problem', false, [C], '2026-07-02')],
      'not_met',
    ],
    ['yes to another question', [said('same_place', true)], 'needs_judgement'],
  ])('answered with %s', (_answer, judgements, verdict) => {
    expect(countOf(rule, THREE, { judgements }).verdict).toBe(verdict);
  });

  it('is waited for only where it could still be enough', () => {
    // a and b are labelled apart; with c one of them makes two, and three are needed.
    const apart = [{ ...a, problem: 'noise' }, { ...b, problem: 'bins' }, c];
    expect(countOf(rule, apart)).toMatchObject({ verdict: 'not_met', countedAtMost: 2 });
    expect(countOf({ ...rule, atLeast: 2 }, apart)).toMatchObject({
      verdict: 'needs_judgement',
      awaits: [{ kind: 'relation', incidentIds: [C] }],
    });
  });
});

describe('other relations', () => {
  const apart = [
    { ...a, problem: 'noise' },
    { ...b, problem: 'bins' },
    { ...c, problem: 'noise' },
  ];

  it.each([
    ['similar', 'needs_judgement'],
    ['same_or_similar', 'needs_judgement'],
    ['related', 'needs_judgement'],
    ['same_case', 'needs_judgement'],
    ['same_problem', 'not_met'],
  ] as const)('%s of different problems is %s', (relation, verdict) => {
    expect(countOf({ related: [relation] }, apart).verdict).toBe(verdict);
    const same = apart.map((each) => ({ ...each, problem: 'noise' }));
    expect(countOf({ related: [relation] }, same).verdict).toBe('met');
  });

  it('are told by labels of the place and of the person complained of', () => {
    const at = THREE.map((each) => ({ ...each, place: 'the park', personComplainedOf: 'x' }));
    expect(countOf({ related: ['same_place'] }, at).verdict).toBe('met');
    expect(countOf({ related: ['same_person_complained_of'] }, at).verdict).toBe('met');
    const elsewhere = [...at.slice(0, 2), { ...c, place: 'the square', personComplainedOf: 'y' }];
    expect(countOf({ related: ['same_place'] }, elsewhere).verdict).toBe('not_met');
    expect(countOf({ related: ['same_person_complained_of'] }, elsewhere).verdict).toBe('not_met');
  });

  it('are each enough where several are accepted, but do not add up', () => {
    // a and b are at one place, b and c about one person: no relation holds of all three.
    const chain = [
      { ...a, place: 'x', personComplainedOf: 'k' },
      { ...b, place: 'x', personComplainedOf: 'm' },
      { ...c, place: 'y', personComplainedOf: 'm' },
    ];
    const either = { related: ['same_place', 'same_person_complained_of'] } as const;
    expect(countOf({ ...either, atLeast: 2 }, chain).verdict).toBe('met');
    expect(countOf(either, chain).verdict).toBe('not_met');
  });

  it('of one incident take the people of the incident with the most', () => {
    const crowd = on(
      '2026-05-09',
      ['p', 'q', 'r'].map((person) => told(person, '2026-05-09')),
    );
    const rule = { unit: 'people', related: ['same_incident'] } as const;
    expect(countOf(rule, [...THREE, crowd]).verdict).toBe('met');
    expect(countOf(rule, THREE)).toMatchObject({ verdict: 'not_met', countedAtMost: 1 });
  });
});
