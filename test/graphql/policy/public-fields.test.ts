import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { buildSchema } from '#graphql/build-schema.js';
import { listSchemaPlaces } from '../../isolation/full-documents.js';
import { keysOfFiles } from './keys-of-files.js';

/*
 * For every key of policy.yaml and partnership.yaml somebody wrote down whether a person may know it, and where the API
 * shows it, or why not. What names a part (`id`, `slug`, `test`) and its words in English and Welsh with their source
 * are told wherever the part is, and need no row; below what is not public nothing is.
 */
interface Decision {
  readonly key: string;
  readonly public: string;
  readonly shown_as: string;
}

const decisions = parse<Decision>(readFileSync('test/graphql/policy/public-fields.csv', 'utf8'), {
  columns: true,
});

const TOLD_WITH_THEIR_PART = ['words', 'welsh', 'source', 'id', 'slug', 'test'];

/** Keys of which nobody decided, and decisions on keys that there are not. */
function driftOf(keys: readonly string[], decided: readonly Decision[]): string[] {
  const known = new Set(decided.map(({ key }) => key));
  const hidden = decided.filter((each) => each.public === 'no').map(({ key }) => `${key}.`);
  return [
    ...keys
      .filter((key) => !known.has(key) && !isToldWithItsPart(key, known))
      .filter((key) => !hidden.some((above) => key.startsWith(above)))
      .map((key) => `${key}: say in public-fields.csv whether a person may know it`),
    ...[...known].filter((key) => !keys.includes(key)).map((key) => `${key}: there is no such key`),
  ];
}

function isToldWithItsPart(key: string, known: ReadonlySet<string>): boolean {
  const place = key.lastIndexOf('.');
  const part = key.slice(0, place);
  // Tests stand in the tree of the threshold.
  return (
    TOLD_WITH_THEIR_PART.includes(key.slice(place + 1)) && (known.has(part) || key.startsWith('criterion.'))
  );
}

describe('what a person may know of a partnership and its rules', () => {
  it('is decided for every key that its files may have, and for no other', () => {
    expect(keysOfFiles().length).toBeGreaterThan(400);
    expect(driftOf(keysOfFiles(), decisions)).toEqual([]);
  });

  it.each([
    ['policy.panel.lunch', 'a key of a part that is public'],
    ['policy.lunch', 'a key of the policy'],
    ['criterion.count.colour', 'a key of a test'],
    ['criterion.count.window.leap_year.length', 'a window of a new kind'],
    ['criterion.tossed.of', 'a test of a new kind'],
    ['policy.lunch.words', 'words of a part that nobody decided on'],
    ['partnership.agencies.manager', 'a key of an agency'],
  ])('has to be decided for %s, %s', (key) => {
    expect(driftOf([...keysOfFiles(), key], decisions)).toEqual([
      `${key}: say in public-fields.csv whether a person may know it`,
    ]);
  });

  it('is shown by a field of the schema; what is not says why', async () => {
    const fields = listSchemaPlaces(await buildSchema()).outputs;
    const shown = decisions.filter((each) => each.public === 'yes');
    expect(shown.filter((each) => !fields.includes(each.shown_as))).toEqual([]);
    const others = decisions.filter((each) => each.public !== 'yes');
    expect(others.filter((each) => each.public !== 'no' || !each.shown_as.includes(' '))).toEqual([]);
  });
});
