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

  it('stays open while any number of reports of a labelled incident may be found', () => {
    // One report is known, of an incident that may be of the problem; the other incident was compared with no records yet.
    const unlabelled = on('2026-05-01', [told('p', '2026-05-01')]);
    const unmatched = { ...on('2026-05-02', [], { problem: 'noise' }), match: 'unmatched' } as const;
    expect(countOf(rule, [unlabelled, unmatched])).toMatchObject({
      verdict: 'needs_judgement',
      countedAtLeast: 1,
    });
    expect(countOf({ ...rule, by: 'one_person' }, [unlabelled, unmatched]).verdict).toBe('needs_judgement');
    const compared = { ...unmatched, match: 'confirmed' } as const;
    expect(countOf(rule, [unlabelled, compared]).verdict).toBe('not_met');
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

describe('an answer of no', () => {
  const d = on('2026-05-04', [told('s', '2026-05-04')]);
  const D = d.id;
  const rule = { related: ['same_problem'] } as const;
  const no = (...ids: readonly string[]) => said('same_problem', false, ids);

  it.each([
    // Two of the three may still belong together, all three do not.
    ['of three, two needed', THREE, 2, [no(A, B, C)], ['needs_judgement', 2]],
    ['of three, three needed', THREE, 3, [no(A, B, C)], ['not_met', 2]],
    ['of all four, three needed', [...THREE, d], 3, [no(A, B, C, D)], ['needs_judgement', 3]],
    [
      'of all four without naming them',
      [...THREE, d],
      3,
      [said('same_problem', false)],
      ['needs_judgement', 3],
    ],
    ['of all four, four needed', [...THREE, d], 4, [no(A, B, C, D)], ['not_met', 3]],
    // Of a and b one stays out: with c and d three are left.
    ['of two, three needed of four', [...THREE, d], 3, [no(A, B)], ['needs_judgement', 3]],
    ['of two, four needed of four', [...THREE, d], 4, [no(A, B)], ['not_met', 3]],
    // One of a and b, and one of c and d: two.
    ['of two pairs, three needed', [...THREE, d], 3, [no(A, B), no(C, D)], ['not_met', 2]],
    // Each is apart from each.
    ['of every pair', THREE, 2, [no(A, B), no(B, C), no(A, C)], ['not_met', 1]],
    // Without b all the others may belong together.
    ['of two pairs with one in common', [...THREE, d], 3, [no(A, B), no(B, C)], ['needs_judgement', 3]],
    [
      'of three, a yes of two of them',
      THREE,
      2,
      [no(A, B, C), said('same_problem', true, [A, B])],
      ['met', 2],
    ],
    [
      'of three, a yes of two, three needed',
      THREE,
      3,
      [no(A, B, C), said('same_problem', true, [A, B])],
      ['not_met', 2],
    ],
    // c is not with a and b, d may be.
    [
      'of one against a settled pair',
      [...THREE, d],
      3,
      [said('same_problem', true, [A, B]), no(A, C)],
      ['needs_judgement', 3],
    ],
    [
      'of both against a settled pair',
      [...THREE, d],
      3,
      [said('same_problem', true, [A, B]), no(A, C), no(B, D)],
      ['not_met', 2],
    ],
  ] as const)('%s', (_answer, incidents, atLeast, judgements, [verdict, countedAtMost]) => {
    expect(countOf({ ...rule, atLeast }, incidents, { judgements })).toMatchObject({
      verdict,
      countedAtMost,
    });
  });

  it('that contradicts a label leaves open which of them belong together', () => {
    const noisy = THREE.map((each) => ({ ...each, problem: 'noise' }));
    expect(countOf({ ...rule, atLeast: 3 }, noisy, { judgements: [no(A, B)] }).verdict).toBe('not_met');
    // One of a and b may be with c.
    expect(countOf({ ...rule, atLeast: 2 }, noisy, { judgements: [no(A, B)] }).verdict).toBe(
      'needs_judgement',
    );
  });

  it('of two says so, and is not told as something that nobody said', () => {
    const finding = countOf({ ...rule, atLeast: 2 }, [a, b], { judgements: [no(A, B)] });
    expect(finding).toMatchObject({ verdict: 'not_met', undecided: [] });
    expect(finding.notCounted[0]?.reason).toBe(
      'incident of 2 May 2026: it is not about the same problem as those counted',
    );
  });

  it('of very many is told in time, and never as less than may be', () => {
    const many = Array.from({ length: 60 }, (_, n) => ({
      ...a,
      id: `i${String(n)}`,
      complaints: [told('p', '2026-05-01')],
    }));
    const pairs = many.slice(1).map((each, n) => no(many[n]?.id ?? '', each.id));
    // Every other one, 30, may belong together: no two of them are neighbours.
    expect(countOf({ unit: 'incidents', ...rule, atLeast: 30 }, many, { judgements: pairs }).verdict).toBe(
      'needs_judgement',
    );
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

  describe('that could add nothing', () => {
    const either = { related: ['same_problem', 'same_place'] } as const;
    const ofOneProblem = [a, b, { ...c, match: 'unmatched' as const }].map((each) => ({
      ...each,
      problem: 'noise',
    }));
    const kinds = (rule: Parameters<typeof countOf>[0], incidents: Parameters<typeof countOf>[1]) =>
      countOf(rule, incidents).awaits.map(({ kind }) => kind);

    it('are not asked for, since all of them belong together already', () => {
      expect(kinds(either, ofOneProblem)).toEqual(['match']);
      expect(
        kinds(
          either,
          ofOneProblem.map((each, n) => (n === 1 ? { ...each, problem: 'bins' } : each)),
        ),
      ).toEqual(['match', 'relation']);
    });

    it('are asked for where the period begins with the first, and without the first more lie inside', () => {
      // From 1 March a month ends with 31 March: the first alone. Without it all three of May lie in one month.
      const early = { ...on('2026-03-01', [told('v', '2026-03-01')]), problem: 'noise' };
      const rule = {
        ...either,
        window: { anchor: 'from_first', length: { months: 1 }, tests: 'incident' },
      } as const;
      expect(kinds(rule, [early, ...ofOneProblem])).toContain('relation');
      expect(kinds(rule, ofOneProblem)).toEqual(['match']);
    });
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
