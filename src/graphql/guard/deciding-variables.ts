import {
  getNamedType,
  isInputObjectType,
  isInputType,
  isScalarType,
  typeFromAST,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';

/**
 * Names of the variables whose values may change what an operation costs: numbers, which may be page sizes; booleans,
 * which may include or skip; and input objects that hold a page size. Texts, ids and the input of mutations do not.
 */
export function listDecidingVariables(schema: GraphQLSchema, operation: OperationDefinitionNode): string[] {
  return (operation.variableDefinitions ?? [])
    .filter(({ type }) => {
      const named = typeFromAST(schema, type);
      return named !== undefined && isInputType(named) && decides(named);
    })
    .map(({ variable }) => variable.name.value);
}

function decides(type: GraphQLInputType): boolean {
  const named = getNamedType(type);
  if (isScalarType(named)) return named.name === 'Int' || named.name === 'Boolean';
  return isInputObjectType(named) && holdsPageSize(named, new Set());
}

function holdsPageSize(type: GraphQLInputObjectType, seen: Set<GraphQLInputObjectType>): boolean {
  if (seen.has(type)) return false;
  seen.add(type);
  return Object.values(type.getFields()).some((field) => {
    const named = getNamedType(field.type);
    return field.name === 'first' || (isInputObjectType(named) && holdsPageSize(named, seen));
  });
}
