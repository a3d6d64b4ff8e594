import { AuditKey } from '#platform/audit/audit-key.js';
import { readConfig } from '#platform/config.js';
import { readSecretKey } from '#platform/secret-key.js';
import type { Command } from '../command.js';

export const auditKeyCommand: Command = {
  help: `Prints the public key with which the checkpoints of this installation's audit trails can be checked. It is made from
the secret key, which stands in no database; keep a copy where the operator of this installation cannot change it.`,
  options: {},
  operands: [],
  async run(_given, terminal) {
    terminal.out(new AuditKey(readSecretKey(readConfig(terminal.env))).publicPem.trimEnd());
    return Promise.resolve(0);
  },
};
