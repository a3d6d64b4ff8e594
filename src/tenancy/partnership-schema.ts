import { z } from 'zod';
import { complaintRouteSchema, contactSchema } from '#domain/partnership/contact-schema.js';
import { settingsShape } from '#domain/partnership/settings-schema.js';
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
  contact: contactSchema.exactOptional(),
  complaints: complaintRouteSchema.exactOptional(),
});

const district = z.strictObject({ name: words, predecessors: z.array(words).default([]) });

/** Outward code, or sector. */
const postcode = z
  .string()
  .regex(
    /^[A-Z]{1,2}[0-9][0-9A-Z]?( [0-9])?$/,
    'expected a postcode district or sector such as YO8 or "YO8 4"',
  );

const areaTeam = z
  .strictObject({
    slug,
    name: words,
    districts: z.array(words).default([]),
    postcodes: z.array(postcode).min(1, 'expected at least one postcode').exactOptional(),
    contact: contactSchema.exactOptional(),
    queue: words.exactOptional(),
  })
  .refine(({ districts, postcodes }) => districts.length > 0 || postcodes !== undefined, {
    path: ['districts'],
    error: 'expected at least one district, or postcodes',
  });

const roleName = z.strictObject({ words, welsh: words.exactOptional() }).exactOptional();

const publicWords = z.strictObject({
  publicTerm: words,
  explanation: words,
  welsh: z.strictObject({ publicTerm: words, explanation: words }).exactOptional(),
  roles: z
    .strictObject({
      coordinator: roleName,
      agency_officer: roleName,
      chair: roleName,
      policing_body: roleName,
      board_reader: roleName,
      administrator: roleName,
      auditor: roleName,
      panel_member: roleName,
      agency_manager: roleName,
      analyst: roleName,
      advocate: roleName,
    })
    .exactOptional(),
});

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

const claimName = z.string().regex(/^[!-~]{1,200}$/, 'expected the name of a claim such as email');
const claimValue = z.string().regex(/^[!-~]{1,200}$/, 'expected a value such as mfa, without spaces');

const issuer = z.strictObject({
  issuer: z.string().refine(isPublicHttps, 'expected a public https address'),
  audience: words,
  agencies: z.array(slug).min(1, 'expected at least one agency').exactOptional(),
  mailClaim: claimName.exactOptional(),
  requires: z
    .strictObject({
      acr: z.array(claimValue).min(1, 'expected at least one value of acr').exactOptional(),
      amr: z.array(claimValue).min(1, 'expected at least one value of amr').exactOptional(),
    })
    .refine(({ acr, amr }) => acr !== undefined || amr !== undefined, 'expected acr, amr or both')
    .exactOptional(),
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
  ...settingsShape,
  areaTeams: z.array(areaTeam).default([]),
  words: publicWords,
  publishedFigures: z
    .strictObject({
      basis: z.enum(['financial_year', 'calendar_year', 'quarter', 'other']),
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
