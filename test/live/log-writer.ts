import pg from 'pg';
import { newId } from '#platform/ids.js';
import { parseNodeId } from '#platform/node-ids.js';
import type { ScratchDatabase } from '../support/scratch-database.js';

/** What an appended event says; a case's own facts unless told. */
export interface EventToAppend {
  readonly caseId: string;
  readonly type?: string;
  readonly stage?: string;
  readonly agencyIds?: readonly string[];
  readonly caseVersion?: number;
  readonly at?: string;
  readonly body?: object;
}

/** Writes to logs as the application's role does, but past the server, which therefore cannot tell anybody. */
export class LogWriter {
  private constructor(
    private readonly client: pg.Client,
    private readonly tenantId: string,
  ) {}

  static async open({ appUrl }: Pick<ScratchDatabase, 'appUrl'>, tenantId: string): Promise<LogWriter> {
    const client = new pg.Client({ connectionString: appUrl, application_name: 'log writer' });
    client.on('error', () => undefined);
    await client.connect();
    return new LogWriter(client, tenantId);
  }

  async begin(): Promise<void> {
    await this.client.query('begin');
    await this.client.query(
      "select set_config('concord.tenant_id', $1, true), set_config('concord.permissions', 'cases.lead', true)",
      [this.tenantId],
    );
  }

  /** Appends as the last statement of a transaction; settles with the events' ids. Holds the log until the commit. */
  async append(events: readonly EventToAppend[]): Promise<string[]> {
    const entries = events.map(({ caseId, ...event }) => ({
      id: newId(),
      at: '2026-03-02T10:00:00Z',
      type: 'CLOCK_EXTENDED',
      stage: 'GATHERING',
      caseVersion: 1,
      agencyIds: [],
      ...event,
      caseId: uuidOf(caseId),
    }));
    await this.client.query('select concord.append_events($1::jsonb)', [JSON.stringify(entries)]);
    return entries.map(({ id }) => id);
  }

  async commit(): Promise<void> {
    await this.client.query('commit');
  }

  async rollback(): Promise<void> {
    await this.client.query('rollback');
  }

  /** Does nothing, so that the open transaction is not ended for idling. */
  async stay(): Promise<void> {
    await this.client.query('select');
  }

  /** One transaction of its own; tried again, as the server does, when it waited too long for the log. */
  async write(events: readonly EventToAppend[]): Promise<string[]> {
    for (;;)
      try {
        await this.begin();
        const ids = await this.append(events);
        await this.commit();
        return ids;
      } catch (error) {
        await this.rollback();
        if (!isLockTimeout(error)) throw error;
      }
  }

  async close(): Promise<void> {
    await this.client.end();
  }
}

function isLockTimeout(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === '55P03';
}

/** The id behind a node id. */
export function uuidOf(nodeId: string): string {
  const id = parseNodeId(nodeId)?.id;
  if (id === undefined) throw new Error(`${nodeId} is no node id`);
  return id;
}
