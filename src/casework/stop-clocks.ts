import type { CaseMoment } from '#domain/policy/timescales.js';
import type { Casework, Stores } from './ports.js';

/** Stops the running clocks of a case that one of these moments ends, or every one; returns their ids. */
export async function stopClocks(
  casework: Casework,
  stores: Stores,
  { caseId, endings }: { caseId: string; endings: readonly CaseMoment[] | 'every_ending' },
): Promise<readonly string[]> {
  const running = await stores.clocks.listRunning(caseId);
  const ids = running
    .filter(
      (clock) => endings === 'every_ending' || endings.some((ending) => clock.endsWith.includes(ending)),
    )
    .map((clock) => clock.id);
  await stores.clocks.stop(ids, casework.clock.now());
  return ids;
}
