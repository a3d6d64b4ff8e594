import { lengthInWords } from '#domain/calendar/length.js';
import type { Criterion } from '#domain/policy/criterion.js';
import { lengthSchema } from '#domain/policy/length-schema.js';
import { plain } from './plain.js';
import type { ThresholdTest } from './threshold-test.type.js';

/** A tree as a list, each test after the one that it is part of: a client asks for every depth with one selection. */
export function presentTests(
  criterion: Criterion,
  parentId: string | null = null,
  depth = 0,
): ThresholdTest[] {
  const { id, test, words, welsh, source } = criterion;
  const parts = 'criteria' in criterion ? criterion.criteria : [];
  const own: ThresholdTest = {
    id,
    parentId,
    depth,
    test,
    words,
    welsh: welsh ?? null,
    source: source ?? null,
    childIds: parts.map((part) => part.id),
    settings: settingsOf(criterion),
    question: criterion.test === 'judgement' ? criterion.question : null,
    definition: criterion.test === 'condition' ? (criterion.definition ?? null) : null,
    factors: criterion.test === 'discretion' ? (criterion.factors ?? []) : [],
  };
  return [own, ...parts.flatMap((part) => presentTests(part, id, depth + 1))];
}

/** What of a test is told by fields of its own. */
const TOLD_APART = [
  'id',
  'test',
  'words',
  'welsh',
  'source',
  'criteria',
  'question',
  'definition',
  'factors',
];

/** Every other key of a test with its value, in words. */
function settingsOf(criterion: Criterion): string[] {
  return Object.entries(criterion).flatMap(([key, value]: [string, unknown]) =>
    TOLD_APART.includes(key) ? [] : settingsIn(plain(key), value),
  );
}

function settingsIn(name: string, value: unknown): string[] {
  const length = lengthSchema.safeParse(value);
  if (length.success) return [`${name}: ${lengthInWords(length.data)}`];
  if (isObject(value) && !Array.isArray(value))
    return Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
      settingsIn(`${name}, ${plain(key)}`, inner),
    );
  const values: unknown[] = [value].flat();
  const plainly = values.filter((each) => !isObject(each));
  return [
    ...(plainly.length > 0 ? [`${name}: ${plainly.map(settingInWords).join(', ')}`] : []),
    ...values.filter(isObject).flatMap((each) => settingsIn(name, each)),
  ];
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function settingInWords(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return plain(String(value));
}
