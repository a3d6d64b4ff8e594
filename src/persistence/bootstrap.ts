import pg from 'pg';

/** Passwords of the roles that sign in. */
export interface RolePasswords {
  readonly migrator: string;
  readonly app: string;
  readonly worker: string;
}

/**
 * What each role may take of the server's time; a role's own settings hold whatever a client asks for. A server that
 * executes does not notice a closed connection by itself, so it looks: work whose client has gone ends and frees its locks.
 */
const roleSettings = {
  concord_app: {
    statement_timeout: '5s',
    lock_timeout: '2s',
    idle_in_transaction_session_timeout: '10s',
    client_connection_check_interval: '500ms',
    jit: 'off',
  },
  concord_worker: {
    statement_timeout: '60s',
    lock_timeout: '5s',
    idle_in_transaction_session_timeout: '30s',
    client_connection_check_interval: '500ms',
    jit: 'off',
  },
} as const;

const roles = `
  do $$ begin
    if not exists (select from pg_roles where rolname = 'concord_owner') then create role concord_owner nologin; end if;
    if not exists (select from pg_roles where rolname = 'concord_migrator') then create role concord_migrator login; end if;
    if not exists (select from pg_roles where rolname = 'concord_app') then
      create role concord_app login noinherit connection limit 60; end if;
    if not exists (select from pg_roles where rolname = 'concord_worker') then
      create role concord_worker login noinherit connection limit 60; end if;
    if not exists (select from pg_roles where rolname = 'concord_backup') then
      begin create role concord_backup nologin bypassrls;
      exception when insufficient_privilege then create role concord_backup nologin; end; end if;
  end $$;
  grant concord_owner to concord_migrator;
  grant pg_read_all_data to concord_backup;`;

const databaseGrants = (database: string) => `
  revoke all on database ${database} from public;
  grant connect on database ${database} to concord_migrator, concord_app, concord_worker, concord_backup;
  grant create on database ${database} to concord_owner;
  revoke all on schema public from public;
  create schema if not exists concord authorization concord_owner;
  create schema if not exists directory authorization concord_owner;
  create schema if not exists graphile_worker authorization concord_worker;`;

/**
 * Makes the roles of a server, once for all its databases: an owner that never signs in, the migrator that may become
 * it, and the run-time roles, which own nothing. Safe to run again; sets the passwords that are given.
 */
export async function ensureRoles(adminUrl: string, passwords: RolePasswords): Promise<void> {
  await asAdmin(adminUrl, async (client) => {
    // Two processes that start at once must not both create a role.
    await client.query("select pg_advisory_lock(hashtext('concord roles'))");
    await client.query(roles);
    for (const [role, password] of Object.entries(passwords) as [keyof RolePasswords, string][])
      await client.query(`alter role concord_${role} password ${pg.escapeLiteral(password)}`);
    for (const [role, settings] of Object.entries(roleSettings))
      for (const [name, value] of Object.entries(settings))
        await client.query(`alter role ${role} set ${name} = ${pg.escapeLiteral(value)}`);
  });
}

/** Makes the database when it is absent, with its schemas and who may connect. */
export async function ensureDatabase(adminUrl: string, database: string): Promise<void> {
  await asAdmin(adminUrl, async (client) => {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [database]);
    if (rowCount === 0)
      await client.query(
        `create database ${pg.escapeIdentifier(database)} encoding 'UTF8' template template0`,
      );
  });
  await asAdmin(withDatabase(adminUrl, database), async (client) => {
    await client.query(databaseGrants(pg.escapeIdentifier(database)));
  });
}

/** The same server and user, another database. */
export function withDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${encodeURIComponent(database)}`;
  return changed.toString();
}

/** The same server, one of our roles. */
export function asRole(url: string, role: keyof RolePasswords, password: string): string {
  const changed = new URL(url);
  changed.username = `concord_${role}`;
  changed.password = encodeURIComponent(password);
  return changed.toString();
}

export async function asAdmin<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: 'concord bootstrap' });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
