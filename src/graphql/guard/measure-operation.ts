import {
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** How large an operation is with its fragments written out at every use. */
export interface Measures {
  /** Fields one inside the other; a root field by itself is 1. */
  readonly depth: number;
  readonly aliases: number;
  readonly rootFields: number;
  readonly directives: number;
  /** Fields, however deep. */
  readonly selections: number;
}

/** Of one selection set; `rootFields` are those at its top. */
const nothing: Measures = { depth: 0, aliases: 0, rootFields: 0, directives: 0, selections: 0 };

/** A fragment that spreads itself never ends. Validation refuses it; here it must only not be followed. */
const endless: Measures = { ...nothing, depth: Infinity, rootFields: Infinity, selections: Infinity };

/**
 * Measures an operation. Each fragment is measured once, however often it is spread, so that the work grows with the
 * document and not with what it stands for. What is asked below `__schema` and `__type` is introspection: it counts
 * neither as depth nor as selections.
 */
export function measureOperation(document: DocumentNode, operation: OperationDefinitionNode): Measures {
  const measures = new Measurement(document).ofSet(operation.selectionSet);
  const onVariables = (operation.variableDefinitions ?? []).map(({ directives }) => directives?.length ?? 0);
  const own = operation.directives?.length ?? 0;
  return {
    ...measures,
    directives: onVariables.reduce((sum, count) => sum + count, measures.directives + own),
  };
}

class Measurement {
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly #known = new Map<string, Measures>();

  constructor(document: DocumentNode) {
    this.#fragments = new Map(
      document.definitions.flatMap((definition) =>
        definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
      ),
    );
  }

  ofSet({ selections }: SelectionSetNode): Measures {
    return selections.reduce((sum, selection) => added(sum, this.#of(selection)), nothing);
  }

  #of(selection: SelectionNode): Measures {
    const own = selection.directives?.length ?? 0;
    const inner = this.#inside(selection);
    return { ...inner, directives: inner.directives + own };
  }

  #inside(selection: SelectionNode): Measures {
    switch (selection.kind) {
      case Kind.FIELD:
        return this.#ofField(selection);
      case Kind.INLINE_FRAGMENT:
        return this.ofSet(selection.selectionSet);
      case Kind.FRAGMENT_SPREAD:
        return this.#ofFragment(selection.name.value);
    }
  }

  #ofField({ name, alias, selectionSet }: FieldNode): Measures {
    const below = selectionSet ? this.ofSet(selectionSet) : nothing;
    const isIntrospection = name.value.startsWith('__');
    return {
      depth: 1 + (isIntrospection ? 0 : below.depth),
      aliases: below.aliases + (alias ? 1 : 0),
      rootFields: 1,
      directives: below.directives,
      selections: 1 + (isIntrospection ? 0 : below.selections),
    };
  }

  #ofFragment(name: string): Measures {
    const known = this.#known.get(name);
    if (known) return known;
    const fragment = this.#fragments.get(name);
    if (!fragment) return nothing;
    // Until it is measured it stands for a ring that leads back to it.
    this.#known.set(name, endless);
    const inner = this.ofSet(fragment.selectionSet);
    const measures = { ...inner, directives: inner.directives + (fragment.directives?.length ?? 0) };
    this.#known.set(name, measures);
    return measures;
  }
}

function added(one: Measures, other: Measures): Measures {
  return {
    depth: Math.max(one.depth, other.depth),
    aliases: one.aliases + other.aliases,
    rootFields: one.rootFields + other.rootFields,
    directives: one.directives + other.directives,
    selections: one.selections + other.selections,
  };
}

/** Names of the fields at the top of an operation, also of those in fragments; every fragment is looked into once. */
export function namesAtRoot(document: DocumentNode, operation: OperationDefinitionNode): ReadonlySet<string> {
  const names = new Set<string>();
  const seen = new Set<string>();
  const look = ({ selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) names.add(selection.name.value);
      else if (selection.kind === Kind.INLINE_FRAGMENT) look(selection.selectionSet);
      else if (!seen.has(selection.name.value)) {
        seen.add(selection.name.value);
        const fragment = findFragment(document, selection.name.value);
        if (fragment) look(fragment.selectionSet);
      }
    }
  };
  look(operation.selectionSet);
  return names;
}

function findFragment(document: DocumentNode, name: string): FragmentDefinitionNode | undefined {
  return document.definitions.find(
    (definition): definition is FragmentDefinitionNode =>
      definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === name,
  );
}
