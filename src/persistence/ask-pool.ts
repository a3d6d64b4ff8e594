import type { QueryResultRow } from 'pg';
import type { DataSource } from 'typeorm';
import { borrow, preparesStatements, streamOf } from './borrow.js';
import { statementName } from './statement-names.js';

/** Far more than such a statement takes; a connection that is silent for so long has lost its server. */
const answerWithinMs = 3_000;

/**
 * One statement outside any transaction, on whichever connection is free. When no answer comes in time the connection is
 * destroyed: the server's own limits cannot tell a client that it no longer reaches.
 */
export async function askPool<R extends QueryResultRow>(
  source: DataSource,
  text: string,
  values: readonly unknown[],
): Promise<R[]> {
  const name = preparesStatements(source) ? statementName(text) : undefined;
  const borrowed = await borrow(source);
  const deadline = setTimeout(() => {
    streamOf(borrowed.client).destroy(new Error('statement deadline passed'));
  }, answerWithinMs);
  try {
    const config = { text, values: [...values], ...(name !== undefined && { name }) };
    const { rows } = await borrowed.client.query<R>(config);
    await borrowed.giveBack();
    return rows;
  } catch (error) {
    await borrowed.discard(error instanceof Error ? error : new Error('not an error'));
    throw error;
  } finally {
    clearTimeout(deadline);
  }
}
