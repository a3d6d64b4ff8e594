import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { parse } from 'yaml';
import { z } from 'zod';

import { builtInRoles } from '#domain/sharing/role-definition.js';
import { DemoPeopleInvalid, readDemoPeople } from '#identity/demo-people.js';
import { readRoles } from '#tenancy/read-roles.js';

import { temporaryFolder } from './temporary-folder.js';

const ROLES = readRoles('tenants');
const PARTNERSHIPS = ['leicester', 'north-yorkshire'];

describe('the demo people of this repository', () => {
  const people = readDemoPeople('tenants/demo-people.yaml', ROLES);
  const memberships = people.flatMap((person) =>
    person.memberships.map((one) => ({ ...one, subject: person.subject })),
  );

  it.each(PARTNERSHIPS)('have every role in %s', (partnership) => {
    const here = memberships.filter((one) => one.partnership === partnership);
    expect(new Set(here.flatMap(({ roles }) => roles))).toEqual(new Set(builtInRoles));
  });

  it.each(PARTNERSHIPS)('act for every agency of %s, and for no other', (partnership) => {
    const here = memberships.filter((one) => one.partnership === partnership);
    const text = readFileSync(`tenants/${partnership}/partnership.yaml`, 'utf8');
    const { agencies } = z.object({ agencies: z.array(z.object({ slug: z.string() })) }).parse(parse(text));
    const actedFor = new Set(here.flatMap(({ agency }) => agency ?? []));
    expect(actedFor).toEqual(new Set(agencies.map(({ slug }) => slug)));
  });

  it('are of no other partnership', () => {
    expect(new Set(memberships.map(({ partnership }) => partnership))).toEqual(new Set(PARTNERSHIPS));
  });

  it('have a Leicestershire Police officer among them with a membership in each partnership', () => {
    const officers = people.filter((person) =>
      person.memberships.some(
        ({ agency, roles }) => agency === 'leicestershire-police' && roles.includes('agency_officer'),
      ),
    );
    const inBoth = officers.filter((person) =>
      PARTNERSHIPS.every((slug) => person.memberships.some(({ partnership }) => partnership === slug)),
    );
    expect(inBoth.map(({ subject }) => subject)).toEqual(['anna.police']);
  });
});

describe('a file of demo people', () => {
  let folder: ReturnType<typeof temporaryFolder>;

  beforeEach(() => {
    folder = temporaryFolder();
  });
  afterEach(() => folder.remove());

  const reading = (text: string) => () => {
    const file = join(folder.path, 'people.yaml');
    writeFileSync(file, text);
    return readDemoPeople(file, ROLES);
  };
  const person = (changes: string, name = 'subject: a.b') =>
    `  - { ${name}, name: A, memberships: [{ ${changes} }] }\n`;

  it('is read', () => {
    expect(reading(`people:\n${person('partnership: x, roles: [chair]')}`)()).toEqual([
      { subject: 'a.b', name: 'A', memberships: [{ partnership: 'x', roles: ['chair'] }] },
    ]);
  });

  it.each([
    [
      'an unknown role',
      person('partnership: x, roles: [king]'),
      'people.0.memberships.0.roles.0: Invalid option',
    ],
    ['no role', person('partnership: x, roles: []'), 'people.0.memberships.0.roles: Too small'],
    [
      'a slug in capitals',
      person('partnership: X, roles: [chair]'),
      'people.0.memberships.0.partnership: must be a slug',
    ],
    [
      'a word of its own',
      person('partnership: x, roles: [chair], rank: 1'),
      'people.0.memberships.0: Unrecognized key',
    ],
    [
      'an officer without an agency',
      person('partnership: x, roles: [agency_officer]'),
      'people.0.memberships.0.agency: who acts for an agency needs one',
    ],
    [
      'a subject twice',
      person('partnership: x, roles: [chair]').repeat(2),
      'people.1.subject: stands here a second time',
    ],
    [
      'the same place twice',
      person('partnership: x, roles: [chair] }, { partnership: x, roles: [administrator]'),
      'people.0.memberships.1: is the same place as one before it',
    ],
  ])('with %s is refused by file and place', (_case, text, message) => {
    const read = reading(`people:\n${text}`);
    expect(read).toThrow(DemoPeopleInvalid);
    expect(read).toThrow(`people.yaml: ${message}`);
  });

  it('that is not YAML is refused by file and line', () => {
    expect(reading('people:\n  - { subject: [}\n')).toThrow(/people\.yaml:2: is not YAML/);
  });

  it('that is missing is refused by name', () => {
    expect(() => readDemoPeople('/nowhere/people.yaml', ROLES)).toThrow(
      '/nowhere/people.yaml: cannot be read',
    );
  });
});
