import { readFileSync } from 'node:fs';

import { parse, YAMLParseError } from 'yaml';
import { z } from 'zod';

import { actsForAgency, type RoleDefinition } from '#domain/sharing/role-definition.js';

import { saidBy } from './said-by.js';

/** A demo person's place in one partnership. */
export interface DemoMembership {
  /** The partnership's slug. */
  readonly partnership: string;
  /** The slug of the agency they act for; none for those who act for the partnership itself. */
  readonly agency?: string | undefined;
  readonly roles: readonly string[];
}

/** An invented person whom the development identity provider signs in without a password. */
export interface DemoPerson {
  /** What tokens carry in `sub`. */
  readonly subject: string;
  readonly name: string;
  /** Whether their tokens say that they signed in with a second factor. */
  readonly secondFactor?: boolean | undefined;
  /** None for somebody who waits to be invited. */
  readonly memberships: readonly DemoMembership[];
}

/** A file of demo people that cannot be used; the message names the file and the place in it. */
export class DemoPeopleInvalid extends Error {
  override readonly name = 'DemoPeopleInvalid';
}

const Slug = z
  .string()
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'must be a slug: lower-case words joined by hyphens');

const membershipOf = (roles: readonly RoleDefinition[]) => {
  const acting = roles.filter(actsForAgency).map(({ name }) => name);
  return z
    .strictObject({
      partnership: Slug,
      agency: Slug.optional(),
      roles: z.array(z.enum(roles.map(({ name }) => name))).min(1),
    })
    .refine((one) => one.agency !== undefined || !one.roles.some((role) => acting.includes(role)), {
      path: ['agency'],
      message: 'who acts for an agency needs one',
    });
};

const personOf = (roles: readonly RoleDefinition[]) =>
  z.strictObject({
    subject: z
      .string()
      .regex(/^[a-z0-9]+([.-][a-z0-9]+)*$/, 'must be lower-case words joined by dots or hyphens'),
    name: z.string().trim().min(1),
    secondFactor: z.boolean().optional(),
    memberships: z.array(membershipOf(roles)),
  });

const peopleOf = (roles: readonly RoleDefinition[]) =>
  z.strictObject({ people: z.array(personOf(roles)).min(1) }).superRefine(({ people }, context) => {
    refuseRepeats(people.map(({ subject }) => subject)).forEach((index) => {
      context.addIssue({
        code: 'custom',
        path: ['people', index, 'subject'],
        message: 'stands here a second time',
      });
    });
    people.forEach(({ memberships }, person) => {
      const places = memberships.map(({ partnership, agency }) => `${partnership}/${agency ?? ''}`);
      refuseRepeats(places).forEach((index) => {
        const path = ['people', person, 'memberships', index];
        context.addIssue({ code: 'custom', path, message: 'is the same place as one before it' });
      });
    });
  });

function refuseRepeats(values: readonly string[]): readonly number[] {
  return values.flatMap((value, index) => (values.indexOf(value) < index ? [index] : []));
}

/** Reads demo people from a YAML file, whose roles are among these; throws {@link DemoPeopleInvalid}. */
export function readDemoPeople(file: string, roles: readonly RoleDefinition[]): readonly DemoPerson[] {
  const result = peopleOf(roles).safeParse(parseYaml(file));
  if (result.success) return result.data.people;
  const problems = result.error.issues.map(
    ({ path, message }) => `${file}: ${path.join('.') || 'the file'}: ${message}`,
  );
  throw new DemoPeopleInvalid(problems.join('\n'));
}

function parseYaml(file: string): unknown {
  try {
    return parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error instanceof YAMLParseError) {
      throw new DemoPeopleInvalid(
        `${file}:${String(error.linePos?.[0].line ?? 1)}: is not YAML (${error.code})`,
      );
    }
    throw new DemoPeopleInvalid(`${file}: cannot be read (${saidBy(error)})`);
  }
}
