import { OperationTypeNode, type GraphQLSchema } from 'graphql';
import type { CaseFeed } from '#casework/live-ports.js';
import type { Casework } from '#casework/ports.js';
import type { Principal } from '#casework/principal.js';
import type { Reads } from '#casework/read-ports.js';
import { openCursor, sealCursor } from '#platform/cursors.js';
import { listAskedFields } from '../asked-fields.js';
import type { Cursors, OperationContext } from '../context.js';
import type { ReadsLifetime } from '../execute.js';
import type { Deadline } from '../guard/deadline.js';
import type { GuardedOperation } from '../guard/guard.js';
import { createLoaders } from '../loaders.js';

/**
 * Opens the reads of one operation; nothing touches the database before the first of them. Where members are to be
 * confirmed, those of whom nothing was read are confirmed at its end.
 */
export type OpenReads = (
  principal: Principal,
  options: { readonly deadline?: Deadline | undefined; readonly confirmsMember: boolean },
) => { readonly reads: Reads } & ReadsLifetime;

export interface ScopeSettings {
  readonly schema: GraphQLSchema;
  readonly casework: Casework;
  /** The same use cases, whose transactions end when the operation's time is over. */
  readonly caseworkWithin: (deadline: Deadline) => Casework;
  readonly openReads: OpenReads;
  readonly secretKey: Buffer;
}

/** What one operation runs with, and how its reads end. */
export interface OperationScope {
  readonly context: OperationContext;
  readonly lifetime: ReadsLifetime;
}

/** What is there of an operation before its scope: that it passed the guard, above all. */
export interface Opening {
  readonly passed: GuardedOperation;
  readonly correlationId: string;
  /** By when it must be answered; a subscription has none. */
  readonly deadline?: Deadline;
  readonly feed?: CaseFeed;
}

/** Opens the scope of an operation. It takes what only the guard gives, so that no transport can pass it by. */
export function openScope(
  { schema, casework, caseworkWithin, openReads, secretKey }: ScopeSettings,
  { passed, correlationId, deadline, feed }: Opening,
): OperationScope {
  const { principal } = passed.caller;
  const kind = passed.asked.operation.operation;
  // Others are signed in anew, or confirmed by what they read as it comes.
  const session = openReads(principal, { deadline, confirmsMember: kind === OperationTypeNode.QUERY });
  const { reads } = session;
  const asked = listAskedFields(schema, passed.asked.document);
  const isMutation = kind === OperationTypeNode.MUTATION;
  const context: OperationContext = {
    principal,
    correlationId,
    reads,
    loaders: createLoaders({ reads, asked }),
    asked,
    casework: deadline && isMutation ? caseworkWithin(deadline) : casework,
    cursors: cursorsOf(principal.tenantId, secretKey),
    ...(feed && { feed }),
  };
  return { context, lifetime: session };
}

/** Cursors of one partnership; another partnership's is answered like a forged one. */
function cursorsOf(tenantId: string, key: Buffer): Cursors {
  return {
    seal: (position) => sealCursor(key, { partnershipId: tenantId, position }),
    open: (cursor) => {
      const opened = openCursor(key, cursor);
      return opened?.partnershipId === tenantId ? opened.position : undefined;
    },
  };
}
