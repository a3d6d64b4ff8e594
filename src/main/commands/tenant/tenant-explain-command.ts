import { text } from 'node:stream/consumers';
import { decideCase } from '#tenancy/cases/decide-case.js';
import { readCases, type CasesSource, type TenantCase } from '#tenancy/cases/read-cases.js';
import { CommandFailed, type Command, type Given, type Terminal } from '../command.js';
import { explainedAsJson } from './explained-as-json.js';
import { explainedInWords, type ExplainedCase } from './explained-in-words.js';
import { findDay, readDraft, readRules, WHOSE, WHOSE_HELP, type GivenRules } from './given-rules.js';
import { pathFrom } from './path-from.js';
import { versionFor } from './version-for.js';

export const tenantExplainCommand: Command = {
  help: `Decides the cases of a file by the rules of a partnership and explains each: the verdict, every test with what counted
and what did not, the limb of the Act, and the clocks with their arithmetic. Needs no database. Says whether a case came
out as its file expects; exit code 1 when one did not. The format of the file is in docs/facts-format.md.

${WHOSE_HELP}

  --facts   the file of cases; - for standard input
  --case    only the case of this id
  --policy  decide by this file instead of the partnership's versions: a draft
  --on      decide every case by the version in force on this day, not on the day of its receipt
  --json    one JSON document instead of words`,
  options: {
    facts: { value: 'FILE', required: true },
    case: { value: 'ID' },
    policy: { value: 'FILE' },
    on: { value: 'DAY' },
    json: {},
  },
  operands: [WHOSE],

  async run(given, terminal) {
    const rules = readRules(terminal, given.get(WHOSE));
    const cases = chosen(
      readCases(await sourceOf(given, terminal), rules.partnership?.agencies ?? []),
      given.find('case'),
    );
    const explained = explain(cases, rules, { given, terminal });
    const print = given.has('json') ? explainedAsJson : explainedInWords;
    terminal.out(print(rules, explained));
    return explained.every(({ differences }) => (differences ?? []).length === 0) ? 0 : 1;
  },
};

function explain(
  cases: readonly TenantCase[],
  { versions, holidays }: GivenRules,
  { given, terminal }: { given: Given; terminal: Terminal },
): ExplainedCase[] {
  const draft = given.find('policy');
  const on = findDay(given, 'on');
  const candidates = draft === undefined ? versions : [readDraft(terminal, draft)];
  return cases.map((each) => {
    const version = versionFor(each, candidates, { isDraft: draft !== undefined, on });
    return { case: each, version, ...decideCase(each, version.policy, holidays) };
  });
}

async function sourceOf(given: Given, terminal: Terminal): Promise<CasesSource> {
  const path = given.get('facts');
  if (path !== '-') return { file: pathFrom(terminal, path) };
  return { name: 'standard input', text: await text(process.stdin) };
}

function chosen(cases: readonly TenantCase[], id: string | undefined): readonly TenantCase[] {
  const found = id === undefined ? cases : cases.filter((each) => each.id === id);
  if (found.length > 0) return found;
  const known = cases.map((each) => each.id).join(', ');
  throw new CommandFailed(`The file has no case ${JSON.stringify(id)}: expected one of ${known}.`);
}
