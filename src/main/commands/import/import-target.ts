import { done, type Outcome } from '#casework/outcome.js';
import type { Casework } from '#casework/ports.js';
import type { Operator } from '#casework/principal.js';
import type { Directory } from '#persistence/directory.js';
import { CommandFailed } from '../command.js';

/** Whose records an import adds to, and which rows are of its area. */
export interface ImportTarget {
  readonly principal: Operator;
  readonly agencyName: string;
  /** Districts of the partnership's area, predecessors included. */
  readonly districts: readonly string[];
}

/**
 * The agency of a partnership by their slugs.
 * @throws CommandFailed that lists the known ones
 */
export async function findTarget(
  { casework, directory }: { casework: Casework; directory: Directory },
  { partnership, agency }: { partnership: string; agency: string },
): Promise<ImportTarget> {
  const address = await directory.findPartnership(partnership);
  if (!address) {
    const known = (await directory.listPartnerships()).map(({ slug }) => slug).join(', ');
    throw new CommandFailed(`There is no partnership "${partnership}": expected one of ${known}.`);
  }
  const { tenantId } = address;
  const { agencies, districts } = valueOf(
    await casework.inTransaction({ kind: 'public', tenantId }, async (stores) =>
      done({
        agencies: await stores.partnership.listAgencies(),
        districts: (await stores.partnership.get()).districts,
      }),
    ),
  );
  const found = agencies.find(({ slug }) => slug === agency);
  if (!found) {
    const known = agencies.map(({ slug }) => slug).join(', ');
    throw new CommandFailed(`"${agency}" is no agency of ${partnership}: expected one of ${known}.`);
  }
  return {
    principal: { kind: 'operator', tenantId, agencyId: found.id },
    agencyName: found.name,
    districts,
  };
}

/** The value of an outcome that cannot be refused for anything the caller did. */
export function valueOf<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw new CommandFailed(outcome.refusal.message);
}
