import { asRole, ensureDatabase, ensureRoles, withDatabase } from '#persistence/bootstrap.js';
import { readConfig } from '#platform/config.js';
import { keepRolePasswords } from '../role-passwords.js';
import { UsageError, type Command } from './command.js';

const databaseName = /^[a-z][a-z0-9_]{0,62}$/;

export const dbBootstrapCommand: Command = {
  help: `Makes the roles and the database that Concord needs on a PostgreSQL server (15 or newer), and prints the settings
that use them, passwords included. Safe to run again. The passwords are kept in DATA_DIR/database-roles.json.

  --admin-url  connection of a role that may make roles and databases, such as postgres://postgres:…@host:5432/postgres
  --database   name of the database; concord unless told`,
  options: { 'admin-url': { value: 'URL', required: true }, database: { value: 'NAME' } },
  operands: [],

  async run(given, terminal) {
    const name = given.find('database') ?? 'concord';
    if (!databaseName.test(name))
      throw new UsageError('--database: expected lower-case letters, digits and underscores.');
    const adminUrl = checkAddress(given.get('admin-url'));
    // The settings that this command is there to make are not set yet.
    const { DATA_DIR } = terminal.env;
    const passwords = keepRolePasswords(readConfig({ DATA_DIR }).dataDir);
    await ensureRoles(adminUrl, passwords);
    await ensureDatabase(adminUrl, name);
    const url = withDatabase(adminUrl, name);
    terminal.out(`DATABASE_URL=${asRole(url, 'migrator', passwords.migrator)}`);
    terminal.out(`DATABASE_APP_URL=${asRole(url, 'app', passwords.app)}`);
    terminal.out(`DATABASE_WORKER_URL=${asRole(url, 'worker', passwords.worker)}`);
    return 0;
  },
};

function checkAddress(text: string): string {
  const isPostgres = URL.canParse(text) && /^postgres(ql)?:$/.test(new URL(text).protocol);
  if (!isPostgres)
    throw new UsageError('--admin-url: expected a URL such as postgres://postgres:…@host:5432/postgres.');
  return text;
}
