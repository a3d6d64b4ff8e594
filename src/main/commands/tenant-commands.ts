import { resolve } from 'node:path';
import { applyTenant, listAppliedTenants } from '#persistence/apply-tenant.js';
import { migrate } from '#persistence/migrate.js';
import { newId } from '#platform/ids.js';
import { lintTenant } from '#tenancy/lint-tenant.js';
import { readTenants, type Tenants } from '#tenancy/read-tenants.js';
import type { TenantFile } from '#tenancy/tenant-file.js';
import { asOwner, tenantsFolder, toApply } from '../prepare.js';
import { CommandFailed, type Command, type Given, type Terminal } from './command.js';
import { usingDatabase } from './using-database.js';

const folder = { value: 'PATH' };
const folderHelp = '  --folder       the folder with the partnerships; tenants/ of this project unless told';

export const tenantListCommand: Command = {
  help: `Lists every partnership of the files and of the database, and where it stands.

${folderHelp}`,
  options: { folder },
  operands: [],

  async run(given, terminal) {
    const { tenants } = readGiven(given);
    const applied = await withOwner(terminal, listAppliedTenants);
    const names = new Map(tenants.map(({ slug, name }) => [slug, name]));
    for (const slug of [...new Set([...names.keys(), ...applied])].sort()) {
      const places = [names.has(slug) && 'files', applied.includes(slug) && 'database'].filter(Boolean);
      terminal.out([slug, names.get(slug) ?? '-', `in ${places.join(' and ')}`].join('\t'));
    }
    return 0;
  },
};

export const tenantLintCommand: Command = {
  help: `Checks the files of the partnerships and names what the law or a reader would expect and they do not say. Nothing of
that stops a partnership from working: exit code 1 only for files that cannot be used.

  --partnership  only this one
${folderHelp}`,
  options: { partnership: { value: 'SLUG' }, folder },
  operands: [],

  run(given, terminal) {
    const read = readGiven(given);
    const slug = given.find('partnership');
    for (const tenant of slug === undefined ? read.tenants : [getTenant(read, slug)]) {
      const findings = lintTenant(tenant);
      terminal.out(`${tenant.slug}: the files can be used${findings.length > 0 ? '; they do not say' : ''}`);
      for (const { path, message } of findings) terminal.out(`  note: ${path}: ${message}`);
    }
    return Promise.resolve(0);
  },
};

export const tenantApplyCommand: Command = {
  help: `Adds a partnership from its folder to the database: its words, agencies, area teams, rules and trusted issuers, all
of it or nothing. A running server serves it from then on. A partnership that is there already is never changed.

  --partnership  name of its folder
${folderHelp}`,
  options: { partnership: { value: 'SLUG', required: true }, folder },
  operands: [],

  async run(given, terminal) {
    const read = readGiven(given);
    const tenant = getTenant(read, given.get('partnership'));
    await withOwner(terminal, async (source) => {
      if ((await listAppliedTenants(source)).includes(tenant.slug))
        throw new CommandFailed(
          `${tenant.slug} is in the database already. This command adds partnerships and changes none: nothing was done.`,
        );
      await applyTenant({ source, newId, organisations: read.organisations }, toApply(tenant));
    });
    terminal.out(`${tenant.name} (${tenant.slug}) was added.`);
    return 0;
  },
};

function readGiven(given: Given): Tenants {
  return readTenants(resolve(given.find('folder') ?? tenantsFolder));
}

function getTenant({ tenants }: Tenants, slug: string): TenantFile {
  const found = tenants.find((tenant) => tenant.slug === slug);
  if (found) return found;
  const known = tenants.map((tenant) => tenant.slug).join(', ');
  throw new CommandFailed(`There are no files of a partnership "${slug}": expected one of ${known}.`);
}

function withOwner<T>(terminal: Terminal, work: Parameters<typeof asOwner<T>>[1]): Promise<T> {
  return usingDatabase(terminal, async ({ database }) => {
    await migrate(database.migratorUrl);
    return asOwner(database.migratorUrl, work);
  });
}
