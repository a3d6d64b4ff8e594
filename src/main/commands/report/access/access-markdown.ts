import { permissionDefinition, permissions, type Permission } from '#domain/sharing/permissions.js';
import { grid } from '../grid.js';
import type { FieldTable } from './field-access.js';
import type { AccessReport } from './read-access.js';

/** The whole report, for somebody who answers for data protection. */
export function accessMarkdown(report: AccessReport): string {
  return [
    '# Who may see and do what?',
    ...summary(report),
    '## The roles',
    grid(
      ['Role', 'Who', 'In the roles file'],
      report.roles.map(({ words, purpose, name }) => [words, purpose, `\`${name}\``]),
    ),
    '## What can be read',
    operations(report, 'Query'),
    '## What can be changed',
    operations(report, 'Mutation'),
    '## What can be followed as it happens',
    operations(report, 'Subscription'),
    '## The permissions',
    ...permissionTable(report),
    '## Reports of agencies',
    ...reports(report),
    '## People and incidents of a case',
    ...peopleAndIncidents(report),
  ]
    .join('\n\n')
    .concat('\n');
}

function summary({ madeAt, roles, operations: all }: AccessReport): string[] {
  return [
    `Made on ${madeAt} from the program itself and from its file of roles: ${String(all.length)} operations, ` +
      `${String(roles.length)} roles, ${String(permissions.length)} permissions. No record was read for it. A server has these ` +
      'roles when it was last started, or a partnership last applied, with this file.',
    '- **yes**: whoever holds the role may run it. What it then shows is only what they may see of the records of their ' +
      'own partnership.\n' +
      '- **own agency**: only for the agency that they act for.\n' +
      '- **public**: anybody may, without an account.\n' +
      '- **no**: refused.',
    'Somebody with two roles may do what either may. Nothing of one partnership is open to another: `report isolation` ' +
      'checks that on a running database.',
  ];
}

function operations(
  { roles, operations: all }: AccessReport,
  kind: 'Query' | 'Mutation' | 'Subscription',
): string {
  return grid(
    ['Operation', 'What it does', 'Asks for', 'Without an account', ...roles.map(({ words }) => words)],
    all
      .filter(({ type }) => type === kind)
      .map(({ name, description, access, withoutAccount, verdicts }) => [
        name,
        description,
        access.map((each) => wordsOf[each] ?? `\`${each}\``).join(' or '),
        withoutAccount,
        ...verdicts,
      ]),
  );
}

const wordsOf: Readonly<Record<string, string>> = { public: 'nothing', member: 'any role' };

function permissionTable({ roles }: AccessReport): string[] {
  const holders = (permission: Permission) => wordsOfRoles({ roles }, permission);
  return [
    'Operations and the database ask for permissions, never for roles.',
    grid(
      ['Permission', 'What it allows', 'For the own agency only', 'Roles'],
      permissions.map((permission) => {
        const { words, ofAgency } = permissionDefinition(permission);
        return [`\`${permission}\``, words, ofAgency === true ? 'yes' : 'no', holders(permission)];
      }),
    ),
  ];
}

function wordsOfRoles({ roles }: Pick<AccessReport, 'roles'>, permission: Permission): string {
  const holders = roles.filter((role) => role.permissions.includes(permission));
  return holders.map(({ words }) => words).join(', ') || 'nobody';
}

function reports(report: AccessReport): string[] {
  const of = (permission: Permission) => wordsOfRoles(report, permission);
  return [
    'A report belongs to the agency that recorded it. Others see it through a grant of that agency, in a case, under a ' +
      'sharing agreement in force, as far as its level goes. This was worked out by disclosing a report in which every ' +
      'field has a value.',
    `Within its own agency it is read by: ${of('reports.read_own')}. Of another agency of the case, when opened to it, by: ` +
      `${of('cases.read_asked')}. Of those who read every case (${of('cases.read_all')}) the content of a report that was ` +
      `opened to the coordinator is read by: ${of('reports.read_linked')}. To whom a report was opened (\`grants\`) is seen ` +
      `by: ${of('grants.see')}.`,
    'A withheld field is named as such to whoever sees the rest. Another agency without a grant is not even told that ' +
      'the report exists: the database gives it no row.',
    '### What a report says',
    fields(report.reports),
    '### That a report was put to a case',
    fields(report.links),
  ];
}

function peopleAndIncidents(report: AccessReport): string[] {
  const of = (permission: Permission) => wordsOfRoles(report, permission);
  return [
    `“Whoever leads” is: ${of('cases.read_in_full')}. Every case is open to: ${of('cases.read_all')}; those that the own ` +
      `agency was asked about to: ${of('cases.read_asked')}. To nobody else is a case open, but to the applicant with its ` +
      'reference and secret, who sees their own application.',
    '### People',
    fields(report.people),
    '### Incidents',
    fields(report.incidents),
  ];
}

function fields({ viewers, rows }: FieldTable): string {
  return grid(
    ['Field', 'What it is', ...viewers],
    rows.map(({ field, description, shown }) => [
      `\`${field}\``,
      description,
      ...shown.map((isShown) => (isShown ? 'shown' : 'withheld')),
    ]),
  );
}
