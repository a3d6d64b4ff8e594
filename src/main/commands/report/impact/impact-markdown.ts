import type { DataClass, ImpactFacts, IssuerFacts, RoleCount } from '#persistence/impact/impact-facts.js';
import { grid } from '../grid.js';
import { agreementSections, grantTable } from './sharing-markdown.js';
import { settingsSections } from './settings-markdown.js';

/** The facts of a partnership, and when they were read. */
export interface ImpactReport {
  readonly madeAt: string;
  /** The day of the partnership, such as `2026-03-02`. */
  readonly today: string;
  readonly facts: ImpactFacts;
}

/** The whole report, for somebody who assesses the impact on data protection. */
export function impactMarkdown({ madeAt, today, facts }: ImpactReport): string {
  return [
    `# Facts for a data protection impact assessment: ${facts.name}`,
    `Made on ${madeAt} from the running database. It names bodies and counts people and records; it names nobody, and ` +
      'quotes no record. It gives facts and judges none of them: whether processing is needed and proportionate, and what ' +
      'is done about its risks, is for whoever assesses it. What nobody has recorded is “not said”.',
    '## Parties',
    grid(
      ['Agency', 'Kind'],
      facts.agencies.map(({ name, kind }) => [name, kind.replaceAll('_', ' ')]),
    ),
    '## Who holds which role',
    ...roles(facts.roles),
    '## Sharing agreements',
    ...agreementSections(facts.agreements, today),
    '## What is open under them',
    grantTable(facts.grants),
    '## Flows',
    flows(facts),
    ...settingsSections(facts.settings),
    '## Who may sign people in',
    issuers(facts.issuers),
    '## Classes of data',
    ...classes(facts.classes),
  ]
    .join('\n\n')
    .concat('\n');
}

function roles(list: readonly RoleCount[]): string[] {
  return [
    'What each permission allows stands in the report that `npm run report -- access` writes.',
    grid(
      ['Role', 'For', 'Members', 'Permissions'],
      list.map(({ role, agency, members, permissions }) => [
        role.replaceAll('_', ' '),
        agency ?? 'no agency',
        String(members),
        permissions.map((permission) => `\`${permission}\``).join(', ') || 'none',
      ]),
    ),
  ];
}

function flows({ flows: list }: ImpactFacts): string {
  if (list.length === 0) return 'Nothing has come in or gone out so far.';
  return grid(
    ['From', 'To', 'What', 'How many'],
    list.map(({ from, to, what, count }) => [from, to, what, count.toLocaleString('en-GB')]),
  );
}

function issuers(list: readonly IssuerFacts[]): string {
  if (list.length === 0) return 'No issuer is trusted: nobody can sign in.';
  return grid(
    ['Issuer', 'For the members of', 'Assurance that a token must name', 'Signs browsers in'],
    list.map(({ issuer, development, agency, acr, amr, browserSignIn }) => [
      development ? `${issuer} (of development)` : issuer,
      agency ?? 'every agency',
      [
        ...(acr.length > 0 ? [`level (acr): one of ${acr.join(', ')}`] : []),
        ...(amr.length > 0 ? [`means (amr): all of ${amr.join(', ')}`] : []),
      ].join('; ') || 'none is asked for',
      browserSignIn ? 'yes' : 'no',
    ]),
  );
}

function classes(list: readonly DataClass[]): string[] {
  const counted = list.filter(({ rows }) => rows !== null);
  return [
    'Every table of the database, with what one row is and how many the partnership has.',
    grid(
      ['Table', 'What it holds', 'Rows', 'Columns'],
      counted.map(({ name, holds, rows, columns }) => [
        name,
        holds,
        (rows ?? 0).toLocaleString('en-GB'),
        columns.join(', '),
      ]),
    ),
    'These are kept for all partnerships together, and no partnership reads them:',
    grid(
      ['Table', 'What it holds', 'Columns'],
      list
        .filter(({ rows }) => rows === null)
        .map(({ name, holds, columns }) => [name, holds, columns.join(', ')]),
    ),
  ];
}
