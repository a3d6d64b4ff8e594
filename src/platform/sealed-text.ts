import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { deriveBytes } from './secret-key.js';

/** What a sealed text is for, and what it belongs to: it opens for nothing else. */
export interface Seal {
  readonly key: Buffer;
  /** Each purpose has a key of its own. */
  readonly purpose: string;
  /** An id or the like; empty unless told. */
  readonly boundTo?: string;
}

const format = Buffer.from([1]);
const nonceBytes = 12;
const tagBytes = 16;

/** A text that nobody reads or alters without the key: AES-256-GCM with a random nonce, as base64url. */
export function sealText(seal: Seal, text: string): string {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', keyOf(seal), nonce, { authTagLength: tagBytes });
  cipher.setAAD(boundOf(seal));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([format, nonce, sealed, cipher.getAuthTag()]).toString('base64url');
}

/** The text that was sealed so; undefined for one that is forged, cut, altered, or of another key, purpose or thing. */
export function openSealed(seal: Seal, sealed: string): string | undefined {
  const bytes = Buffer.from(sealed, 'base64url');
  const isWhole = bytes.length >= format.length + nonceBytes + tagBytes;
  if (!isWhole || bytes.toString('base64url') !== sealed) return undefined;
  const nonce = bytes.subarray(format.length, format.length + nonceBytes);
  const decipher = createDecipheriv('aes-256-gcm', keyOf(seal), nonce, { authTagLength: tagBytes });
  decipher.setAAD(boundOf(seal)).setAuthTag(bytes.subarray(-tagBytes));
  try {
    if (!bytes.subarray(0, format.length).equals(format)) return undefined;
    const text = bytes.subarray(format.length + nonceBytes, -tagBytes);
    return Buffer.concat([decipher.update(text), decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}

function keyOf({ key, purpose }: Seal): Buffer {
  return deriveBytes(key, purpose, 32);
}

function boundOf({ boundTo = '' }: Seal): Buffer {
  return Buffer.concat([format, Buffer.from(boundTo, 'utf8')]);
}
