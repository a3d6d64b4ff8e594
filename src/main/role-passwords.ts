import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { RolePasswords } from '#persistence/bootstrap.js';

const stored = z.object({ migrator: z.string(), app: z.string(), worker: z.string() });

const fileOf = (dataDir: string) => join(dataDir, 'database-roles.json');

/** The passwords of the database roles that this installation made, or undefined when it made none. */
export function findRolePasswords(dataDir: string): RolePasswords | undefined {
  const file = fileOf(dataDir);
  return existsSync(file) ? stored.parse(JSON.parse(readFileSync(file, 'utf8'))) : undefined;
}

/** The kept passwords, or new random ones, kept in a file that only we may read. */
export function keepRolePasswords(dataDir: string): RolePasswords {
  const found = findRolePasswords(dataDir);
  if (found) return found;
  const fresh = () => randomBytes(24).toString('base64url');
  const passwords = { migrator: fresh(), app: fresh(), worker: fresh() };
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(fileOf(dataDir), JSON.stringify(passwords), { mode: 0o600 });
  return passwords;
}
