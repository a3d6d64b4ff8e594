import type { CaseFeed } from '#casework/live-ports.js';
import type { Casework } from '#casework/ports.js';
import type { Principal } from '#casework/principal.js';
import type { Reads } from '#casework/read-ports.js';
import { openCursor, sealCursor } from '#platform/cursors.js';
import type { Cursors, OperationContext } from '../context.js';
import type { ReadsLifetime } from '../execute.js';
import { createLoaders } from '../loaders.js';

/** Opens the reads of one operation; nothing touches the database before the first of them. */
export type OpenReads = (principal: Principal) => { readonly reads: Reads } & ReadsLifetime;

export interface ScopeSettings {
  readonly casework: Casework;
  readonly openReads: OpenReads;
  readonly secretKey: Buffer;
}

/** What one operation runs with, and how its reads end. */
export interface OperationScope {
  readonly context: OperationContext;
  readonly lifetime: ReadsLifetime;
}

export function openScope(
  { casework, openReads, secretKey }: ScopeSettings,
  { principal, correlationId, feed }: { principal: Principal; correlationId: string; feed?: CaseFeed },
): OperationScope {
  const session = openReads(principal);
  const context: OperationContext = {
    principal,
    correlationId,
    reads: session.reads,
    loaders: createLoaders(session.reads),
    casework,
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
