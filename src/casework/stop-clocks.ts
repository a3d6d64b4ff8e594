import type { Casework, Stores } from './ports.js';
import type { Ending } from '#domain/policy/policy-version.js';

/** Stops the running clocks of a case that one of these endings ends, or every one; returns their ids. */
export async function stopClocks(
  casework: Casework,
  stores: Stores,
  { caseId, endings }: { caseId: string; endings: readonly Ending[] | 'every_ending' },
): Promise<readonly string[]> {
  const running = await stores.clocks.listRunning(caseId);
  const ids = running
    .filter((clock) => endings === 'every_ending' || endings.some((ending) => ending === clock.endsWith))
    .map((clock) => clock.id);
  await stores.clocks.stop(ids, casework.clock.now());
  return ids;
}
