import { randomFillSync } from 'node:crypto';

const canonicalUuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const counterLimit = 0x1000;

/** What an id is made from; both parts are replaced in tests. */
export interface IdSource {
  /** Milliseconds since 1970. */
  readonly milliseconds: () => number;
  readonly random: (bytes: number) => Buffer;
}

/**
 * Makes a maker of UUIDs of version 7, each greater than the one before, also within a millisecond and
 * when the clock steps back. The 12 bits after the time are a counter that starts at a random value below
 * 2048 in each millisecond and borrows the next millisecond when it is full.
 * @source RFC 9562, sections 5.7 and 6.2 (method 1)
 */
export function idMaker({ milliseconds, random }: IdSource): () => string {
  let time = -1;
  let counter = 0;
  return () => {
    const now = milliseconds();
    const bytes = random(16);
    counter = now > time ? bytes.readUInt16BE(6) % (counterLimit / 2) : counter + 1;
    time = Math.max(now, time);
    if (counter === counterLimit) {
      time += 1;
      counter = 0;
    }
    bytes.writeUIntBE(time, 0, 6);
    bytes.writeUInt16BE(0x7000 + counter, 6);
    bytes.writeUInt8((bytes.readUInt8(8) % 0x40) + 0x80, 8);
    return withHyphens(bytes.toString('hex'));
  };
}

const pool = Buffer.alloc(4_096);
let poolUsed = pool.length;

/** Random bytes of the same source as crypto.randomBytes, fetched for many ids at once: each fetch has a price of its own. */
function pooledRandom(bytes: number): Buffer {
  if (poolUsed + bytes > pool.length) {
    randomFillSync(pool);
    poolUsed = 0;
  }
  poolUsed += bytes;
  return Buffer.from(pool.subarray(poolUsed - bytes, poolUsed));
}

/** A new UUID of version 7 in lower case; ids of one process rise in the order they were made. */
export const newId: () => string = idMaker({ milliseconds: Date.now, random: pooledRandom });

/** Whether a text is an RFC 9562 UUID in its canonical lower-case form, of any version. */
export function isId(text: string): boolean {
  return canonicalUuid.test(text);
}

function withHyphens(hex: string): string {
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
