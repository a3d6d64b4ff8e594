import type { RiskMatrix } from '#domain/policy/risk-matrix.js';
import { assessRisk } from '#domain/threshold/assess-risk.js';

/* Often: 0 or 2 points, three times each; alone: 1 or 4 points. Low begins at 0, middle at 4, high at 8. */
const matrix: RiskMatrix = {
  words: 'Risk',
  questions: [
    {
      id: 'often',
      words: 'Often?',
      weight: 3,
      answers: [
        { id: 'no', words: 'No', points: 0 },
        { id: 'yes', words: 'Yes', points: 2 },
      ],
    },
    {
      id: 'alone',
      words: 'Alone?',
      answers: [
        { id: 'no', words: 'No', points: 1 },
        { id: 'yes', words: 'Yes', points: 4 },
      ],
    },
  ],
  bands: [
    { id: 'low', words: 'Low', from: 0 },
    { id: 'middle', words: 'Middle', from: 4 },
    { id: 'high', words: 'High', from: 8 },
  ],
};

const answers = (given: Record<string, string>) =>
  Object.entries(given).map(([question, answer]) => ({ question, answer }));

describe('the points of a risk matrix', () => {
  it.each<[Record<string, string>, [number, number, string | undefined, string[]]]>([
    // 3 x 2 + 4 = 10; 3 x 2 + 1 = 7; 3 x 0 + 4 = 4, where middle begins; 0 + 1 = 1.
    [{ often: 'yes', alone: 'yes' }, [10, 10, 'high', []]],
    [{ often: 'yes', alone: 'no' }, [7, 7, 'middle', []]],
    [{ often: 'no', alone: 'yes' }, [4, 4, 'middle', []]],
    [{ often: 'no', alone: 'no' }, [1, 1, 'low', []]],
    // What is open may add 1 to 4, or 0 to 6.
    [{ often: 'no' }, [1, 4, undefined, ['alone']]],
    [{ often: 'yes' }, [7, 10, undefined, ['alone']]],
    [{ alone: 'no' }, [1, 7, undefined, ['often']]],
    [{}, [1, 10, undefined, ['often', 'alone']]],
  ])('of %j', (given, [least, most, band, open]) => {
    const assessed = assessRisk(matrix, answers(given));
    expect([assessed.least, assessed.most, assessed.band?.id]).toEqual([least, most, band]);
    expect(assessed.open.map(({ id }) => id)).toEqual(open);
  });

  it('settle the band where every open answer leads to it', () => {
    const wide = { ...matrix, bands: [{ id: 'any', words: 'Any', from: 0 }] };
    expect(assessRisk(wide, []).band?.id).toBe('any');
  });
});
