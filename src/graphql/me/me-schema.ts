import { buildSchema, type GraphQLFieldResolver, type GraphQLSchema } from 'graphql';
import { LocalDateScalar } from '../scalars.js';
import { listOf, nodesOfPage, pageOfFirst } from '../guard/prices.js';
import { readMyWork, type MeContext, type MyWork } from './read-my-work.js';

const definitions = `
"A day of the years 1900 to 2199 in the local time of England and Wales, such as \\"2026-04-07\\". It has no time of day."
scalar LocalDate

enum WorkKind {
  "Your agency was asked about a case and has not answered."
  REQUEST
  "A clock of a case that you run."
  CLOCK
  "A case whose next step is yours."
  CASE
}

"One of your partnerships."
type MyPartnership {
  slug: String!
  name: String!
  "Where its cases are asked for."
  address: String!
}

"Something that waits for you. It names nobody: ask the partnership itself for the case."
type WorkItem {
  kind: WorkKind!
  "What is to be done, as in availableActions of the case; of a clock the id of its step."
  what: String!
  "Null where no day is set; those come last."
  dueOn: LocalDate
  partnership: MyPartnership!
  "The one to send as Concord-Membership."
  membershipId: ID!
  "The case's id in its partnership."
  caseId: ID!
  reference: String!
}

"A partnership of yours of which nothing, or not everything, could be told."
type UnansweredPartnership {
  partnership: MyPartnership!
  "As in errors of its own address: TOO_MANY_REQUESTS, TIMEOUT, ASSURANCE_TOO_LOW, UNAVAILABLE."
  code: String!
}

type MyWork {
  "What is due first comes first."
  items: [WorkItem!]!
  "Whether more waits than was asked for."
  hasMore: Boolean!
  "Those that answered."
  partnerships: [MyPartnership!]!
  unanswered: [UnansweredPartnership!]!
}

type Query {
  "What waits for you in all partnerships that know you, under all your memberships."
  myWork("How many, 1 to 100." first: Int!): MyWork!
}
`;

/** The schema of what is somebody's own, above all partnerships. */
export function buildMeSchema(): GraphQLSchema {
  const schema = buildSchema(definitions);
  const scalar = schema.getType('LocalDate');
  if (scalar) Object.assign(scalar, { serialize: LocalDateScalar.serialize.bind(LocalDateScalar) });
  const myWork: GraphQLFieldResolver<unknown, MeContext, { first: number }> = (_root, { first }, context) =>
    readMyWork(first, context) satisfies Promise<MyWork>;
  const fieldsOf = (name: string) => {
    const type = schema.getType(name);
    return type && 'getFields' in type ? type.getFields() : {};
  };
  Object.assign(fieldsOf('Query')['myWork'] ?? {}, {
    resolve: myWork,
    extensions: { complexity: pageOfFirst },
  });
  const { items, partnerships, unanswered } = fieldsOf('MyWork');
  Object.assign(items ?? {}, { extensions: { complexity: nodesOfPage } });
  for (const field of [partnerships, unanswered])
    Object.assign(field ?? {}, { extensions: { complexity: listOf(3) } });
  return schema;
}
