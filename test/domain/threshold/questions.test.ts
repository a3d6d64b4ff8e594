import type { Criterion } from '#domain/policy/criterion.js';
import { questionsOf } from '#domain/threshold/questions.js';
import { THREE_INCIDENTS } from './threshold-facts.js';

const common = { words: 'As the page says' };
const threshold: Criterion = {
  ...common,
  test: 'any_of',
  id: 'threshold',
  criteria: [
    { ...THREE_INCIDENTS, related: ['same_problem', 'same_place'] },
    { ...common, test: 'condition', id: 'a', condition: 'no_action_or_inadequate' },
    {
      ...common,
      test: 'all_of',
      id: 'inner',
      criteria: [
        { ...common, test: 'condition', id: 'b', condition: 'feels_ignored' },
        { ...common, test: 'condition', id: 'c', condition: 'no_action_taken' },
        { ...common, test: 'judgement', id: 'own', question: 'Is it so?', judgedBy: 'panel' },
        { ...common, test: 'risk', id: 'risk', band: 'high' },
        {
          ...common,
          test: 'discretion',
          id: 'may',
          decidedBy: 'panel_chair',
          factors: [{ id: 'harm', words: 'Harm' }],
        },
      ],
    },
  ],
};

describe('the questions of a threshold', () => {
  it('are those of its conditions, relations, judgements and discretion, each once and with who answers', () => {
    expect(questionsOf(threshold).map(({ question, of }) => `${question}: ${of}`)).toEqual([
      'same_problem: coordinator',
      'same_place: coordinator',
      'no_action_or_inadequate: coordinator',
      'no_action_taken: coordinator',
      'action_inadequate: coordinator',
      'feels_ignored: applicant',
      'own: panel',
      'may: panel_chair',
    ]);
  });

  it('say which are about incidents, and what must be weighed', () => {
    const questions = questionsOf(threshold);
    expect(questions.filter((each) => each.isOfIncidents).map((each) => each.question)).toEqual([
      'same_problem',
      'same_place',
    ]);
    expect(questions.at(-1)?.factors).toEqual(['harm']);
  });
});
