import fc from 'fast-check';
import {
  getOperationAST,
  Kind,
  parse,
  type DocumentNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { measureOperation, namesAtRoot, type Measures } from '#graphql/guard/measure-operation.js';

function measured(text: string): Measures {
  const document = parse(text);
  return measureOperation(document, operationOf(document));
}

function operationOf(document: DocumentNode): OperationDefinitionNode {
  const operation = getOperationAST(document);
  if (!operation) throw new Error('The document has one operation.');
  return operation;
}

/** Writes every fragment out at every use and then counts: the meaning of the numbers, at any cost. */
function counted(text: string): Measures {
  const document = parse(text);
  const operation = operationOf(document);
  const fragmentOf = (name: string) =>
    document.definitions.find(
      (each): each is FragmentDefinitionNode =>
        each.kind === Kind.FRAGMENT_DEFINITION && each.name.value === name,
    );
  const found = { depth: 0, aliases: 0, rootFields: 0, directives: 0, selections: 0 };
  const walk = ({ selections }: SelectionSetNode, depth: number, hidden: boolean): void => {
    for (const selection of selections) {
      found.directives += selection.directives?.length ?? 0;
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        walk(selection.selectionSet, depth, hidden);
      } else if (selection.kind === Kind.FRAGMENT_SPREAD) {
        const fragment = fragmentOf(selection.name.value);
        found.directives += fragment?.directives?.length ?? 0;
        if (fragment) walk(fragment.selectionSet, depth, hidden);
      } else {
        if (selection.alias) found.aliases += 1;
        if (depth === 0) found.rootFields += 1;
        if (!hidden) {
          found.selections += 1;
          found.depth = Math.max(found.depth, depth + 1);
        }
        if (selection.selectionSet)
          walk(selection.selectionSet, depth + 1, hidden || selection.name.value.startsWith('__'));
      }
    }
  };
  found.directives += operation.directives?.length ?? 0;
  for (const variable of operation.variableDefinitions ?? [])
    found.directives += variable.directives?.length ?? 0;
  walk(operation.selectionSet, 0, false);
  return found;
}

const directive = fc.constantFrom('', '', ' @skip(if: true)', ' @include(if: true) @a');

/** Selections that spread fragments of a lower number only, so that they end. */
function selectionSet(fragments: number, depth: number): fc.Arbitrary<string> {
  const spread = fc
    .tuple(fc.nat(Math.max(0, fragments - 1)), directive)
    .map(([index, at]) => (fragments === 0 ? 'leaf' : `...f${String(index)}${at}`));
  const leaf = fc
    .tuple(fc.constantFrom('', 'a: '), fc.constantFrom('one', 'two'), directive)
    .map((parts) => parts.join(''));
  const below = depth === 0 ? leaf : fc.oneof(leaf, spread, nested(fragments, depth - 1));
  return fc.array(below, { minLength: 1, maxLength: 3 }).map((parts) => `{ ${parts.join(' ')} }`);
}

function nested(fragments: number, depth: number): fc.Arbitrary<string> {
  return fc
    .tuple(fc.constantFrom('field', 'b: field', '... on T', '...', '__schema'), directive, fc.nat(2))
    .chain(([head, at]) => selectionSet(fragments, depth).map((set) => `${head}${at} ${set}`));
}

const documents = fc
  .tuple(
    ...Array.from({ length: 4 }, (_, index) => selectionSet(index, 2)),
    selectionSet(4, 3),
    fc.constantFrom('query', 'query Q($x: Int @a) @b', 'query Q($x: Int = 1, $y: Int @a @b)'),
    directive,
  )
  .map((parts) => {
    const texts = [...parts];
    const [onFragment, head, operation] = [texts.pop(), texts.pop(), texts.pop()];
    const fragments = texts.map((set, index) => `fragment f${String(index)} on T${onFragment ?? ''} ${set}`);
    return `${head ?? ''} ${operation ?? ''} ${fragments.join(' ')}`;
  });

describe('the measures of an operation', () => {
  it('are those of the document with its fragments written out', () => {
    fc.assert(
      fc.property(documents, (text) => {
        expect(measured(text)).toEqual(counted(text));
      }),
      { numRuns: 500 },
    );
  });

  it('count each thing where it stands', () => {
    expect(
      measured(
        'query ($x: Int @d) @d { a: one { ...f @d } two } fragment f on T @d { b: three @d ... on T @d { four } }',
      ),
    ).toEqual({ depth: 2, aliases: 2, rootFields: 2, directives: 6, selections: 4 });
  });

  it('leave out what is below introspection, but for its aliases and directives', () => {
    expect(measured('{ __schema { types { a: name @d fields { type { name } } } } one }')).toEqual({
      depth: 1,
      aliases: 1,
      rootFields: 2,
      directives: 1,
      selections: 2,
    });
  });

  it.each([25, 40])('of a fragment that doubles %d times are found without writing it out', (levels) => {
    const fragments = Array.from(
      { length: levels },
      (_, index) => `fragment f${String(index + 1)} on T { ...f${String(index)} ...f${String(index)} }`,
    );
    const text = `{ ...f${String(levels)} } fragment f0 on T { a: one @d } ${fragments.join(' ')}`;
    const count = 2 ** levels;
    expect(measured(text)).toEqual({
      depth: 1,
      aliases: count,
      rootFields: count,
      directives: count,
      selections: count,
    });
    expect([...namesAtRoot(parse(text), operationOf(parse(text)))]).toEqual(['one']);
  });

  it('of fragments that form a ring are endless, and found', () => {
    for (const text of [
      '{ ...a } fragment a on T { one ...a }',
      '{ one { ...a } } fragment a on T { one { ...b } } fragment b on T { two { ...a } }',
    ]) {
      expect(measured(text)).toMatchObject({ depth: Infinity, selections: Infinity });
      expect(namesAtRoot(parse(text), operationOf(parse(text))).has('one')).toBe(true);
    }
  });

  it('of a fragment that there is not are nothing', () => {
    expect(measured('{ one ...nowhere }')).toMatchObject({ selections: 1, rootFields: 1 });
  });
});
