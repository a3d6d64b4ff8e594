import { isIntrospectionType, isObjectType, type GraphQLFieldResolver, type GraphQLSchema } from 'graphql';
import { getMetadataStorage } from 'type-graphql';
import type { OperationContext } from './context.js';

type Method = (...args: unknown[]) => unknown;
type Storage = ReturnType<typeof getMetadataStorage>;
type FieldResolverMetadata = Storage['fieldResolvers'][number];
type FieldMetadata = Storage['fields'][number];

/**
 * Takes away what type-graphql puts around the resolver of every field (arguments, guards, middleware, each awaited)
 * where there is nothing to do for it: fields that are read from their parent, and fields whose resolver takes only its
 * parent and the context. A page of cases has thousands of them.
 */
export function callDirectly(schema: GraphQLSchema): void {
  const { fields, fieldResolvers, objectTypes } = getMetadataStorage();
  const nameOf = new Map(objectTypes.map(({ target, name }) => [target as unknown, name]));
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || isIntrospectionType(type) || roots.includes(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const declared = fields.filter(
        (each) => nameOf.get(each.target) === type.name && each.schemaName === field.name,
      );
      const resolver = fieldResolvers.find(
        (each) => nameOf.get(each.getObjectType?.()) === type.name && each.schemaName === field.name,
      );
      if (declared.some(isGuarded)) continue;
      // The plain way reads the name that clients see.
      if (declared.some((each) => each.name !== each.schemaName)) continue;
      const direct = resolver && resolverOf(resolver);
      if (direct) field.resolve = direct;
      else if (!resolver && declared.length > 0) delete field.resolve;
    }
  }
}

function isGuarded({ roles, middlewares }: Pick<FieldMetadata, 'roles' | 'middlewares'>): boolean {
  return (roles ?? []).length > 0 || (middlewares ?? []).length > 0;
}

/** The method itself; undefined for a resolver that needs more than its parent and the context. */
function resolverOf(
  metadata: FieldResolverMetadata,
): GraphQLFieldResolver<unknown, OperationContext> | undefined {
  const { kind, target, methodName, params = [] } = metadata;
  if (kind !== 'external' || isGuarded(metadata)) return undefined;
  const takes: ('root' | 'context')[] = [];
  for (const param of params.toSorted((a, b) => a.index - b.index)) {
    if (param.kind !== 'root' && param.kind !== 'context') return undefined;
    if (param.propertyName !== undefined) return undefined;
    takes.push(param.kind);
  }
  const resolver = new (target as new () => Record<string, Method>)();
  const [first, second] = takes;
  if (first === 'root' && second !== 'root' && takes.length <= 2)
    return (root, _args, context) => resolver[methodName]?.(root, context);
  return (root, _args, context) =>
    resolver[methodName]?.(...takes.map((each) => (each === 'root' ? root : context)));
}
