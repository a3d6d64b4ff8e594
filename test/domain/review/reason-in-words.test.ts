import { reasonInWords } from '#domain/review/reason-in-words.js';
import type { Finding, Verdict } from '#domain/threshold/finding.js';

const test = (verdict: Verdict, words: string, more: Partial<Finding> = {}): Finding => ({
  criterionId: words.toLowerCase(),
  test: 'condition',
  words,
  verdict,
  sentence: `${words} is ${verdict}.`,
  counted: [],
  notCounted: [],
  undecided: [],
  awaits: [],
  children: [],
  ...more,
});

describe('the reason of a decision that follows the rules', () => {
  it('names the tests on account of which the threshold is met', () => {
    expect(reasonInWords(test('met', 'A', { children: [test('met', 'B'), test('not_met', 'C')] }))).toBe(
      'Met: “B”. B is met.',
    );
  });

  it('names the one test that there is, and what did not count', () => {
    const items = ['incident of 1 March: late', 'incident of 2 March: no record'];
    const notCounted = items.map((reason) => ({ subject: 'incident' as const, id: 'i', reason }));
    expect(reasonInWords(test('not_met', 'A', { notCounted }))).toBe(
      'Not met: “A”. A is not_met. Not counted: incident of 1 March: late; incident of 2 March: no record.',
    );
  });

  it('names of several tests those alone that failed, at every depth', () => {
    const finding = test('not_met', 'All', {
      test: 'all_of',
      children: [
        test('met', 'Routes', { test: 'any_of', children: [test('not_met', 'A'), test('met', 'B')] }),
        test('not_met', 'More', { test: 'any_of', children: [test('not_met', 'C'), test('not_met', 'D')] }),
        test('needs_judgement', 'E'),
        test('not_met', 'F'),
      ],
    });
    expect(reasonInWords(finding).split('\n')).toEqual([
      'All is not_met.',
      'Not met: “C”. C is not_met.',
      'Not met: “D”. D is not_met.',
      'Not met: “F”. F is not_met.',
    ]);
  });
});
