import { createHash, createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { deriveBytes } from '../secret-key.js';
import type { CheckpointLine } from './audit-line.js';

/** What a checkpoint says, without its signature. */
export type CheckpointToSign = Pick<CheckpointLine, 'tenantId' | 'number' | 'hash' | 'signedAt'>;

/** The key of an installation for the ends of its audit chains; made from its secret key, which no database holds. */
export class AuditKey {
  readonly #private: KeyObject;
  /** SPKI in PEM: what anybody needs to check a checkpoint. */
  readonly publicPem: string;
  readonly id: string;

  constructor(secretKey: Buffer) {
    const seed = deriveBytes(secretKey, 'audit checkpoints', 32);
    this.#private = createPrivateKey({
      key: Buffer.concat([pkcs8Ed25519, seed]),
      format: 'der',
      type: 'pkcs8',
    });
    const publicKey = createPublicKey(this.#private);
    this.publicPem = publicKey.export({ format: 'pem', type: 'spki' }).toString();
    this.id = keyIdOf(publicKey);
  }

  sign(checkpoint: CheckpointToSign): CheckpointLine {
    const signature = sign(null, messageOf(checkpoint), this.#private).toString('base64');
    return { line: 'checkpoint', ...checkpoint, keyId: this.id, signature };
  }
}

/** @throws Error where the text is no Ed25519 public key in PEM */
export function readPublicKey(pem: string): KeyObject {
  const key = createPublicKey(pem);
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('expected an Ed25519 public key');
  return key;
}

export function isSignedBy(key: KeyObject, checkpoint: CheckpointLine): boolean {
  return (
    checkpoint.keyId === keyIdOf(key) &&
    verify(null, messageOf(checkpoint), key, Buffer.from(checkpoint.signature, 'base64'))
  );
}

/** @source RFC 8410, 7: what stands before the 32 bytes of an Ed25519 private key in PKCS #8 */
const pkcs8Ed25519 = Buffer.from('302e020100300506032b657004220420', 'hex');

function keyIdOf(key: KeyObject): string {
  return createHash('sha256')
    .update(key.export({ format: 'der', type: 'spki' }))
    .digest('hex')
    .slice(0, 16);
}

function messageOf({ tenantId, number, hash, signedAt }: CheckpointToSign): Buffer {
  return Buffer.from(
    ['concord audit checkpoint 1', tenantId, String(number), hash, signedAt].join('\n'),
    'utf8',
  );
}
