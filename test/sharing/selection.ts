import { readFileSync } from 'node:fs';
import { buildSchema, getNamedType, isObjectType, type GraphQLObjectType } from 'graphql';

const schema = buildSchema(readFileSync('schema/schema.graphql', 'utf8'));

/** Types of which every field is asked for; of all others only what tells one from another. */
const inFull = ['LinkedReport', 'Report', 'Grant', 'SharingAgreement', 'AgreementParty', 'FieldDisclosure'];

/** The names of all fields of a type, as the schema has them today. */
export function fieldsOf(type: string): string[] {
  return Object.keys(objectType(type).getFields()).sort();
}

/** Asks for every field of a type, and of the types in it. */
export function everyFieldOf(type: string): string {
  return Object.values(objectType(type).getFields())
    .map((field) => {
      const named = getNamedType(field.type);
      if (!isObjectType(named)) return field.name;
      return `${field.name} { ${inFull.includes(named.name) ? everyFieldOf(named.name) : 'slug'} }`;
    })
    .join(' ');
}

function objectType(name: string): GraphQLObjectType {
  const type = schema.getType(name);
  if (!isObjectType(type)) throw new Error(`The schema has no type ${name}.`);
  return type;
}
