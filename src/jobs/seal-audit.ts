import { setTimeout as pause } from 'node:timers/promises';
import type { AuditTrails, ChainHead, SignedHead } from '#casework/audit.js';
import type { Logger } from '#platform/logger.js';
import type { KnownPartnerships } from './ports.js';

export interface SealAuditSettings {
  readonly trails: AuditTrails;
  readonly directory: KnownPartnerships;
  /** Signs the end of a partnership's chain with the key of this installation. */
  readonly sign: (tenantId: string, head: ChainHead) => SignedHead;
  readonly logger: Logger;
  /** Milliseconds between two looks for new entries; 3,000 unless told. */
  readonly sealMs?: number;
  /** Milliseconds between two checkpoints of a chain that grows; 15 minutes unless told. */
  readonly signMs?: number;
}

const batch = 500;

/** Seals the audit trails of all partnerships every few seconds, and signs where each ends. */
export class SealAudit {
  readonly #stopping = new AbortController();
  readonly #failing = new Set<string>();
  /** What was signed last for each partnership, and when by this process's own time. */
  readonly #signed = new Map<string, { number: number; at: number }>();
  #ended: Promise<void> = Promise.resolve();

  constructor(private readonly settings: SealAuditSettings) {}

  start(): void {
    this.#ended = this.#run();
  }

  /** Ends after the batch that is being sealed. What came after it is sealed at the next start. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#ended;
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      for (const tenantId of await this.#list()) await this.#watched(tenantId, () => this.#attend(tenantId));
      await pause(this.settings.sealMs ?? 3_000, undefined, { signal }).catch(() => undefined);
    }
  }

  async #list(): Promise<readonly string[]> {
    let known: readonly string[] = [];
    await this.#watched('the directory', async () => {
      known = (await this.settings.directory.listPartnerships()).map(({ tenantId }) => tenantId);
    });
    return known;
  }

  async #attend(tenantId: string): Promise<void> {
    const { trails } = this.settings;
    let sealed = batch;
    while (sealed === batch && !this.#stopping.signal.aborted) sealed = await trails.seal(tenantId, batch);
    await this.#sign(tenantId);
  }

  async #sign(tenantId: string): Promise<void> {
    const { trails, sign, signMs = 15 * 60_000 } = this.settings;
    const before = this.#signed.get(tenantId);
    if (before && performance.now() - before.at < signMs) return;
    const head = await trails.findHead(tenantId);
    if (!head) return;
    if (head.number !== before?.number) await trails.addCheckpoint(tenantId, sign(tenantId, head));
    this.#signed.set(tenantId, { number: head.number, at: performance.now() });
  }

  /** A trail that cannot be sealed holds up no other; it is said once, and once that it is over. */
  async #watched(what: string, work: () => Promise<void>): Promise<void> {
    const { logger } = this.settings;
    try {
      await work();
      if (this.#failing.delete(what)) logger.info({ what }, 'an audit trail is sealed again');
    } catch (error) {
      if (this.#stopping.signal.aborted || this.#failing.has(what)) return;
      this.#failing.add(what);
      logger.error({ err: error, what }, 'an audit trail cannot be sealed; it is tried again');
    }
  }
}
