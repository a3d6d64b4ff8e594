import { createHash } from 'node:crypto';
import type { DataSource } from 'typeorm';
import type { BankHolidays } from '#domain/calendar/bank-holidays.js';
import type { Casework, Clock, Secrets } from '#casework/ports.js';
import { storesOver } from '#persistence/stores.js';
import { UnitOfWork } from '#persistence/unit-of-work.js';
import { newId } from '#platform/ids.js';
import { newReference } from '#platform/references.js';
import { deriveSecret } from '#platform/secret-key.js';

export const ids = { newId, newReference };

export interface CaseworkSettings {
  readonly dataSource: DataSource;
  readonly clock: Clock;
  readonly holidays: BankHolidays;
  readonly secretKey: Buffer;
  readonly onAppended?: (tenantId: string) => void;
}

/** The use cases' ports over a real database. */
export function createCasework({
  dataSource,
  clock,
  holidays,
  secretKey,
  onAppended,
}: CaseworkSettings): Casework {
  const unitOfWork = new UnitOfWork({ dataSource, clock, ids, ...(onAppended && { onAppended }) });
  return {
    inTransaction: (principal, work) => unitOfWork.write(principal, (sql) => work(storesOver(sql, clock))),
    clock,
    ids,
    secrets: secretsOf(secretKey),
    holidays,
  };
}

function secretsOf(key: Buffer): Secrets {
  return {
    applicantSecret: (caseId) => deriveSecret(key, 'applicant secret', caseId),
    digest: (text) => createHash('sha256').update(text).digest('hex'),
  };
}
