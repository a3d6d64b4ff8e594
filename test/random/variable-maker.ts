import {
  GraphQLBoolean,
  GraphQLEnumType,
  GraphQLInputObjectType,
  GraphQLList,
  GraphQLNonNull,
  isRequiredArgument,
  isRequiredInputField,
  type GraphQLArgument,
  type GraphQLInputType,
} from 'graphql';
import type { Draw } from './draw.js';
import type { InputMaker } from './input-maker.js';

const condition = new GraphQLNonNull(GraphQLBoolean);

/** Writes arguments of one operation as literals and variables, and keeps what the variables are. */
export class VariableMaker {
  readonly values: Record<string, unknown> = {};
  readonly #definitions: { readonly name: string; readonly type: string; readonly text: string }[] = [];

  constructor(
    private readonly draw: Draw,
    private readonly inputs: InputMaker,
    private readonly prefix: string,
  ) {}

  /** The variable definitions of the operation, in brackets where there are any. */
  get definitions(): string {
    const texts = this.#definitions.map(({ text }) => text);
    return texts.length === 0 ? '' : `(${texts.join(', ')})`;
  }

  args(args: readonly GraphQLArgument[]): string {
    const given = args.filter((arg) => isRequiredArgument(arg) || this.inputs.isGiven(arg.name));
    const texts = given.map((arg) => `${arg.name}: ${this.#expression(arg.type, arg.name)}`);
    return texts.length === 0 ? '' : `(${texts.join(', ')})`;
  }

  /** One or both of @skip and @include, on a literal or a variable. */
  directive(): string {
    const include = () => ` @include(if: ${this.#expression(condition, 'if')})`;
    const skip = () => ` @skip(if: ${this.#expression(condition, 'if')})`;
    if (this.draw.chance(15)) return include() + skip();
    return this.draw.chance(70) ? include() : skip();
  }

  #expression(type: GraphQLInputType, name: string): string {
    if (this.draw.chance(35)) return this.#variable(type, name);
    const inner = type instanceof GraphQLNonNull ? type.ofType : type;
    if (inner instanceof GraphQLInputObjectType && this.draw.chance(60)) {
      const given = Object.values(inner.getFields()).filter(
        (field) => isRequiredInputField(field) || this.inputs.isGiven(field.name),
      );
      return `{${given.map((field) => `${field.name}: ${this.#expression(field.type, field.name)}`).join(', ')}}`;
    }
    return printValue(this.inputs.value(type, name), type);
  }

  #variable(type: GraphQLInputType, name: string): string {
    const written = String(type);
    const same = this.#definitions.filter((each) => each.type === written);
    if (same.length > 0 && this.draw.chance(25)) return `$${this.draw.oneOf(same).name}`;
    const stricter = this.draw.chance(20) && !(type instanceof GraphQLNonNull);
    const own = stricter ? new GraphQLNonNull(type) : type;
    const variable = `v${this.prefix}${String(this.#definitions.length + 1)}`;
    const withDefault = this.draw.chance(15);
    const byDefault = withDefault ? ` = ${printValue(this.inputs.value(own, name), own)}` : '';
    this.#definitions.push({
      name: variable,
      type: written,
      text: `$${variable}: ${String(own)}${byDefault}`,
    });
    const mayMiss = withDefault || !(own instanceof GraphQLNonNull);
    if (!mayMiss || !this.draw.chance(withDefault ? 50 : 10))
      this.values[variable] = this.inputs.value(own, name);
    return `$${variable}`;
  }
}

/** A value as GraphQL writes it. */
function printValue(value: unknown, type: GraphQLInputType): string {
  if (type instanceof GraphQLNonNull) return printValue(value, type.ofType);
  if (value === null || value === undefined) return 'null';
  if (type instanceof GraphQLList)
    return `[${(value as unknown[]).map((each) => printValue(each, type.ofType)).join(', ')}]`;
  if (type instanceof GraphQLInputObjectType) {
    const fields = type.getFields();
    const texts = Object.entries(value).map(([name, each]) => {
      const field = fields[name];
      return field ? `${name}: ${printValue(each, field.type)}` : '';
    });
    return `{${texts.join(', ')}}`;
  }
  if (type instanceof GraphQLEnumType) return typeof value === 'string' ? value : 'null';
  if (typeof value === 'string' && /^\w[\w -]*\w$/.test(value) && value.length % 9 === 0)
    return `"""${value}"""`;
  return JSON.stringify(value);
}
