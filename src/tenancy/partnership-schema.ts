import { z } from 'zod';
import { AGENCY_KINDS } from '#domain/policy/agency-kind.js';
import { AGENCY_ROLES, type OrganisationFile, type PartnershipFile } from './tenant-file.js';

/** Slugs are parts of addresses and never change. */
export const SLUG = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

const slug = z.string().regex(SLUG, 'expected a slug of lower-case letters, digits and single hyphens');
const words = z.string().trim().min(1, 'expected words');
const amount = z.int().min(0).exactOptional();

const organisation = z.strictObject({ slug, name: words, kind: z.enum(AGENCY_KINDS) });

const agency = z.strictObject({
  slug,
  name: words,
  kind: z.enum(AGENCY_KINDS),
  organisation: slug.exactOptional(),
  roles: z.array(z.enum(AGENCY_ROLES)).default([]),
});

const district = z.strictObject({ name: words, predecessors: z.array(words).default([]) });

const figuresRow = z
  .strictObject({
    period: words,
    cases: amount,
    applications: amount,
    thresholdNotMet: amount,
    reviews: amount,
    reviewsWithRecommendations: amount,
  })
  .refine((row) => Object.keys(row).length > 1, 'expected at least one figure beside the period');

const issuer = z.strictObject({
  issuer: z.string().refine(isPublicHttps, 'expected a public https address'),
  audience: words,
  agencies: z.array(slug).min(1, 'expected at least one agency').exactOptional(),
});

/** Accepts organisations.yaml. */
export const organisationsSchema: z.ZodType<{ readonly organisations: readonly OrganisationFile[] }> =
  z.strictObject({
    organisations: z.array(organisation),
  });

/** Accepts partnership.yaml by itself; what it refers to is checked in cross-checks.ts. */
export const partnershipSchema: z.ZodType<PartnershipFile> = z.strictObject({
  name: words,
  referencePrefix: z.string().regex(/^[A-Z]{2,4}$/, 'expected two to four capital letters'),
  area: z.strictObject({
    name: words,
    districts: z.array(district).min(1, 'expected at least one district'),
  }),
  agencies: z.array(agency).min(1, 'expected at least one agency'),
  areaTeams: z
    .array(
      z.strictObject({
        slug,
        name: words,
        districts: z.array(words).min(1, 'expected at least one district'),
      }),
    )
    .default([]),
  words: z.strictObject({ publicTerm: words, explanation: words }),
  publishedFigures: z
    .strictObject({
      basis: z.enum(['financial_year', 'calendar_year', 'quarter']),
      measure: words,
      rows: z.array(figuresRow).min(1, 'expected at least one row'),
    })
    .exactOptional(),
  identity: z
    .strictObject({ issuers: z.array(issuer).min(1, 'expected at least one issuer') })
    .exactOptional(),
});

/** Whether the address is https on a host that the public name system knows: no bare name, no number, no local zone. */
function isPublicHttps(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, username, password } = new URL(address);
  if (protocol !== 'https:' || username !== '' || password !== '') return false;
  const isName = /^([a-z0-9-]+\.)+[a-z][a-z0-9-]*$/.test(hostname);
  return isName && !/\.(local|localhost|internal|test|invalid|home\.arpa)$/.test(hostname);
}
