import { didYouMean } from '#domain/policy/did-you-mean.js';
import { POLICY, WrittenFolders } from './written-folders.js';

let folders: WrittenFolders;

beforeEach(() => {
  folders = new WrittenFolders();
});
afterEach(() => {
  folders.remove();
});

/** What is said of the policy with one text exchanged. */
function told(from: string, to: string): string {
  const text = POLICY.replace(from, () => to);
  if (text === POLICY) throw new Error(`expected ${from} in the policy`);
  folders.write('here/policy.yaml', text);
  return folders.problems().join('\n');
}

describe('what is said of a slip of the pen', () => {
  it.each<[string, string, string, string]>([
    [
      'a key with a letter left out',
      'atLeast: 3',
      'atLest: 3',
      'atLest: expected no such key, got atLest; did you mean atLeast?',
    ],
    [
      'a key as other languages write it',
      'endsWith: acknowledged',
      'ends_with: acknowledged',
      'got ends_with; did you mean endsWith?',
    ],
    [
      'a key at the top',
      'declineGrounds:',
      'declineGround:',
      'got declineGround; did you mean declineGrounds?',
    ],
    [
      'a key of a part without kinds',
      'severalVictims: false',
      'severalVictims: false, thirdPartys: true',
      'got thirdPartys; did you mean thirdParties?',
    ],
    [
      'a key of one kind of test in another',
      'condition: dissatisfied_with_response',
      'condition: dissatisfied_with_response, defintion: x',
      'got defintion; did you mean definition?',
    ],
    ['a word of a closed list', 'unit: people', 'unit: poeple', 'got "poeple"; did you mean people?'],
    [
      'an actor in capitals',
      'actor: coordinator',
      'actor: Coordinator',
      'got "Coordinator"; did you mean coordinator?',
    ],
    ['a test with a hyphen', 'test: any_of', 'test: any-of', 'got "any-of"; did you mean any_of?'],
    ['a condition', 'condition: dissatisfied_with_response', 'condition: dissatisfied', 'got "dissatisfied"'],
    [
      'an id that nothing has',
      'endsWith: acknowledged',
      'endsWith: acknowledged\n    appeal: appael',
      'expected an appeal (there is none), got appael',
    ],
  ])('in %s names what was meant', (_what, from, to, expected) => {
    expect(told(from, to)).toContain(expected);
  });

  it('names nothing where nothing known is near', () => {
    expect(told('source: a page', 'motto: a page')).toMatch(/expected no such key, got motto$/);
  });

  it('does not take a key of another kind of test for one of this: a condition has no window', () => {
    const said = told(
      'condition: dissatisfied_with_response',
      'condition: dissatisfied_with_response, windows: x',
    );
    expect(said).toMatch(/expected no such key, got windows$/);
  });
});

describe('what is said of a value of the wrong type', () => {
  it.each<[string, string, string, string]>([
    [
      'a number in words',
      'atLeast: 3',
      'atLeast: three',
      'expected a whole number, such as atLeast: 3, got "three"',
    ],
    ['half a number', 'atLeast: 3', 'atLeast: 2.5', 'expected a whole number, such as atLeast: 3, got 2.5'],
    [
      'yes for true',
      'thirdParties: true',
      'thirdParties: yes',
      'expected true or false, such as thirdParties: true, got "yes"',
    ],
    [
      'a number for text',
      'words: Anybody',
      'words: 24',
      "expected text, here in quotes, such as words: '24', got 24",
    ],
    [
      'text for a list',
      'declineGrounds:\n  - { id: malicious, words: It is malicious }',
      'declineGrounds: malicious',
      'expected a list, such as declineGrounds: [ first, second ], got "malicious"',
    ],
    [
      'text for a part',
      'applicants: { thirdParties: true, severalVictims: false, words: Anybody }',
      'applicants: anybody',
      'expected keys of its own, such as applicants: { key: value }, got "anybody"',
    ],
    [
      'an id that is missing',
      'id: malicious, words',
      'words',
      'declineGrounds[0].id: expected text, such as id: three-incidents, got nothing',
    ],
  ])('for %s gives an example', (_what, from, to, expected) => {
    expect(told(from, to)).toContain(expected);
  });
});

describe('the nearest known word', () => {
  const known = ['countedBy', 'atLeast', 'words'];
  it.each([
    ['countedby', '; did you mean countedBy?'],
    ['counted_by', '; did you mean countedBy?'],
    ['cuontedBy', '; did you mean countedBy?'],
    ['word', '; did you mean words?'],
    ['wrods', '; did you mean words?'],
    // Three letters of five are more than every third.
    ['wurst', ''],
    ['x', ''],
    ['', ''],
    ['y'.repeat(10_000), ''],
  ])('to %j', (word, expected) => {
    expect(didYouMean(word.slice(0, 100), known)).toBe(expected);
  });
});
