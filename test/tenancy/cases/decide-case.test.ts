import { parse } from 'yaml';
import { policySchema } from '#domain/policy/policy-schema.js';
import { decideCase } from '#tenancy/cases/decide-case.js';
import { readCases } from '#tenancy/cases/read-cases.js';
import { readHolidays } from '#tenancy/read-holidays.js';
import { POLICY } from '../written-folders.js';

const holidays = readHolidays('tenants');

const policy = policySchema.parse({
  ...(parse(POLICY) as object),
  ...(parse(`
threshold:
  test: any_of
  id: threshold
  words: Either
  criteria:
    - { test: judgement, id: nearby, words: Near home, question: Was it near?, judgedBy: panel_chair }
    - { test: condition, id: feels, words: You feel so, condition: feels_no_action_taken }
    - { test: discretion, id: may, words: We may, decidedBy: area_team }
timescales:
  - { id: acknowledgement, words: We write, within: { days: 3 }, from: application_received, endsWith: acknowledged, actor: coordinator }
  - { id: updates, words: We write again, within: { days: 7 }, from: acknowledged, endsWith: applicant_updated, repeats: true, actor: coordinator }
`) as object),
});

function decided(body: string) {
  const text = `cases: [{ id: only, received: 2026-07-10, ${body} }]`;
  const [only] = readCases({ name: 'cases.yaml', text }, []);
  if (!only) throw new Error('expected a case');
  return decideCase(only, policy, holidays);
}

const sentences = (body: string) => decided(body).finding.local.children.map(({ sentence }) => sentence);

describe('an answer of which a case does not say who gave it', () => {
  it('was given by the one whom the policy asks', () => {
    expect(sentences('answers: { nearby: yes, feels_no_action_taken: no, may: no }')).toEqual([
      'The chair of the panel said on 10 July 2026 yes to "Was it near?": Stated in the file of cases.',
      'The applicant said on 10 July 2026 that they do not feel that no action was taken: Stated in the file of cases.',
      'The area team said on 10 July 2026 that the threshold is not to be taken as met by discretion: Stated in the file of cases.',
    ]);
  });

  it('was given by the one named, where the case names one', () => {
    const [nearby] = sentences('judgements: [{ question: nearby, answer: yes, by: coordinator }]');
    expect(nearby).toMatch(/^The coordinator said/);
  });

  it('is told from the others of the case', () => {
    const [nearby, feels] = sentences(
      'judgements: [{ question: feels_no_action_taken, answer: yes, by: officer }, { question: nearby, answer: no }]',
    );
    expect(nearby).toMatch(/^The chair of the panel said/);
    expect(feels).toMatch(/^The officer said/);
  });
});

describe('a day that a case expects of a step', () => {
  it.each<[string, string[]]>([
    // Three days after Friday 10 July are Monday 13 July.
    ['acknowledgement: 2026-07-13', []],
    ['acknowledgement: none', ['due.acknowledgement is 2026-07-13, expected none']],
    ['review: none', ['due.review is no step of that id in the policy, expected none']],
    // Seven days after the 13th, after the 17th when it was written again, and after the 24th.
    ['updates: 2026-07-31', []],
    ['updates: [2026-07-20, 2026-07-24, 2026-07-31]', []],
    [
      'updates: [2026-07-20, 2026-07-31]',
      ['due.updates is 2026-07-20, 2026-07-24, 2026-07-31, expected 2026-07-20, 2026-07-31'],
    ],
    ['updates: 2026-07-20', ['due.updates is 2026-07-31, expected 2026-07-20']],
  ])('%s: %j', (due, differences) => {
    const moments = `[
      { moment: acknowledged, at: 2026-07-13 },
      { moment: applicant_updated, at: 2026-07-17 }, { moment: applicant_updated, at: 2026-07-24 }]`;
    const found =
      decided(`moments: ${moments}, today: 2026-07-25, expect: { due: { ${due} } }`).differences ?? [];
    expect(found.map(({ what, got, expected }) => `${what} is ${got}, expected ${expected}`)).toEqual(
      differences,
    );
  });
});
