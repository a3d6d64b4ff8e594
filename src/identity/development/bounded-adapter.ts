import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider';

export interface BoundedAdapterSettings {
  /** How many entries are kept in all; the oldest goes first. */
  readonly capacity: number;
  /** Milliseconds of any steady clock. */
  readonly now: () => number;
}

interface Entry {
  readonly model: string;
  readonly payload: AdapterPayload;
  readonly expiresAt: number;
}

/** What all kinds of entries share: one bounded, expiring table in the order of writing. */
class BoundedTable {
  private readonly entries = new Map<string, Entry>();

  constructor(private readonly settings: BoundedAdapterSettings) {}

  put(model: string, id: string, { payload, seconds }: { payload: AdapterPayload; seconds: number }): void {
    const key = `${model}:${id}`;
    this.entries.delete(key);
    this.entries.set(key, { model, payload, expiresAt: this.settings.now() + seconds * 1_000 });
    for (const oldest of this.entries.keys()) {
      if (this.entries.size <= this.settings.capacity) return;
      this.entries.delete(oldest);
    }
  }

  find(model: string, id: string): AdapterPayload | undefined {
    return this.live(`${model}:${id}`);
  }

  findBy(model: string, property: 'uid' | 'userCode', value: string): AdapterPayload | undefined {
    for (const [key, entry] of this.entries) {
      if (entry.model === model && entry.payload[property] === value) return this.live(key);
    }
    return undefined;
  }

  remove(model: string, id: string): void {
    this.entries.delete(`${model}:${id}`);
  }

  removeGrant(model: string, grantId: string): void {
    for (const [key, entry] of this.entries) {
      if (entry.model === model && entry.payload.grantId === grantId) this.entries.delete(key);
    }
  }

  private live(key: string): AdapterPayload | undefined {
    const entry = this.entries.get(key);
    if (entry !== undefined && entry.expiresAt > this.settings.now()) return entry.payload;
    this.entries.delete(key);
    return undefined;
  }
}

/**
 * Where the development identity provider keeps its interactions, sessions, codes and grants: in memory, gone with
 * the process, and bounded, so that a program that only ever begins to sign in cannot fill the server's memory.
 */
export function createBoundedAdapter(settings: BoundedAdapterSettings): AdapterFactory {
  const table = new BoundedTable(settings);
  return (model): Adapter => ({
    upsert: (id, payload, seconds = Infinity) => Promise.resolve(table.put(model, id, { payload, seconds })),
    find: (id) => Promise.resolve(table.find(model, id)),
    findByUid: (uid) => Promise.resolve(table.findBy(model, 'uid', uid)),
    findByUserCode: (code) => Promise.resolve(table.findBy(model, 'userCode', code)),
    consume: (id) => {
      const payload = table.find(model, id);
      if (payload !== undefined) payload.consumed = Math.floor(Date.now() / 1_000);
      return Promise.resolve();
    },
    destroy: (id) => Promise.resolve(table.remove(model, id)),
    revokeByGrantId: (grantId) => Promise.resolve(table.removeGrant(model, grantId)),
  });
}
