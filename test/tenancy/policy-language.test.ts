import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { CONDITIONS, RELATIONS } from '#domain/policy/criterion.js';
import { criterionSchema } from '#domain/policy/criterion-schema.js';
import { policyParts } from '#domain/policy/policy-schema.js';
import { ACTORS, CASE_MOMENTS } from '#domain/policy/timescales.js';
import { LETTER_PLACEHOLDERS } from '#domain/partnership/letter.js';
import { RECORD_CLASSES } from '#domain/partnership/settings.js';
import { POLICY, WrittenFolders } from './written-folders.js';

const text = readFileSync('docs/policy-language.md', 'utf8');

/** The examples of the page, each named by its first line that is no comment. */
const blocks = [...text.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, block = '']): [string, string] => [
  block.replace(/^#.*\n/gm, '').split('\n')[0] ?? '',
  block,
]);
const tests = blocks.filter(([, block]) => block.startsWith('test: '));
const files = blocks.filter(([, block]) => !block.startsWith('test: '));

/** What is wrong with a file of a partnership that holds the block, and beside it what it needs and does not show. */
function problemsOf(block: string): string[] {
  const folders = new WrittenFolders();
  const isPartnership = block.includes('partnership.schema.json');
  try {
    folders.write(
      'bases/county/policy.yaml',
      `${POLICY}outcome: { words: We write, writtenBy: the chair }\n`,
    );
    folders.write('here/policy.yaml', isPartnership ? POLICY : completed(block));
    if (isPartnership) folders.write('here/partnership.yaml', block);
    return folders.problems();
  } finally {
    folders.remove();
  }
}

function completed(block: string): string {
  const shown = parse(block) as object;
  if ('base' in shown) return block;
  return JSON.stringify({ ...(parse(POLICY) as object), ...shown });
}

describe('the page about the policy language', () => {
  it('shows every test', () => {
    const shown = tests.map(([, block]) => (parse(block) as { test: string }).test);
    expect(new Set(shown)).toEqual(
      new Set([
        'any_of',
        'all_of',
        'count',
        'initial_complaint_within',
        'applied_within',
        'applied_after',
        'condition',
        'judgement',
        'discretion',
      ]),
    );
    expect(text).toContain('test: any_of');
    expect(text).toContain('test: risk');
    expect(text).toContain('`all_of`');
  });

  it.each(tests)('shows a test that is accepted: %s', (_first, block) => {
    expect(criterionSchema.safeParse(parse(block)).error).toBeUndefined();
  });

  it.each(files)('shows what is accepted in a file: %s', (_first, block) => {
    expect(problemsOf(block)).toEqual([]);
  });

  it('names every key of a policy, and every word out of the closed lists', () => {
    const words = [
      ...Object.keys(policyParts.shape),
      ...CASE_MOMENTS,
      ...ACTORS,
      ...CONDITIONS,
      ...RELATIONS,
      ...RECORD_CLASSES,
      ...LETTER_PLACEHOLDERS.map((name) => `{{${name}}}`),
    ];
    expect(words.filter((word) => !text.includes(word))).toEqual([]);
  });
});
