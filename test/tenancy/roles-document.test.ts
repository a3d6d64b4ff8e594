import { readFileSync } from 'node:fs';
import { permissionDefinition, permissions } from '#domain/sharing/permissions.js';
import { actsForAgency } from '#domain/sharing/role-definition.js';
import { readRoles, readScopes } from '#tenancy/read-roles.js';

const document = readFileSync('docs/roles.md', 'utf8');

/** The cells of the table under a heading, without its head. */
function tableUnder(heading: string): string[][] {
  const section = document.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  const lines = section.split('\n').filter((line) => line.startsWith('|'));
  return lines.slice(2).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

describe('docs/roles.md', () => {
  it('says of every role what roles.yaml says', () => {
    const told = readRoles('tenants').map((role) => [
      `**${role.words}**`,
      role.purpose,
      actsForAgency(role) ? 'yes' : '',
      role.permissions.map((permission) => `\`${permission}\``).join(', ') || 'nothing yet',
    ]);
    expect(tableUnder('Roles')).toEqual(told);
  });

  it('says of every scope what roles.yaml says', () => {
    const told = readScopes('tenants').map(({ name, purpose, permissions: held }) => [
      `**${name}**`,
      purpose,
      held.map((permission) => `\`${permission}\``).join(', '),
    ]);
    expect(tableUnder('Scopes of programs')).toEqual(told);
  });

  it('says of every permission what it allows', () => {
    const told = permissions.map((permission) => {
      const { words, ofAgency, needs = [] } = permissionDefinition(permission);
      const needed = needs.map((each) => `\`${each}\``).join(', ');
      return [`\`${permission}\``, words, ofAgency === true ? 'yes' : '', needed];
    });
    expect(tableUnder('Permissions')).toEqual(told);
  });
});
