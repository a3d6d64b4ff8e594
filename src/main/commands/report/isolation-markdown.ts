import { grid } from './grid.js';
import {
  listFindings,
  type IsolationReport,
  type RoleOnTable,
  type TableReport,
} from './isolation-report.js';
import { countCeiling } from './table-probe.js';

const proofs: readonly (readonly [string, string])[] = [
  [
    'Every operation, field, argument and input field, with the other partnership’s ids, cursors, references and tokens',
    'test/isolation/walk.test.ts',
  ],
  [
    'A field, argument or operation without a written expectation fails by name',
    'test/isolation/expectations.test.ts',
  ],
  [
    'What one partnership is answered is the same to the byte, whether or not another is at work',
    'test/isolation/non-interference.test.ts',
  ],
  [
    'The database alone keeps partnerships apart, with every filter of the program taken out',
    'test/isolation/one-wall-alone.test.ts',
  ],
  [
    'The program alone keeps them apart, with row-level security off',
    'test/isolation/one-wall-alone.test.ts',
  ],
  ['Who may run which operation', 'test/access/access-matrix.test.ts'],
];

/** The whole report, for somebody who answers for data protection and reads no SQL. */
export function isolationMarkdown(report: IsolationReport): string {
  return [
    '# Are partnerships kept apart?',
    ...summary(report),
    '## Result',
    ...results(report),
    '## The tables',
    ...tables(report),
    '## Tables that belong to no partnership',
    ...globals(report),
    '## The roles of the program in the database',
    ...roles(report),
    '## The operations of the interface',
    ...operations(report),
  ]
    .join('\n\n')
    .concat('\n');
}

function summary({ madeAt, schemaVersion, tenants, tables: list }: IsolationReport): string[] {
  return [
    `Made on ${madeAt} on the running database, whose schema is at ${schemaVersion}. Nothing was changed.`,
    `Partnerships (${String(tenants.length)}): ${tenants.map(({ name }) => name).join('; ') || 'none'}.`,
    '## What was checked',
    `The program signs in to the database as one of two roles. As each of them, and for each partnership in turn, every one ` +
      `of the ${String(list.length)} tables that hold partnerships' data was asked for rows that belong to somebody else, ` +
      'in every job title at once and in the name of each of its own and of another partnership’s agencies: the widest view ' +
      'that can be asked for. ' +
      'Each table was also read with no partnership set, and a row was offered to it for another partnership; that was ' +
      'undone at once. The rules that the database keeps were read from its own catalogue.',
    '## What this does not prove',
    '- It looks at the database as it is today, not at backups, log files, letters or spreadsheets that left it.\n' +
      '- It does not tell whether people *within* a partnership see only what they should; that is tested apart.\n' +
      '- Whoever administers the server or the database stands above these walls.\n' +
      '- The operations of the interface are counted here and proved by tests that run before each release, not by this run.',
  ];
}

function results(report: IsolationReport): string[] {
  const findings = listFindings(report);
  if (findings.length === 0)
    return [
      '**No row of another partnership could be read or written, and every wall stands as it should.**',
    ];
  const list = findings.map((finding) => `- ${finding}`).join('\n');
  return [
    `**${String(findings.length)} findings. Do not rely on the separation until they are put right.**`,
    list,
  ];
}

function tables({ tables: list }: IsolationReport): string[] {
  const rows = list.flatMap((table) =>
    table.roles.map((role) => [
      table.name,
      table.holds,
      role.role,
      yes(table.forced),
      yes(table.walled),
      yes(table.keysLead),
      ownRows(role),
      role.probes.some(({ probe }) => probe.foreign) ? '**SEEN**' : '0',
      role.withoutContext,
      writes(role),
    ]),
  );
  const heads = [
    'Table',
    'What one row is',
    'Signed in as',
    'Row-level security forced',
    'Wall between partnerships',
    'Keys lead with the partnership',
    'Own rows seen, by partnership',
    'Rows of others seen',
    'Read with no partnership set',
    'Writing into another partnership',
  ];
  return [
    grid(heads, rows),
    `Own rows are counted up to ${countCeiling.toLocaleString('en-GB')}; “–” means that the role may not read the table ` +
      'at all. Rows of others are looked for through the primary key, below and above the partnership’s own id, and the ' +
      'search ends at the first: so a table of millions of rows is not read through, and a single foreign row is found. ' +
      '“Refused by another rule” means that a rule of the table’s own refused the row before the wall was asked; “no right ' +
      'to it” means that the role may not do it at all, whosoever’s row it is.',
  ];
}

/** What was seen by how many: every partnership by name while they fit in a line. */
function ownRows({ probes }: RoleOnTable): string {
  const shown = probes.map(({ tenant, probe: { own } }) => `${tenant.slug} ${countWords(own)}`);
  if (probes.every(({ probe }) => probe.own === undefined)) return '–';
  if (shown.length <= 5) return shown.join(', ');
  const total = probes.filter(({ probe }) => (probe.own ?? 0) > 0).length;
  return `${String(total)} of ${String(probes.length)} partnerships have rows`;
}

export function countWords(own: number | undefined): string {
  if (own === undefined) return '–';
  return own > countCeiling ? `more than ${countCeiling.toLocaleString('en-GB')}` : String(own);
}

function writes({ probes }: Pick<TableReport['roles'][number], 'probes'>): string {
  const kinds = [...new Set(probes.map(({ probe }) => probe.write))];
  return kinds.map((kind) => (kind === 'NOT REFUSED' ? '**NOT REFUSED**' : kind)).join(', ') || 'not tried';
}

function globals({ globalTables }: IsolationReport): string[] {
  return [
    'The program reaches these only through functions that answer one question each.',
    grid(
      ['Table', 'What one row is', 'Roles that reach it directly'],
      globalTables.map(({ name, holds, openTo }) => [name, holds, openTo.join(', ') || 'none']),
    ),
  ];
}

function roles({ roles: list }: IsolationReport): string[] {
  return [
    grid(
      ['Role', 'Superuser', 'May bypass row-level security', 'May act as owner of the tables'],
      list.map(({ name, superuser, bypasses, owner }) => [name, yes(superuser), yes(bypasses), yes(owner)]),
    ),
  ];
}

function operations({ operations: facts }: IsolationReport): string[] {
  const places = facts.operations.reduce((sum, { idPlaces }) => sum + idPlaces.length, 0);
  return [
    `The schema offers ${String(facts.operations.length)} operations with ${String(places)} places that take the id of a ` +
      `record, ${String(facts.inputPlaces)} arguments and input fields in all, and ${String(facts.outputFields)} fields of ` +
      'answers. Tests send another partnership’s value to each such place, as every role, and expect what an id that ' +
      'nobody has gives:',
    grid(
      ['Operation', 'Places that take an id'],
      facts.operations.map(({ operation, idPlaces }) => [operation, idPlaces.join(', ') || 'none']),
    ),
    grid(
      ['What is proved', 'By'],
      proofs.map(([what, by]) => [what, `\`${by}\``]),
    ),
  ];
}

function yes(holds: boolean): string {
  return holds ? 'yes' : 'no';
}
