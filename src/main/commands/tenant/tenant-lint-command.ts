import { gapsBeforeGoLive, type GoLiveGap } from '#domain/partnership/go-live.js';
import type { FindPlace } from '#tenancy/find-place.js';
import { lintTenant, placedFindings, type PlacedFinding } from '#tenancy/lint-tenant.js';
import { readTenantFolder } from '#tenancy/read-tenant-folder.js';
import type { PartnershipFile, TenantPolicy } from '#tenancy/tenant-file.js';
import type { Command, Given, Terminal } from '../command.js';
import { folderOf, isPath, WHOSE, WHOSE_HELP } from './given-rules.js';
import { notServedInWords } from './not-served-in-words.js';
import { shownFrom } from './path-from.js';
import { folderHelp, folderOption, getTenant, readGiven } from './tenant-files.js';

const ONE = `[${WHOSE}]`;

export const tenantLintCommand: Command = {
  help: `Checks the files of every partnership, or of one, and names what the Act, the guidance or a reader would expect and
they do not say: what must be said, what should be, and what is a note, each with file, line and key, a base's where it
comes from one, and with what it rests on. Exit code 1 only for files that cannot be used. What keeps a partnership from
being served in production is said apart.

${WHOSE_HELP}

${folderHelp}
  --json         one JSON document instead of words`,
  options: { folder: folderOption, json: {} },
  operands: [ONE],

  run(given, terminal) {
    const checked = readFiles(given, terminal).map(({ slug, versions, partnership, find }) => ({
      partnership: slug,
      findings: placedFindings(lintTenant(versions, partnership), find),
      missingToGoLive: partnership ? gapsBeforeGoLive(partnership) : [],
    }));
    if (given.has('json')) terminal.out(JSON.stringify({ partnerships: checked }, null, 2));
    else for (const each of checked) tell(each, terminal);
    return Promise.resolve(0);
  },
};

interface FilesToLint {
  readonly slug: string;
  readonly versions: readonly TenantPolicy[];
  readonly partnership?: PartnershipFile;
  readonly find: FindPlace;
}

function readFiles(given: Given, terminal: Terminal): FilesToLint[] {
  const operand = given.find(ONE);
  if (operand !== undefined && isPath(terminal, operand)) {
    const { slug, policyVersions, partnership, find } = readTenantFolder(folderOf(terminal, operand));
    return [{ slug, versions: policyVersions, find, ...(partnership && { partnership }) }];
  }
  const read = readGiven(given, terminal);
  const tenants = operand === undefined ? read.tenants : [getTenant(read, operand)];
  return tenants.map((tenant) => ({
    slug: tenant.slug,
    versions: tenant.policyVersions,
    partnership: tenant,
    find: read.placesOf(tenant.slug),
  }));
}

interface Checked {
  readonly partnership: string;
  readonly findings: readonly PlacedFinding[];
  readonly missingToGoLive: readonly GoLiveGap[];
}

function tell({ partnership, findings, missingToGoLive }: Checked, terminal: Terminal): void {
  terminal.out(`${partnership}: the files can be used${findings.length > 0 ? '; but' : ''}`);
  for (const { severity, file, line, key, message, rests } of findings)
    terminal.out(
      `  ${severity}: ${shownFrom(terminal, file)}:${String(line)}: ${key}: ${message} (${rests})`,
    );
  for (const line of notServedInWords(missingToGoLive)) terminal.out(`  ${line}`);
}
