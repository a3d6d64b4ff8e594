import {
  GraphQLError,
  Kind,
  OperationTypeNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

/**
 * What a valid document may still not ask for over HTTP: subscriptions run over a WebSocket; a mutation changes one
 * thing, commits, and is then read; and who follows an application reads that and nothing else, so that its secret
 * opens nothing beside it and one document is one guess.
 */
export function refuseOperation(
  document: DocumentNode,
  operation: OperationDefinitionNode,
): GraphQLError | undefined {
  switch (operation.operation) {
    case OperationTypeNode.SUBSCRIPTION:
      return notAllowed('Subscriptions run over a WebSocket at the same address.');
    case OperationTypeNode.MUTATION:
      return hasOneField(operation)
        ? undefined
        : notAllowed('A mutation document has exactly one root field, written out and not in a fragment.', {
            limit: 'MUTATION_FIELDS',
          });
    case OperationTypeNode.QUERY: {
      const names = listRootFields(document, operation.selectionSet).map((field) => field.name.value);
      return names.length > 1 && names.includes('application')
        ? notAllowed('"application" is the only root field of its document.', { limit: 'APPLICATION_ALONE' })
        : undefined;
    }
  }
}

function notAllowed(message: string, extensions: { limit?: string } = {}): GraphQLError {
  return new GraphQLError(message, {
    extensions: { code: 'OPERATION_NOT_ALLOWED', ...extensions, http: { status: 400 } },
  });
}

function hasOneField({ selectionSet: { selections } }: OperationDefinitionNode): boolean {
  return selections.length === 1 && selections[0]?.kind === Kind.FIELD;
}

/** Every field at the top of an operation, also those in fragments. Validation has refused fragments that form a ring. */
function listRootFields(document: DocumentNode, { selections }: SelectionSetNode): FieldNode[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection];
    const fragment =
      selection.kind === Kind.INLINE_FRAGMENT ? selection : findFragment(document, selection.name.value);
    return fragment ? listRootFields(document, fragment.selectionSet) : [];
  });
}

function findFragment(document: DocumentNode, name: string): FragmentDefinitionNode | undefined {
  return document.definitions.find(
    (definition): definition is FragmentDefinitionNode =>
      definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === name,
  );
}
