import { createHash } from 'node:crypto';
import type { DataSource } from 'typeorm';
import type { BankHolidays } from '#domain/calendar/bank-holidays.js';
import type { Casework, Clock, Ids, Secrets } from '#casework/ports.js';
import { storesOver } from '#persistence/stores.js';
import { UnitOfWork, type UnitOfWorkSettings } from '#persistence/unit-of-work.js';
import { newId } from '#platform/ids.js';
import { newReference } from '#platform/references.js';
import { deriveSecret } from '#platform/secret-key.js';

export const ids: Ids = { newId, newReference };

export interface CaseworkSettings {
  readonly dataSource: DataSource;
  readonly clock: Clock;
  /** Random ones unless told. */
  readonly ids?: Ids;
  readonly holidays: BankHolidays;
  readonly secretKey: Buffer;
  readonly onAppended?: (tenantId: string) => void;
  /** The time of the operation that asks; the usual time of a transaction unless told. */
  readonly time?: OperationTime;
}

interface OperationTime {
  /** How long a transaction may last that is opened now. */
  transactionMs(): number;
  /** Whether the operation was answered, or should have been: nothing is stored any more. */
  isOver(): boolean;
}

/** The use cases' ports over a real database. */
export function createCasework({
  dataSource,
  clock,
  ids: made = ids,
  holidays,
  secretKey,
  onAppended,
  time,
}: CaseworkSettings): Casework {
  const usual = { dataSource, clock, ids: made, ...(onAppended && { onAppended }) };
  const unitOfWork = new UnitOfWork(time ? within(time, usual) : usual);
  return {
    inTransaction: (principal, work) => unitOfWork.write(principal, (sql) => work(storesOver(sql, clock))),
    clock,
    ids: made,
    secrets: secretsOf(secretKey),
    holidays,
  };
}

/** Asked anew for each attempt, so that all of them together keep to the time. */
function within(time: OperationTime, usual: UnitOfWorkSettings): UnitOfWorkSettings {
  return {
    ...usual,
    get deadlineMs() {
      return time.transactionMs();
    },
    isTooLate: () => time.isOver(),
  };
}

function secretsOf(key: Buffer): Secrets {
  return {
    applicantSecret: (caseId) => deriveSecret(key, 'applicant secret', caseId),
    digest: (text) => createHash('sha256').update(text).digest('hex'),
  };
}
