import type { DataSource } from 'typeorm';
import type { Service } from '#casework/principal.js';
import { toFault } from './faults.js';
import { Transaction, type Sql } from './transaction.js';

const deadlineMs = () => 20_000;

/** Runs `work` in one transaction of the worker in one partnership, and commits unless it fails. */
export async function inWorkerTransaction<T>(
  dataSource: DataSource,
  tenantId: string,
  work: (sql: Sql) => Promise<T>,
): Promise<T> {
  const worker: Service = { kind: 'worker', tenantId };
  try {
    const transaction = await Transaction.open(dataSource, worker, {
      isolation: 'READ COMMITTED',
      deadlineMs,
    });
    try {
      const result = await work(transaction);
      await transaction.commit();
      return result;
    } catch (error) {
      await transaction.rollback();
      throw error;
    }
  } catch (error) {
    throw toFault(error);
  }
}
