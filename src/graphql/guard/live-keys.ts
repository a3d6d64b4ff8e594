import { createHash } from 'node:crypto';

/**
 * Names under which things are counted for a time, at most so many: a caller who makes up addresses cannot make this
 * process remember them all. When there are too many, new ones share a thousand names between them until others expire.
 */
export class LiveKeys {
  readonly #until = new Map<string, number>();

  constructor(
    private readonly settings: {
      readonly atMost: number;
      readonly liveMs: number;
      readonly now?: () => number;
    },
  ) {}

  /** The name to count under. */
  nameOf(key: string): string {
    const { atMost, liveMs, now = Date.now } = this.settings;
    const at = now();
    const until = this.#until.get(key);
    if (until !== undefined && until > at) return key;
    this.#until.delete(key);
    if (this.#until.size >= atMost) this.#forgetExpired(at);
    if (this.#until.size >= atMost) return shared(key);
    this.#until.set(key, at + liveMs);
    return key;
  }

  /** The map is in the order of expiry, for all live equally long. */
  #forgetExpired(at: number): void {
    for (const [key, until] of this.#until) {
      if (until > at) return;
      this.#until.delete(key);
    }
  }
}

function shared(key: string): string {
  return `shared ${String(createHash('sha256').update(key).digest().readUInt16BE() % 1_000)}`;
}
