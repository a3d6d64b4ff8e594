import { z } from 'zod';

const id = z.uuid();
const hash = z.string().regex(/^[0-9a-f]{64}$/, 'expected 64 hexadecimal digits');
const instant = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z$/, 'expected a UTC time with microseconds');

/** One audit entry as it is sealed and exported: ids and names of fields, never the data itself. */
export const auditLine = z.strictObject({
  line: z.literal('entry'),
  tenantId: id,
  id,
  at: instant,
  actor: z.string(),
  action: z.string(),
  kind: z.string(),
  subjectType: z.string(),
  subjectIds: z.array(id),
  fields: z.array(z.string()),
  correlationId: z.string().nullable(),
  purpose: z.string().nullable(),
  /** The sharing agreements under which it was done. */
  basis: z.array(id).default([]),
  salt: id,
  /** Both null until it is sealed. */
  sealNumber: z.int().positive().nullable(),
  sealHash: hash.nullable(),
});
export type AuditLine = z.infer<typeof auditLine>;

/** The end of a chain as it was at a moment, signed with a key that the database does not have. */
export const checkpointLine = z.strictObject({
  line: z.literal('checkpoint'),
  tenantId: id,
  number: z.int().positive(),
  hash,
  signedAt: instant,
  /** Which key: the first 16 hexadecimal digits of the SHA-256 of its public part. */
  keyId: z.string().regex(/^[0-9a-f]{16}$/),
  /** Ed25519, as base64. */
  signature: z.base64(),
});
export type CheckpointLine = z.infer<typeof checkpointLine>;
