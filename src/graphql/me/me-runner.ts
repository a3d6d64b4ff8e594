import { execute, GraphQLError, OperationTypeNode, type ExecutionResult, type GraphQLSchema } from 'graphql';
import type { PlaceOfWork } from '#casework/sign-in-everywhere.js';
import type { Logger } from '#platform/logger.js';
import { Deadline } from '../guard/deadline.js';
import { isGuarded, type Guard } from '../guard/guard.js';
import { notAllowed } from '../guard/refusals.js';
import { presentError } from '../present-error.js';
import type { Requested, RequestContext } from '../server/request-runner.js';
import type { MeContext } from './read-my-work.js';

/** A request of somebody with the partnerships that know them. */
export interface MeRequest extends RequestContext {
  readonly places: readonly PlaceOfWork[];
}

export interface MeRunnerSettings extends Pick<MeContext, 'listWork' | 'origin'> {
  readonly schema: GraphQLSchema;
  /** Of this entrance. */
  readonly guard: Guard;
  /** Of the partnerships. */
  readonly partnershipGuard: Guard;
  readonly logger: Logger;
}

/** A partnership that answers later keeps nobody waiting for the others. */
const longestMs = 3_000;

/** Runs what was parsed and validated at `/me/graphql`: queries alone. */
export class MeRunner {
  constructor(private readonly settings: MeRunnerSettings) {}

  async run(
    { operation, document, variables = {} }: Requested,
    request: MeRequest,
  ): Promise<ExecutionResult> {
    const { guard, schema } = this.settings;
    if (!operation) return this.#refuse([unknownOperation()], request);
    if (operation.operation !== OperationTypeNode.QUERY)
      return this.#refuse([notAllowed('Only queries run here.')], request);
    try {
      const passed = await guard.pass({ document, operation, variables }, request.admission);
      if (!isGuarded(passed)) return this.#refuse(passed, request);
      const operationName = operation.name?.value;
      const running = execute({
        ...{ schema, document, contextValue: this.#contextOf(request), variableValues: variables },
        ...(operationName !== undefined && { operationName }),
      });
      const deadline = new Deadline(guard.limits.operationMs);
      const result = await deadline.within<ExecutionResult>(
        request.admission.slot.during(Promise.resolve(running)),
        (late) => ({ errors: [guard.refused(late)] }),
      );
      return result.errors ? { ...result, ...this.#refuse(result.errors, request) } : result;
    } catch (error) {
      return this.#refuse([error], request);
    }
  }

  #contextOf({ admission, places, correlationId }: MeRequest): MeContext {
    const { partnershipGuard: guard, listWork, origin, logger } = this.settings;
    const present = (error: unknown) => presentError(error, { correlationId, logger }).extensions['code'];
    return {
      ...{ places, correlationId, origin, guard, listWork, address: admission.caller.address },
      eachMs: Math.min(longestMs, guard.limits.operationMs),
      codeOf: (error) => String(present(error)),
    };
  }

  #refuse(errors: readonly unknown[], { correlationId }: MeRequest): ExecutionResult {
    const { logger } = this.settings;
    return { errors: errors.map((error) => presentError(error, { correlationId, logger })) };
  }
}

function unknownOperation(): GraphQLError {
  return new GraphQLError('The document has no such operation.', {
    extensions: { code: 'OPERATION_RESOLUTION_FAILURE' },
  });
}
