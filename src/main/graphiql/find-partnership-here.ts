import type { Request } from 'express';
import type { PartnershipAddress } from '#casework/sign-in.js';
import type { HttpProblem } from '#graphql/server/problem.js';
import type { Directory } from '#persistence/directory.js';

/** The answer for a partnership that does not exist, to the letter that of the GraphQL entrance (a test compares). */
export const unknownPartnership: HttpProblem = {
  status: 404,
  code: 'UNKNOWN_PARTNERSHIP',
  message: 'There is no such partnership, or you are no member of it.',
};

const slugForm = /^[a-z][a-z0-9-]{1,62}$/;

/** The partnership of a request's address; whatever has not the form of its name is one that does not exist. */
export async function findPartnershipHere(
  directory: Pick<Directory, 'findPartnership'>,
  request: Request,
): Promise<PartnershipAddress | undefined> {
  const slug = String(request.params['partnership']);
  return slugForm.test(slug) ? directory.findPartnership(slug) : undefined;
}
