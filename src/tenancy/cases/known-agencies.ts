import { AGENCY_KINDS, agencyKindInWords, type AgencyKind } from '#domain/policy/agency-kind.js';

/** An agency that a file of cases may name. */
export interface KnownAgency {
  readonly slug: string;
  readonly name: string;
  readonly kind: AgencyKind;
}

/** What is known of an agency that a case names. */
export interface NamedAgency {
  readonly id: string;
  readonly name: string;
  readonly kind: AgencyKind;
}

/** The agencies of a partnership, with those that the file adds; what the file says of a slug wins. */
export function agenciesKnown(
  partnership: readonly KnownAgency[],
  added: Readonly<Record<string, AgencyKind>> = {},
): readonly KnownAgency[] {
  const own = Object.entries(added).map(([slug, kind]) => ({ slug, kind, name: slug }));
  return [...partnership.filter(({ slug }) => !(slug in added)), ...own];
}

/**
 * The agency that a case names by its slug or its kind. A kind of which the partnership has one agency is that agency;
 * of several, or none, it is an agency of its own. Undefined when there is neither.
 */
export function findAgency(name: string, known: readonly KnownAgency[]): NamedAgency | undefined {
  const bySlug = known.find(({ slug }) => slug === name);
  if (bySlug) return { id: bySlug.slug, name: bySlug.name, kind: bySlug.kind };
  const kind = AGENCY_KINDS.find((each) => each === name);
  if (kind === undefined) return undefined;
  const [only, another] = known.filter((each) => each.kind === kind);
  return only && !another
    ? { id: only.slug, name: only.name, kind }
    : { id: kind, name: agencyKindInWords(kind), kind };
}

/** What may be written, for the message about a name that is none. */
export function agenciesInWords(known: readonly KnownAgency[]): string {
  const slugs = known.map(({ slug }) => slug).join(', ');
  return `a kind of agency (${AGENCY_KINDS.join(', ')})${slugs === '' ? '' : `, an agency (${slugs})`} or unknown`;
}
