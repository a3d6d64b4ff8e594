import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isLeafType,
  isObjectType,
  isUnionType,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';
import type { Draw } from './draw.js';
import { VariableMaker } from './variable-maker.js';
import type { InputMaker } from './input-maker.js';

/** How large a document may grow. */
export interface Size {
  readonly fields: number;
  readonly width: number;
  readonly depth: number;
}

interface DocumentSettings {
  readonly inputs: InputMaker;
  readonly size: Size;
  /** Keeps the names of two operations of one document apart. */
  readonly prefix: string;
  /** The only root fields of queries, but for `application`, which stands alone. */
  readonly roots?: readonly string[] | undefined;
}

/** What stands under a response key: the same key again must be the same field with the same arguments. */
interface Chosen {
  readonly parent: string;
  readonly field: string;
  readonly args: string;
  readonly sub: Keys;
}
type Keys = Map<string, Chosen>;

interface Fragment {
  readonly name: string;
  readonly on: string;
  readonly text: string;
  readonly keys: ReadonlySet<string>;
}

/** Where selections are being written. */
interface Place {
  readonly type: GraphQLCompositeType;
  readonly keys: Keys;
  readonly depth: number;
  /** Fragments around it at this depth. */
  readonly nested: number;
  /** Response keys that the fragment around it has written. */
  readonly written: Set<string>;
}

const oddAliases = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'then', 'toJSON', 'length'];

const introspections = [
  '__schema { queryType { name fields { name args { name type { kind ofType { name } } } } } }',
  '__type(name: "Case") { name fields { name type { name kind } } }',
  '__type(name: "__proto__") { name }',
];

/** Writes the selections of one operation: always valid, nested, with aliases, fragments and directives. */
export class DocumentMaker {
  readonly variables: VariableMaker;
  readonly #fragments: Fragment[] = [];
  #left: number;
  #names = 0;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly draw: Draw,
    private readonly settings: DocumentSettings,
  ) {
    this.variables = new VariableMaker(draw, settings.inputs, settings.prefix);
    this.#left = settings.size.fields;
  }

  /** The fragments that the selections spread. */
  get fragments(): string {
    return this.#fragments.map(({ text }) => text).join('\n');
  }

  /** Selections of any fields of a root type. */
  root(type: GraphQLCompositeType): string {
    return this.#selections({ type, keys: new Map(), depth: 1, nested: 0, written: new Set() });
  }

  /** Exactly one root field, plainly written. */
  oneField(parent: GraphQLCompositeType, field: GraphQLField<unknown, unknown>, directives: boolean): string {
    const place = { type: parent, keys: new Map(), depth: 1, nested: 0, written: new Set<string>() };
    return `{ ${this.#field(place, field, directives)} }`;
  }

  #selections(place: Place): string {
    const count = 1 + this.draw.below(this.settings.size.width);
    const parts = [this.#selection(place)];
    while (parts.length < count && this.#left > 0) parts.push(this.#selection(place));
    return `{ ${parts.join(' ')} }`;
  }

  #selection(place: Place): string {
    this.#left -= 1;
    const field = this.#left > 0 ? this.#chooseField(place) : undefined;
    const mayNest = place.nested < 2 && this.#left > 0;
    const kinds = { field: field ? 70 : 1, typename: 6, inline: mayNest ? 12 : 0, named: mayNest ? 12 : 0 };
    const fragments = isAbstractType(place.type) && mayNest;
    switch (this.draw.weighted(fragments ? { ...kinds, inline: 60, named: 30 } : kinds)) {
      case 'field':
        return field ? this.#field(place, field, true) : '__typename';
      case 'typename':
        return this.#meta(place);
      case 'inline':
        return this.#inline(place);
      case 'named':
        return this.#named(place);
    }
  }

  #meta(place: Place): string {
    if (place.type.name === 'Query' && this.draw.chance(20))
      return `${this.#name('a')}: ${this.draw.oneOf(introspections)}`;
    return this.draw.chance(15) ? `${this.#name('a')}: __typename` : '__typename';
  }

  #chooseField({ type, depth }: Place): GraphQLField<unknown, unknown> | undefined {
    if (isUnionType(type)) return undefined;
    const deepest = depth >= this.settings.size.depth;
    const { roots } = this.settings;
    const isRoot = type.name === 'Query';
    const fields = Object.values(type.getFields()).filter(
      ({ name, ...field }) =>
        !(isRoot && (name === 'application' || roots?.includes(name) === false)) &&
        (!deepest || isLeafType(getNamedType(field.type))),
    );
    return fields.length === 0 ? undefined : this.#oneByWeight(fields);
  }

  /** What leads to many fields is chosen more often, so that those deep down are asked for too. */
  #oneByWeight(
    fields: readonly GraphQLField<unknown, unknown>[],
  ): GraphQLField<unknown, unknown> | undefined {
    const weights = fields.map(({ name, type }) => [name, this.#weightOf(getNamedType(type))] as const);
    const name = this.draw.weighted(Object.fromEntries(weights));
    return fields.find((field) => field.name === name);
  }

  #weightOf(type: GraphQLNamedType): number {
    return Math.ceil(Math.sqrt(1 + fieldsBelow(type, new Set())));
  }

  #field(place: Place, field: GraphQLField<unknown, unknown>, directives: boolean): string {
    const parent = place.type.name;
    const before = place.keys.get(field.name);
    const fits = before?.parent === parent && before.field === field.name;
    const alias = (before && !fits) || this.draw.chance(8) ? this.#alias(place) : undefined;
    const again = alias === undefined && fits ? before : undefined;
    const chosen: Chosen = again ?? {
      parent,
      field: field.name,
      args: this.variables.args(field.args),
      sub: new Map(),
    };
    const key = alias ?? field.name;
    place.keys.set(key, chosen);
    place.written.add(key);
    const type = getNamedType(field.type);
    const below = isCompositeType(type)
      ? this.#selections({ type, keys: chosen.sub, depth: place.depth + 1, nested: 0, written: new Set() })
      : '';
    const name = alias === undefined ? field.name : `${alias}: ${field.name}`;
    return `${name}${chosen.args}${directives ? this.#directives() : ''} ${below}`.trimEnd();
  }

  #alias({ keys }: Place): string {
    const odd = this.draw.oneOf(oddAliases);
    return this.draw.chance(20) && !keys.has(odd) ? odd : this.#name('a');
  }

  #name(kind: string): string {
    this.#names += 1;
    return `${kind}${this.settings.prefix}${String(this.#names)}`;
  }

  #directives(): string {
    return this.draw.chance(7) ? this.variables.directive() : '';
  }

  #inline(place: Place): string {
    const type = this.#condition(place.type);
    const bare = type === place.type && this.draw.chance(40);
    const on = bare ? '' : ` on ${type.name}`;
    return `...${on}${this.#directives()} ${this.#selections({ ...place, type, nested: place.nested + 1 })}`;
  }

  #named(place: Place): string {
    const known = this.#fragments.filter(
      ({ on, keys }) => on === place.type.name && [...keys].every((key) => !place.keys.has(key)),
    );
    if (known.length > 0 && this.draw.chance(40)) return this.#spreadAgain(place, this.draw.oneOf(known));
    const type = this.#condition(place.type);
    const written = new Set<string>();
    const body = this.#selections({ ...place, type, written, nested: place.nested + 1 });
    const name = this.#name('F');
    for (const key of written) place.written.add(key);
    this.#fragments.push({
      name,
      on: type.name,
      text: `fragment ${name} on ${type.name} ${body}`,
      keys: written,
    });
    return `...${name}${this.#directives()}`;
  }

  #spreadAgain(place: Place, { name, keys }: Fragment): string {
    for (const key of keys) {
      place.written.add(key);
      // Nothing else fits under a key of a fragment that was written for another place.
      place.keys.set(key, { parent: '', field: '', args: '', sub: new Map() });
    }
    return `...${name}${this.#directives()}`;
  }

  /** The type itself, or one that it can also be. */
  #condition(type: GraphQLCompositeType): GraphQLCompositeType {
    if (!isAbstractType(type)) {
      const [wider] = isObjectType(type) ? type.getInterfaces() : [];
      return wider && this.draw.chance(20) ? wider : type;
    }
    const members = this.schema.getPossibleTypes(type);
    const successes = members.filter((member) => member.getInterfaces().length === 0);
    if (successes.length > 0 && this.draw.chance(40)) return this.draw.oneOf(successes);
    const narrower = [...members, ...members.flatMap((member) => member.getInterfaces())];
    return this.draw.chance(5) ? type : this.draw.oneOf(narrower);
  }
}

const below = new WeakMap<GraphQLNamedType, number>();

/** How many fields can be asked for from a type on. */
function fieldsBelow(type: GraphQLNamedType, above: ReadonlySet<GraphQLNamedType>): number {
  if (!isObjectType(type) || above.has(type)) return 0;
  const known = below.get(type);
  if (known !== undefined) return known;
  const path = new Set([...above, type]);
  const many = Object.values(type.getFields()).reduce(
    (sum, field) => sum + 1 + fieldsBelow(getNamedType(field.type), path),
    0,
  );
  below.set(type, many);
  return many;
}
