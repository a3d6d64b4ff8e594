import { isObjectType, type GraphQLObjectType, type GraphQLSchema } from 'graphql';
import { breakDocument } from './broken-document.js';
import { DocumentMaker, type Size } from './document-maker.js';
import type { Draw } from './draw.js';
import { InputMaker } from './input-maker.js';
import type { KnownPartnership, KnownPerson } from './known-values.js';

/** A body of a request, with who sends it where. */
export interface RandomRequest {
  readonly partnership: string;
  /** A demo person; left out for the public. */
  readonly as?: string;
  readonly kind: RequestKind;
  readonly body: {
    readonly query: string;
    readonly variables: Record<string, unknown>;
    readonly operationName?: string;
  };
}

export type RequestKind = 'query' | 'mutation' | 'subscription' | 'broken';

export interface World {
  readonly schema: GraphQLSchema;
  /** Both, each the other's stranger. */
  readonly partnerships: readonly [KnownPartnership, KnownPartnership];
}

const sizes: Readonly<Record<'small' | 'middling' | 'large' | 'huge', Size>> = {
  small: { fields: 8, width: 3, depth: 3 },
  middling: { fields: 30, width: 5, depth: 6 },
  large: { fields: 90, width: 8, depth: 10 },
  huge: { fields: 400, width: 14, depth: 18 },
};

interface Asked {
  readonly own: KnownPartnership;
  readonly foreign: KnownPartnership;
  /** Nobody for the public. */
  readonly person: KnownPerson | undefined;
}

/** How often each kind is made, in relation to the others. */
export type Kinds = Readonly<Record<RequestKind, number>>;

const usual: Kinds = { query: 60, mutation: 28, broken: 11, subscription: 1 };

/** A request of a member, a stranger or the public in one of the two partnerships. */
export function randomRequest(world: World, draw: Draw, kinds: Kinds = usual): RandomRequest {
  const asked = whoAsks(world, draw);
  const kind = draw.weighted(kinds);
  const made = makeBody(world, draw, { ...asked, kind });
  const body = kind === 'broken' ? breakDocument(draw, made) : made;
  const as = asked.person?.subject;
  return { partnership: asked.own.slug, ...(as !== undefined && { as }), kind, body };
}

function whoAsks({ partnerships: [first, second] }: World, draw: Draw): Asked {
  const [own, foreign] = draw.chance(30) ? [second, first] : [first, second];
  const person = (of: KnownPartnership, role?: string) => {
    const fit = of.people.filter(({ roles }) => role === undefined || roles.includes(role));
    return draw.oneOf(fit.length > 0 ? fit : of.people);
  };
  const asked = (of: KnownPartnership) =>
    draw.oneOf(
      of.people.filter(({ subject }) => /\.(?:council|police)$/.test(subject)).concat(of.people.slice(0, 1)),
    );
  const who = { anybody: 30, coordinator: 24, officer: 20, keeper: 9, public: 12, stranger: 5 };
  switch (draw.weighted(who)) {
    case 'anybody':
      return { own, foreign, person: person(own) };
    case 'coordinator':
      return { own, foreign, person: person(own, 'coordinator') };
    case 'officer':
      return { own, foreign, person: draw.chance(60) ? asked(own) : person(own, 'agency_officer') };
    case 'keeper':
      return { own, foreign, person: person(own, draw.oneOf(['administrator', 'agency_manager'])) };
    case 'public':
      return { own, foreign, person: undefined };
    case 'stranger':
      return { own, foreign, person: person(foreign) };
  }
}

function makeBody(
  { schema }: World,
  draw: Draw,
  { own, foreign, person, kind }: Asked & { kind: RequestKind },
): RandomRequest['body'] {
  const inputs = new InputMaker(draw, own, foreign, kind !== 'query');
  const size = sizes[draw.weighted({ small: 45, middling: 40, large: 12, huge: 3 })];
  const roots = person === undefined && draw.chance(60) ? ['partnership'] : undefined;
  const write = (prefix: string, as: Exclude<RequestKind, 'broken'>) =>
    writeOperation(schema, draw, {
      maker: new DocumentMaker(schema, draw, { inputs, size, prefix, roots }),
      kind: as,
      person,
    });
  const other = () => draw.weighted({ query: 70, mutation: 30 });
  const first = write('', kind === 'broken' ? other() : kind);
  const named = `${first.keyword} One${first.rest}`;
  if (!draw.chance(8)) {
    if (draw.chance(60)) return { query: `${first.keyword}${first.rest}`, variables: first.variables };
    return { query: named, variables: first.variables, ...(draw.chance(50) && { operationName: 'One' }) };
  }
  const second = write('z', kind === 'query' ? 'query' : other());
  return {
    query: `${named}\n${second.keyword} Two${second.rest}`,
    variables: { ...first.variables, ...second.variables },
    operationName: draw.oneOf(['One', 'Two']),
  };
}

interface Written {
  readonly keyword: string;
  readonly rest: string;
  readonly variables: Record<string, unknown>;
}

interface Writing {
  readonly maker: DocumentMaker;
  readonly kind: Exclude<RequestKind, 'broken'>;
  readonly person: KnownPerson | undefined;
}

function writeOperation(schema: GraphQLSchema, draw: Draw, writing: Writing): Written {
  const selections = writeSelections(schema, draw, writing);
  const { variables, fragments } = writing.maker;
  return {
    keyword: writing.kind,
    rest: `${variables.definitions} ${selections}\n${fragments}`,
    variables: variables.values,
  };
}

function writeSelections(schema: GraphQLSchema, draw: Draw, { maker, kind, person }: Writing): string {
  const root = rootOf(schema, kind);
  const fields = root.getFields();
  if (kind === 'query') {
    const { application } = fields;
    return application && draw.chance(8) ? maker.oneField(root, application, true) : maker.root(root);
  }
  const likely = Object.values(fields).filter(({ name }) => isFor(name, person));
  const any = kind === 'subscription' || likely.length === 0 || draw.chance(15);
  return maker.oneField(root, draw.oneOf(any ? Object.values(fields) : likely), kind === 'mutation');
}

const changesOfOfficers = new Set(['recordReport', 'linkReport', 'respondToRequest']);

/** Whether somebody is likely to be allowed a change: a guess by which more of them get past the door. */
function isFor(change: string, person: KnownPerson | undefined): boolean {
  if (change === 'applyForReview') return person === undefined;
  if (changesOfOfficers.has(change)) return person?.roles.includes('agency_officer') === true;
  return person?.roles.includes('coordinator') === true;
}

function rootOf(schema: GraphQLSchema, kind: Exclude<RequestKind, 'broken'>): GraphQLObjectType {
  const roots = {
    query: schema.getQueryType(),
    mutation: schema.getMutationType(),
    subscription: schema.getSubscriptionType(),
  };
  const root = roots[kind];
  if (!isObjectType(root)) throw new Error(`The schema has no ${kind}.`);
  return root;
}
