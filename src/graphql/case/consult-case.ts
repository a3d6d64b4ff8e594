import type { Reads } from '#casework/read-ports.js';
import type { Case } from './case.type.js';

/** Notes that somebody read of the people in a case: names, or texts that speak of them. */
export function consultCase(reads: Reads, { caseId }: Case, fields: readonly string[]): void {
  reads.consulted({
    action: 'CASE_READ',
    kind: 'CONSULTATION',
    subjectType: 'CASE',
    subjectIds: [caseId],
    fields,
  });
}
