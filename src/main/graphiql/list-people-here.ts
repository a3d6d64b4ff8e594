import type { DemoPerson } from '#identity/demo-people.js';

/** A demo person as one partnership knows them. */
export interface PersonHere {
  readonly subject: string;
  readonly name: string;
  /** Roles in words, of every membership. */
  readonly roles: string;
  /** Slug of the agency they act for. */
  readonly agency?: string | undefined;
}

/** The demo people with a membership in one partnership, in the order of the file. */
export function listPeopleHere(people: readonly DemoPerson[], slug: string): readonly PersonHere[] {
  return people.flatMap(({ subject, name, memberships }) => {
    const here = memberships.filter(({ partnership }) => partnership === slug);
    if (here.length === 0) return [];
    const roles = [...new Set(here.flatMap((membership) => membership.roles))];
    const agency = here.find((membership) => membership.agency !== undefined)?.agency;
    return [{ subject, name, agency, roles: roles.join(', ').replaceAll('_', ' ') }];
  });
}
