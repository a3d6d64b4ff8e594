import {
  getVariableValues,
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import type { Limits } from '#platform/limits.js';
import { listDecidingVariables } from './deciding-variables.js';
import { estimateCost } from './estimate-cost.js';
import { badUserInput, limitExceeded } from './refusals.js';
import { refuseOperation, type DocumentLimits } from './refuse-operation.js';

/** One operation of a parsed and valid document, with what a client sent for its variables. */
export interface AskedOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
}

export interface DocumentGuardSettings {
  readonly schema: GraphQLSchema;
  readonly limits: DocumentLimits & Pick<Limits, 'pageSize'>;
  /** Whether messages may name parts of the schema that a client did not. */
  readonly suggests: boolean;
}

/** Refusals of the same operation, or what it costs. */
export type Inspected =
  { readonly refused: readonly GraphQLError[] } | { readonly refused?: undefined; readonly cost: number };

/** What is remembered of an operation: why it is never run, or its cost by the values that decide it. */
type Findings =
  | { readonly refusal: GraphQLError }
  | {
      readonly refusal?: undefined;
      readonly deciding: readonly string[];
      readonly costs: Map<string, number | GraphQLError>;
    };

/** A client that tries every page size of one document makes no more entries than this. */
const costsRememberedAtMost = 64;
const coercionErrorsAtMost = 5;

/**
 * Judges operations by what they ask for, before anything of them runs, the same for every transport. An operation that
 * was judged before is looked up: its document and what its variables decide are its key.
 */
export class DocumentGuard {
  readonly #known = new WeakMap<DocumentNode, Map<OperationDefinitionNode, Findings>>();

  constructor(private readonly settings: DocumentGuardSettings) {}

  /** `allowedCost` is the asker's own. */
  inspect(asked: AskedOperation, allowedCost: number): Inspected {
    const findings = this.#findingsOf(asked);
    if (findings.refusal) return { refused: [findings.refusal] };
    const values = this.#coerce(asked);
    if (values.refused) return values;
    const key = JSON.stringify(findings.deciding.map((name) => values.coerced[name]));
    const cost = findings.costs.get(key) ?? this.#remember(findings.costs, key, this.#estimate(asked));
    if (typeof cost !== 'number') return { refused: [cost] };
    return cost > allowedCost
      ? { refused: [limitExceeded('points of cost', { limit: 'COST', found: cost, allowed: allowedCost })] }
      : { cost };
  }

  #findingsOf({ document, operation }: AskedOperation): Findings {
    const known = this.#known.get(document);
    const found = known?.get(operation);
    if (found) return found;
    const { schema, limits } = this.settings;
    const refusal = refuseOperation(document, operation, limits);
    const findings: Findings = refusal
      ? { refusal }
      : { deciding: listDecidingVariables(schema, operation), costs: new Map() };
    if (known) known.set(operation, findings);
    else this.#known.set(document, new Map([[operation, findings]]));
    return findings;
  }

  #coerce({
    operation: { variableDefinitions = [] },
    variables,
  }: AskedOperation):
    | { readonly refused: readonly GraphQLError[] }
    | { readonly refused?: undefined; readonly coerced: Readonly<Record<string, unknown>> } {
    if (variableDefinitions.length === 0) return { coerced: {} };
    const { errors, coerced } = getVariableValues(this.settings.schema, variableDefinitions, variables, {
      maxErrors: coercionErrorsAtMost,
      hideSuggestions: !this.settings.suggests,
    });
    if (!errors) return { coerced };
    return { refused: errors.map(({ message }) => badUserInput(message)) };
  }

  #estimate({ document, operation, variables }: AskedOperation): number | GraphQLError {
    const { schema, limits } = this.settings;
    return estimateCost(
      // Every field that counts may stand in a few fragments; more than that is made to be looked at for long.
      { schema, pageSize: limits.pageSize, nodes: 10 * limits.selections },
      { document, operationName: operation.name?.value, variables },
    );
  }

  #remember<T extends number | GraphQLError>(
    costs: Map<string, number | GraphQLError>,
    key: string,
    cost: T,
  ): T {
    // Without a limit it was refused for another variable than those of the key.
    if (typeof cost !== 'number' && cost.extensions['limit'] === undefined) return cost;
    const [oldest] = costs.keys();
    if (costs.size >= costsRememberedAtMost && oldest !== undefined) costs.delete(oldest);
    costs.set(key, cost);
    return cost;
  }
}
