import { checkPolicy } from '#domain/policy/check-policy.js';
import { parsePolicy, PolicyInvalid } from '#domain/policy/parse-policy.js';
import type { PolicyVersion } from '#domain/policy/policy-version.js';
import { CONDITIONS, RELATIONS } from '#domain/policy/criterion.js';

const judgement = (id: string) => ({
  test: 'judgement',
  id,
  words: 'It could have been done better',
  question: 'Could it have been done better?',
  judgedBy: 'panel',
});
const discretion = (id: string) => ({ test: 'discretion', id, words: 'Fewer', decidedBy: 'coordinator' });
const relatedReports = {
  test: 'count',
  id: 'three',
  words: 'Three related incidents',
  unit: 'incidents',
  atLeast: 3,
  category: 'asb',
  by: 'victim',
  needs: 'complaint',
  related: ['same_problem', 'related'],
};

function wrong(...criteria: object[]): string {
  const json = {
    threshold: { test: 'any_of', id: 'any', words: 'Any of', criteria },
    applicants: { thirdParties: true, severalVictims: false, words: 'Anybody' },
  };
  try {
    parsePolicy(json);
    return '';
  } catch (error) {
    if (error instanceof PolicyInvalid) return error.message;
    throw error;
  }
}

describe('the id of a judgement or a discretion', () => {
  it.each([
    ['judgement', judgement],
    ['discretion', discretion],
  ])('of kind %s may not be the name of a relation; both places are named', (_kind, test) => {
    expect(wrong(relatedReports, test('related'))).toBe(
      'threshold.criteria[1].id: expected an id that is not the name of a relation of incidents, ' +
        'which threshold.criteria[0].related[1] asks for, since an answer could be to either, got related',
    );
    expect(wrong(relatedReports, test('related-to-it'))).toBe('');
  });

  it('may not be the name of a relation that this version does not ask for: the next one may', () => {
    expect(wrong(judgement('similar'))).toBe(
      'threshold.criteria[0].id: expected an id that is not the name of a relation of incidents, ' +
        'since an answer could be to either, got similar',
    );
  });

  it('may be shared by no condition either, should one ever have a name without an underscore', () => {
    const [condition] = CONDITIONS;
    const policy = {
      threshold: {
        test: 'any_of',
        id: 'any',
        words: 'Any of',
        criteria: [discretion(condition), { test: 'condition', id: 'it', words: 'It', condition }],
      },
      timescales: [],
      declineGrounds: [],
      appeals: [],
      applicants: { thirdParties: true, severalVictims: false, words: 'Anybody' },
    } as const;
    expect(checkPolicy(policy as PolicyVersion).map(({ message }) => message)).toEqual([
      `expected an id that is not the name of a condition, which threshold.criteria[1].condition asks for, since an answer could be to either, got ${condition}`,
    ]);
  });

  it('of a count that asks something of each person may not be such a name either', () => {
    const each = { condition: 'feels_no_action_taken' };
    expect(wrong({ ...relatedReports, id: 'related', each })).toContain(
      'threshold.criteria[0].id: expected an id that is not the name of a relation of incidents, ' +
        'which threshold.criteria[0].related[1] asks for',
    );
  });

  it('of any other test may be such a name, since nobody answers it by its id', () => {
    expect(wrong({ ...relatedReports, id: 'related' })).toBe('');
    expect(RELATIONS.filter((name) => !name.includes('_'))).toEqual(['similar', 'related']);
  });
});
