import { TypeInfo, visit, visitWithTypeInfo, type DocumentNode, type GraphQLSchema } from 'graphql';

/**
 * The fields that a document names anywhere, as `Type.field`. What a directive may skip is among them, and what stands in
 * another operation of the document: more may be read for it than is shown, never less.
 */
export type AskedFields = ReadonlySet<`${string}.${string}`>;

const known = new WeakMap<DocumentNode, AskedFields>();

export function listAskedFields(schema: GraphQLSchema, document: DocumentNode): AskedFields {
  const before = known.get(document);
  if (before) return before;
  const asked = new Set<`${string}.${string}`>();
  const types = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(types, {
      Field: ({ name }) => {
        const parent = types.getParentType();
        if (parent) asked.add(`${parent.name}.${name.value}`);
      },
    }),
  );
  known.set(document, asked);
  return asked;
}
