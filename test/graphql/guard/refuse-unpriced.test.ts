import {
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
} from 'graphql';
import { listOf, nodesOfPage, pageOfFirst } from '#graphql/guard/prices.js';
import { refuseUnpriced } from '#graphql/guard/refuse-unpriced.js';

const thing = new GraphQLObjectType({ name: 'Thing', fields: { name: { type: GraphQLString } } });
const things = new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(thing)));
const page = { first: { type: GraphQLInt } };

function schemaOf(fields: ConstructorParameters<typeof GraphQLObjectType>[0]['fields']): GraphQLSchema {
  return new GraphQLSchema({ query: new GraphQLObjectType({ name: 'Query', fields }) });
}

describe('building the schema', () => {
  it('takes lists of objects with a price, and whatever costs nothing by itself', () => {
    expect(() => {
      refuseUnpriced(
        schemaOf({
          things: { type: things, extensions: { complexity: listOf(3) } },
          nodes: { type: things, extensions: { complexity: nodesOfPage } },
          page: { type: thing, args: page, extensions: { complexity: pageOfFirst } },
          words: { type: new GraphQLList(GraphQLString) },
          thing: { type: thing },
        }),
      );
    }).not.toThrow();
  });

  it.each([
    ['a list of objects without a price', { type: things }],
    [
      'a list whose price is a number, which would be that of all its items',
      { type: things, extensions: { complexity: 5 } },
    ],
    ['a list with a price of its own making', { type: things, extensions: { complexity: () => 1 } }],
    [
      'a page that is not priced by its size',
      { type: thing, args: page, extensions: { complexity: listOf(3) } },
    ],
  ])('fails on %s, naming the field', (_, field) => {
    expect(() => {
      refuseUnpriced(schemaOf({ wrong: field }));
    }).toThrow('Query.wrong');
  });
});
