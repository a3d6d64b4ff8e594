import type { Command } from './command.js';

/** A command as the list shows it; the rest is loaded when it is called, so that each starts quickly. */
export interface ListedCommand {
  /** What calls it, such as `identity token`. */
  readonly words: string;
  readonly summary: string;
  load(): Promise<Command>;
}

/** Every command, in the order of the list. */
export const listedCommands: readonly ListedCommand[] = [
  {
    words: 'demo',
    summary: 'plays the main job against the running server and checks every step',
    load: async () => (await import('./demo-command.js')).demoCommand,
  },
  {
    words: 'import',
    summary: "streams a file of reports into an agency's records",
    load: async () => (await import('./import/import-command.js')).importCommand,
  },
  {
    words: 'reset',
    summary: 'deletes the embedded database',
    load: async () => (await import('./reset-command.js')).resetCommand,
  },
  {
    words: 'db bootstrap',
    summary: 'makes roles and database on an outside PostgreSQL server',
    load: async () => (await import('./db-bootstrap-command.js')).dbBootstrapCommand,
  },
  {
    words: 'identity people',
    summary: 'lists the demo people of the development identity provider',
    load: async () => (await import('./identity-commands.js')).identityPeopleCommand,
  },
  {
    words: 'identity token',
    summary: 'signs a demo person in and prints the token',
    load: async () => (await import('./identity-commands.js')).identityTokenCommand,
  },
  {
    words: 'tenant list',
    summary: 'lists the partnerships of the files and of the database',
    load: async () => (await import('./tenant/tenant-list-command.js')).tenantListCommand,
  },
  {
    words: 'tenant lint',
    summary: 'names what the files of a partnership do not say',
    load: async () => (await import('./tenant/tenant-lint-command.js')).tenantLintCommand,
  },
  {
    words: 'tenant show',
    summary: 'prints a partnership and its policy in force, with all that they take over',
    load: async () => (await import('./tenant/tenant-show-command.js')).tenantShowCommand,
  },
  {
    words: 'tenant explain',
    summary: 'decides the cases of a file by the rules of a partnership, and says why',
    load: async () => (await import('./tenant/tenant-explain-command.js')).tenantExplainCommand,
  },
  {
    words: 'tenant replay',
    summary: 'says what a draft would have found in the past cases of a partnership',
    load: async () => (await import('./tenant/tenant-replay-command.js')).tenantReplayCommand,
  },
  {
    words: 'tenant schema',
    summary: "says where the JSON Schemas of a partnership's files are",
    load: async () => (await import('./tenant/tenant-schema-command.js')).tenantSchemaCommand,
  },
  {
    words: 'tenant apply',
    summary: 'brings a partnership to what its files say',
    load: async () => (await import('./tenant/tenant-apply-command.js')).tenantApplyCommand,
  },
  {
    words: 'audit verify',
    summary: 'checks that an audit trail, or an export of one, is as it was sealed',
    load: async () => (await import('./audit/audit-verify-command.js')).auditVerifyCommand,
  },
  {
    words: 'audit export',
    summary: 'writes the audit trail of a partnership into a file that can be checked anywhere',
    load: async () => (await import('./audit/audit-export-command.js')).auditExportCommand,
  },
  {
    words: 'audit key',
    summary: 'prints the public key of the checkpoints',
    load: async () => (await import('./audit/audit-key-command.js')).auditKeyCommand,
  },
  {
    words: 'report isolation',
    summary: 'checks that partnerships are kept apart, and writes a report of it',
    load: async () => (await import('./report/report-isolation-command.js')).reportIsolationCommand,
  },
  {
    words: 'report access',
    summary: 'writes who may do what and who sees which field, for data protection',
    load: async () => (await import('./report/report-access-command.js')).reportAccessCommand,
  },
  {
    words: 'report dpia',
    summary: 'writes the facts that an impact assessment of a partnership needs',
    load: async () => (await import('./report/report-dpia-command.js')).reportDpiaCommand,
  },
  {
    words: 'schema write',
    summary: 'writes schema/schema.graphql and schema/database.sql',
    load: async () => (await import('./schema/schema-commands.js')).schemaWriteCommand,
  },
  {
    words: 'schema check',
    summary: 'compares them with what the code makes, and checks the database and for breaking changes',
    load: async () => (await import('./schema/schema-commands.js')).schemaCheckCommand,
  },
];
