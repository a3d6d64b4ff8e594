import { localDateOf } from '#domain/calendar/local-date.js';
import { clockFrom } from '#platform/clock.js';
import { readConfig } from '#platform/config.js';
import { mergedYaml } from '#tenancy/merged-yaml.js';
import type { Command } from '../command.js';
import { findDay, readRules, versionOn, WHOSE, WHOSE_HELP } from './given-rules.js';

export const tenantShowCommand: Command = {
  help: `Prints a partnership and the version of its policy that is in force, each as its file says it together with the
bases that it stands on; a comment names the base and line of what it takes from there. Needs no database.

${WHOSE_HELP}

  --on    the version in force on this day; today unless told
  --json  one JSON document instead of YAML, with everything that may be left out filled in`,
  options: { on: { value: 'DAY' }, json: {} },
  operands: [WHOSE],

  run(given, terminal) {
    const { name, folder, partnership, versions } = readRules(terminal, given.get(WHOSE));
    const day = findDay(given, 'on') ?? localDateOf(clockFrom(readConfig(terminal.env)).now());
    const { file, digest, policy } = versionOn(versions, day);
    if (given.has('json')) {
      const { policyVersions: _all, ...own } = partnership ?? {};
      const shown = { slug: name, ...(partnership && { partnership: own }), file, digest, policy };
      terminal.out(JSON.stringify(shown, null, 2));
      return Promise.resolve(0);
    }
    const files = [...(partnership ? ['partnership.yaml'] : []), file];
    for (const each of files) terminal.out(`# ${name}/${each}\n${mergedYaml(folder, each)}`);
    return Promise.resolve(0);
  },
};
