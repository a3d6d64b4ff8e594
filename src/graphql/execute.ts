import {
  execute,
  GraphQLError,
  OperationTypeNode,
  valueFromASTUntyped,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { compileQuery, isCompiledQuery, type CompiledQuery } from 'graphql-jit';
import type { OperationContext } from './context.js';

/** A validated document with what is to be run of it. */
export interface Operation {
  readonly source: string;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Record<string, unknown>;
}

/** The reads of one operation, ended when the answer is complete and before it is sent. */
export interface ReadsLifetime {
  finish(): Promise<void>;
  abandon(): Promise<void>;
}

const compiledAtMost = 300;

/**
 * Runs queries compiled; a document that was seen before is not compiled again. Mutations are interpreted: the compiler
 * leaves out the default values of input fields, and what a mutation costs is its transaction.
 */
export class Executor {
  readonly #compiled = new Map<string, CompiledQuery>();

  constructor(private readonly schema: GraphQLSchema) {}

  /** Executes, then ends the operation's reads: when that fails, the answer is the failure and not the data. */
  async execute(
    operation: Operation,
    context: OperationContext,
    reads: ReadsLifetime,
  ): Promise<ExecutionResult> {
    try {
      const result = await this.#run(operation, context);
      await reads.finish();
      return result;
    } catch (error) {
      await reads.abandon();
      const cause = error instanceof Error ? error : new Error('not an error');
      return { data: null, errors: [new GraphQLError('failed', { originalError: cause })] };
    }
  }

  async #run(operation: Operation, context: OperationContext): Promise<ExecutionResult> {
    const { document, variables: variableValues } = operation;
    if (operation.operation.operation === OperationTypeNode.MUTATION)
      return execute({
        schema: this.schema,
        document,
        contextValue: context,
        variableValues,
        operationName: operation.operation.name?.value,
        options: { maxCoercionErrors: 5 },
      });
    const compiled = this.#compile(operation);
    if (!isCompiledQuery(compiled)) return compiled;
    return compiled.query({}, context, withDefaults(operation.operation, variableValues));
  }

  #compile({ source, document, operation }: Operation): CompiledQuery | ExecutionResult {
    const key = `${operation.name?.value ?? ''} ${source}`;
    const known = this.#compiled.get(key);
    if (known) {
      // Moves it to the end: the map's order is the order of last use.
      this.#compiled.delete(key);
      this.#compiled.set(key, known);
      return known;
    }
    const compiled = compileQuery(this.schema, document, operation.name?.value ?? '');
    if (!isCompiledQuery(compiled)) return compiled;
    this.#compiled.set(key, compiled);
    const [oldest] = this.#compiled.keys();
    if (this.#compiled.size > compiledAtMost && oldest !== undefined) this.#compiled.delete(oldest);
    return compiled;
  }
}

/** The compiler refuses a required variable that is left to its default, so defaults are written out. */
function withDefaults(
  { variableDefinitions = [] }: OperationDefinitionNode,
  given: Record<string, unknown>,
): Record<string, unknown> {
  const left = variableDefinitions.filter(
    ({ variable, defaultValue }) => defaultValue && given[variable.name.value] === undefined,
  );
  if (left.length === 0) return given;
  const defaults = left.map(({ variable, defaultValue }) => [
    variable.name.value,
    defaultValue && valueFromASTUntyped(defaultValue),
  ]);
  return { ...given, ...(Object.fromEntries(defaults) as Record<string, unknown>) };
}
