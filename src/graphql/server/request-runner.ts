import {
  GraphQLError,
  OperationTypeNode,
  type DocumentNode,
  type ExecutionResult,
  type OperationDefinitionNode,
} from 'graphql';
import { actAlike, type Member } from '#casework/principal.js';
import type { Logger } from '#platform/logger.js';
import { Executor, type Operation } from '../execute.js';
import { Deadline } from '../guard/deadline.js';
import { isGuarded, type Guard, type Placed } from '../guard/guard.js';
import { notAllowed } from '../guard/refusals.js';
import { presentError } from '../present-error.js';
import { openScope, type ScopeSettings } from './operation-scope.js';

export interface RunnerSettings extends ScopeSettings {
  readonly guard: Guard;
  readonly logger: Logger;
}

/** One request on its way through Apollo: who asks, and the place that it holds. */
export interface RequestContext {
  readonly admission: Placed;
  /** Signs a member in anew, past what is remembered of them; a refusal where they are a member no more. */
  readonly renew?: (() => Promise<Member | GraphQLError>) | undefined;
  readonly correlationId: string;
}

/** An operation as Apollo hands it over. */
export interface Requested extends Omit<Operation, 'operation' | 'variables'> {
  readonly document: DocumentNode;
  /** Apollo types the operation as present, yet calls with none when its name is unknown. */
  readonly operation: OperationDefinitionNode | undefined;
  readonly variables: Record<string, unknown> | undefined;
}

/** Runs what Apollo parsed and validated. */
export interface Runner<C extends RequestContext> {
  run(requested: Requested, context: C): Promise<ExecutionResult>;
}

/** Codes of what a member is refused for who they are. */
const refusedForRights: ReadonlySet<unknown> = new Set(['FORBIDDEN', 'UNAUTHENTICATED']);

/** Runs what Apollo parsed and validated: through the guard, in a scope of its own, presented as its caller may see it. */
export class RequestRunner implements Runner<RequestContext> {
  readonly #executor: Executor;

  constructor(private readonly settings: RunnerSettings) {
    this.#executor = new Executor(settings.schema);
  }

  async run(
    { operation, variables = {}, ...rest }: Requested,
    context: RequestContext,
  ): Promise<ExecutionResult> {
    if (!operation) return { errors: [unknownOperation()] };
    if (operation.operation === OperationTypeNode.SUBSCRIPTION)
      return this.#refuse([onlyOverWebSocket()], context);
    const asked = { ...rest, operation, variables };
    try {
      return operation.operation === OperationTypeNode.MUTATION
        ? await this.#change(asked, context)
        : await this.#read(asked, context);
    } catch (error) {
      // Apollo would mask it and tell nobody.
      return { errors: [presentError(error, { ...context, logger: this.settings.logger })] };
    }
  }

  /** A change is made under the membership as it is now, not as it is remembered. */
  async #change(asked: Operation, context: RequestContext): Promise<ExecutionResult> {
    const member = await context.renew?.();
    if (member instanceof GraphQLError) return this.#refuse([member], context);
    return this.#attempt(asked, member ? under(member, context) : context);
  }

  /** Who is refused under a remembered membership is asked about, and judged by what they are now. */
  async #read(asked: Operation, context: RequestContext): Promise<ExecutionResult> {
    const result = await this.#attempt(asked, context);
    const refused = result.errors?.some(({ extensions }) => refusedForRights.has(extensions['code']));
    if (!refused || !context.renew) return result;
    const member = await context.renew();
    if (member instanceof GraphQLError) return this.#refuse([member], context);
    if (actAlike(member, context.admission.caller.principal)) return result;
    return this.#attempt(asked, under(member, context));
  }

  async #attempt(asked: Operation, context: RequestContext): Promise<ExecutionResult> {
    const { guard } = this.settings;
    const { admission, correlationId } = context;
    const deadline = new Deadline(guard.limits.operationMs);
    const passed = await guard.pass(asked, admission);
    if (!isGuarded(passed)) return this.#refuse(passed, context);
    const scope = openScope(this.settings, { passed, correlationId, deadline });
    const running = admission.slot.during(this.#executor.execute(asked, scope.context, scope.lifetime));
    const result = await deadline.within<ExecutionResult>(running, (late) => ({
      errors: [guard.refused(late)],
    }));
    if (!result.errors) return { data: result.data ?? null };
    return { ...result, ...this.#refuse(result.errors, context) };
  }

  #refuse(errors: readonly GraphQLError[], { correlationId }: RequestContext): ExecutionResult {
    const { logger } = this.settings;
    return { errors: errors.map((error) => presentError(error, { correlationId, logger })) };
  }
}

function under(principal: Member, context: RequestContext): RequestContext {
  const { admission } = context;
  return { ...context, admission: { ...admission, caller: { ...admission.caller, principal } } };
}

function unknownOperation(): GraphQLError {
  return new GraphQLError('The document has no such operation.', {
    extensions: { code: 'OPERATION_RESOLUTION_FAILURE' },
  });
}

function onlyOverWebSocket(): GraphQLError {
  return notAllowed('Subscriptions run over a WebSocket at the same address.');
}
