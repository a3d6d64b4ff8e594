import type { DemoMembership } from '#identity/demo-people.js';
import { signInAs } from '#identity/sign-in.js';
import { readConfig } from '#platform/config.js';
import { apiAudience } from '../development-identity.js';
import { listDemoPeople } from '../list-demo-people.js';
import type { Command } from './command.js';
import { checkServerAnswers, originOf } from './server-address.js';

export const identityTokenCommand: Command = {
  help: `Signs a demo person in at the development identity provider of the running server and prints the access token and
nothing else, so that it can be kept:

  TOKEN=$(npm run -s concord -- identity token --person priya.coordinator)

  --person  who; identity people lists them
  --url     address of the server; PUBLIC_URL or http://localhost:PORT unless told`,
  options: { person: { value: 'SUBJECT', required: true }, url: { value: 'URL' } },
  operands: [],

  async run(given, terminal) {
    const origin = originOf(given.find('url'), readConfig(terminal.env));
    await checkServerAnswers(origin);
    const subject = given.get('person');
    const { accessToken } = await signInAs({ issuer: `${origin}/identity`, subject, audience: apiAudience });
    terminal.out(accessToken);
    return 0;
  },
};

export const identityPeopleCommand: Command = {
  help: `Lists the demo people of tenants/demo-people.yaml: for each membership the partnership, the agency that the person
acts for, if any, and the roles.`,
  options: {},
  operands: [],

  run(_given, terminal) {
    const rows = listDemoPeople().flatMap(({ subject, name, memberships }) =>
      memberships.map((membership, index) => [
        ...(index === 0 ? [subject, name] : ['', '']),
        ...cellsOf(membership),
      ]),
    );
    for (const line of inColumns([['PERSON', 'NAME', 'PARTNERSHIP', 'AGENCY', 'ROLES'], ...rows]))
      terminal.out(line);
    return Promise.resolve(0);
  },
};

function cellsOf({ partnership, agency, roles }: DemoMembership): string[] {
  return [partnership, agency ?? '-', roles.join(', ')];
}

function inColumns(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
