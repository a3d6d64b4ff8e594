// cspell:ignore xact hashtextextended
import type { ClientKeyStore, Clock } from '#casework/ports.js';
import { actorOf } from '#casework/principal.js';
import type { Sql } from './transaction.js';

/** How long a repeated submission gets the first answer. */
const keptForHours = 24;

/** First answers of one actor, reached by their keys alone; keeping one removes some that expired. */
export function clientKeyStore(sql: Sql, clock: Clock): ClientKeyStore {
  const keptSince = () => clock.now().subtract({ hours: keptForHours }).toString();
  return {
    async find(key) {
      // The same submission twice at once: the second waits for the first, and finds its answer.
      await sql.query(
        "select pg_advisory_xact_lock(hashtextextended(concat_ws(' ', $1::text, $2::text, $3::text), 0))",
        [sql.principal.tenantId, actorOf(sql.principal), key],
      );
      const [row] = await sql.query<{ operation: string; input_hash: string; answer: object }>(
        'select operation, input_hash, answer from concord.find_client_key($1, $2::timestamptz)',
        [key, keptSince()],
      );
      return row && { operation: row.operation, inputHash: row.input_hash, answer: row.answer };
    },

    async keep({ key, operation, inputHash, answer }) {
      await sql.query(
        'select concord.keep_client_key($1, $2, $3, $4::jsonb, $5::timestamptz, $6::timestamptz)',
        [key, operation, inputHash, JSON.stringify(answer), clock.now().toString(), keptSince()],
      );
    },
  };
}
