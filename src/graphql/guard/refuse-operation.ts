import {
  Kind,
  OperationTypeNode,
  type DocumentNode,
  type GraphQLError,
  type OperationDefinitionNode,
} from 'graphql';
import { measureOperation, namesAtRoot, type Measures } from './measure-operation.js';
import { limitExceeded, notAllowed } from './refusals.js';
import type { Limits } from '#platform/limits.js';

/**
 * What a valid document may still not ask for: a mutation changes one thing, commits, and is then read; who follows an
 * application reads that and nothing else, so that its secret opens nothing beside it and one document is one guess;
 * and nothing may be larger than the limits. Says nothing of variables.
 */
export function refuseOperation(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  limits: DocumentLimits,
): GraphQLError | undefined {
  const measures = measureOperation(document, operation);
  return refuseRootFields(document, operation, measures) ?? refuseSize(measures, limits);
}

export type DocumentLimits = Pick<Limits, 'depth' | 'aliases' | 'rootFields' | 'directives' | 'selections'>;

function refuseRootFields(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  { rootFields }: Measures,
): GraphQLError | undefined {
  switch (operation.operation) {
    case OperationTypeNode.SUBSCRIPTION:
      return undefined;
    case OperationTypeNode.MUTATION:
      return hasOneField(operation)
        ? undefined
        : notAllowed('A mutation document has exactly one root field, written out and not in a fragment.', {
            limit: 'MUTATION_FIELDS',
          });
    case OperationTypeNode.QUERY:
      return rootFields > 1 && namesAtRoot(document, operation).has('application')
        ? notAllowed('"application" is the only root field of its document.', { limit: 'APPLICATION_ALONE' })
        : undefined;
  }
}

function hasOneField({ selectionSet: { selections } }: OperationDefinitionNode): boolean {
  return selections.length === 1 && selections[0]?.kind === Kind.FIELD;
}

function refuseSize(found: Measures, allowed: DocumentLimits): GraphQLError | undefined {
  if (found.depth > allowed.depth)
    return limitExceeded('levels of fields one inside the other', {
      limit: 'DEPTH',
      found: found.depth,
      allowed: allowed.depth,
    });
  if (found.aliases > allowed.aliases)
    return limitExceeded('aliases', { limit: 'ALIASES', found: found.aliases, allowed: allowed.aliases });
  if (found.rootFields > allowed.rootFields)
    return limitExceeded('root fields', {
      limit: 'ROOT_FIELDS',
      found: found.rootFields,
      allowed: allowed.rootFields,
    });
  if (found.directives > allowed.directives)
    return limitExceeded('directives', {
      limit: 'DIRECTIVES',
      found: found.directives,
      allowed: allowed.directives,
    });
  return found.selections > allowed.selections
    ? limitExceeded('fields', { limit: 'SELECTIONS', found: found.selections, allowed: allowed.selections })
    : undefined;
}
