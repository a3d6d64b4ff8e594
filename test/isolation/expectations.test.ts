import { buildASTSchema, buildSchema as schemaOf, parse, printSchema, type GraphQLSchema } from 'graphql';
import { buildSchema } from '#graphql/build-schema.js';
import { listDrift, readInputs, readOutputs } from './expectations.js';
import { fullDocuments, listSchemaPlaces } from './full-documents.js';

const outputs = readOutputs().map(({ field }) => field);
const inputs = readInputs().map(({ place }) => place);

function driftOf(schema: GraphQLSchema): string[] {
  const places = listSchemaPlaces(schema);
  return [...listDrift(places.outputs, outputs), ...listDrift(places.inputs, inputs)];
}

describe('the expectations of the isolation walk', () => {
  let sdl: string;
  beforeAll(async () => (sdl = printSchema(await buildSchema())));

  it('have a row for every field, argument, input field and operation of the schema, and no other', async () => {
    expect(outputs.length).toBeGreaterThan(180);
    expect(driftOf(await buildSchema())).toEqual([]);
  });

  it('are asked for by the documents: each output field stands in one at least', async () => {
    const documents = Object.values(fullDocuments(await buildSchema())).join(' ');
    const words = new Set(documents.split(/[^\w]+/));
    expect(outputs.filter((field) => !words.has(field.split('.')[1] ?? ''))).toEqual([]);
  });

  it.each([
    ['a field', (text: string) => text.replace('type Agency {', 'type Agency {\n  telephone: String')],
    ['an operation', (text: string) => text.replace('type Query {', 'type Query {\n  telephone: String')],
    ['an argument', (text: string) => text.replace('viewer: Viewer', 'viewer(telephone: String): Viewer')],
    [
      'an input field',
      (text: string) =>
        text.replace('input LinkReportInput {', 'input LinkReportInput {\n  telephone: String'),
    ],
    [
      'a type',
      (text: string) => `${text}\ntype Phone {\n  telephone: String\n}\nextend union CaseFeedItem = Phone`,
    ],
  ])('name %s that is new', (_what, change) => {
    const changed = change(sdl);
    expect(changed).not.toBe(sdl);
    const drift = driftOf(buildASTSchema(parse(changed)));
    expect(drift).toHaveLength(1);
    expect(drift[0]).toMatch(/telephone\)? has no expectation$/);
  });

  it('name a row of what no longer exists', () => {
    const schema = schemaOf(sdl.replace(/"""[^"]*"""\s*explanation: String!/, ''));
    expect(driftOf(schema)).toEqual(['Partnership.explanation is no longer in the schema']);
  });
});
