import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { isId } from './ids.js';
import { deriveBytes } from './secret-key.js';

/** A place in one partnership's event log. */
export interface CursorPosition {
  readonly partnershipId: string;
  /** The number of the last event seen; 0 is before the first. At most 2^63 - 1. */
  readonly position: bigint;
}

const format = Buffer.from([1]);
const nonceBytes = 12;
const plainBytes = 24;
const tagBytes = 16;
const sealedBytes = format.length + nonceBytes + plainBytes + tagBytes;
const lastPosition = 2n ** 63n - 1n;
const keys = new WeakMap<Buffer, Buffer>();

/**
 * An opaque cursor, AES-256-GCM with a random nonce over the partnership and position. Two cursors of one place
 * differ, and nobody can read or make one without the key; hence clients cannot compare or count them.
 * Throws `RangeError` for a position outside 0 to 2^63 - 1 or something that is no UUID.
 */
export function sealCursor(key: Buffer, { partnershipId, position }: CursorPosition): string {
  if (!isId(partnershipId) || position < 0n || position > lastPosition) {
    throw new RangeError('A cursor needs a partnership id and a position from 0 to 2^63 - 1.');
  }
  const plain = Buffer.alloc(plainBytes);
  plain.write(partnershipId.replaceAll('-', ''), 'hex');
  plain.writeBigInt64BE(position, 16);
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', cursorKey(key), nonce, { authTagLength: tagBytes }).setAAD(
    format,
  );
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([format, nonce, sealed, cipher.getAuthTag()]).toString('base64url');
}

/** The place that a cursor stands for; undefined for one that is forged, cut, altered or of another key. */
export function openCursor(key: Buffer, cursor: string): CursorPosition | undefined {
  const bytes = cursor.length > 2 * sealedBytes ? undefined : Buffer.from(cursor, 'base64url');
  if (bytes?.length !== sealedBytes || bytes.toString('base64url') !== cursor) return undefined;
  const plain = decrypt(key, bytes);
  if (plain === undefined) return undefined;
  const hex = plain.toString('hex', 0, 16);
  const partnershipId = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return { partnershipId, position: plain.readBigInt64BE(16) };
}

function decrypt(key: Buffer, bytes: Buffer): Buffer | undefined {
  const nonce = bytes.subarray(format.length, format.length + nonceBytes);
  const sealed = bytes.subarray(format.length + nonceBytes, -tagBytes);
  const decipher = createDecipheriv('aes-256-gcm', cursorKey(key), nonce, { authTagLength: tagBytes });
  decipher.setAAD(bytes.subarray(0, format.length)).setAuthTag(bytes.subarray(-tagBytes));
  try {
    if (!bytes.subarray(0, format.length).equals(format)) return undefined;
    return Buffer.concat([decipher.update(sealed), decipher.final()]);
  } catch {
    return undefined;
  }
}

function cursorKey(key: Buffer): Buffer {
  const known = keys.get(key);
  if (known !== undefined) return known;
  const derived = deriveBytes(key, 'cursor', 32);
  keys.set(key, derived);
  return derived;
}
