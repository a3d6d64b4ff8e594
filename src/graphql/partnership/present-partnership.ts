import type { PartnershipView } from '#casework/views.js';
import { lengthInWords } from '#domain/calendar/length.js';
import type { ComplaintRoute } from '#domain/partnership/contact.js';
import { ombudsmenFor, type Ombudsman } from '#domain/partnership/ombudsman.js';
import type { PartnershipSettings } from '#domain/partnership/settings.js';
import type { AgencyKind } from '#domain/policy/agency-kind.js';
import { plain } from '../policy/plain.js';
import type { Contact, WayToApply } from './contact.type.js';
import type { Partnership, PublishedFigures } from './partnership.type.js';
import type { RoleName, WelshWords } from './published-settings.type.js';

interface StoredWords {
  readonly publicTerm: string;
  readonly explanation: string;
  readonly welsh?: WelshWords;
  readonly roles?: Readonly<Record<string, Omit<RoleName, 'role'>>>;
}

interface StoredArea {
  readonly name: string;
  readonly districts: readonly { readonly name: string; readonly predecessors?: readonly string[] }[];
}

interface StoredAgency {
  readonly slug: string;
  readonly complaints?: ComplaintRoute;
}

interface StoredTeam {
  readonly slug: string;
  readonly postcodes?: readonly string[];
  readonly contact?: Contact;
}

type StoredDocument = PartnershipSettings & {
  readonly agencies?: readonly StoredAgency[];
  readonly areaTeams?: readonly StoredTeam[];
};

/**
 * Everything of a partnership's file that a person may know; `public-fields.csv` of the tests says of each part whether
 * it is. Words, area and figures are stored as the file gave them, checked when it was applied.
 */
export function presentPartnership(view: PartnershipView): Partnership {
  const { slug, name, words, area, publishedFigures } = view;
  const { explanation, welsh = null, roles = {} } = words as StoredWords;
  const { name: areaName, districts } = area as StoredArea;
  return {
    slug,
    name,
    explanation,
    welsh,
    roles: Object.entries(roles).map(([role, told]) => ({ role: plain(role), ...told })),
    area: areaName,
    ...publishedOf(view),
    ...presentSettings(documentOf(view)),
    districts: districts.flatMap((district) => [district.name, ...(district.predecessors ?? [])]),
    publishedFigures: publishedFigures as PublishedFigures | null,
  };
}

type Settings = Pick<
  Partnership,
  | 'nation'
  | 'languages'
  | 'privacyNotice'
  | 'rightsRequests'
  | 'dataComplaints'
  | 'retention'
  | 'protectiveMarking'
>;

function presentSettings(settings: PartnershipSettings): Settings {
  const { nation = 'england', retention = [] } = settings;
  return {
    nation,
    languages: settings.languages ?? (nation === 'wales' ? ['en', 'cy'] : ['en']),
    privacyNotice: settings.privacyNotice ?? null,
    rightsRequests: settings.rightsRequests ?? null,
    dataComplaints: settings.dataComplaints ?? null,
    retention: retention.map(({ records, keepFor, ...told }) => ({
      ...told,
      records: plain(records),
      keepFor: lengthInWords(keepFor),
    })),
    protectiveMarking: settings.protectiveMarking ?? null,
  };
}

interface Published {
  readonly publicTerm: string;
  readonly contact: Contact | null;
  readonly waysToApply: readonly WayToApply[];
}

/** What the partnership calls a review, and how it is reached. */
export function publishedOf(view: PartnershipView): Published {
  const { contact = null, waysToApply = [] } = documentOf(view);
  const { publicTerm } = view.words as StoredWords;
  return { publicTerm, contact, waysToApply };
}

/** The slug of the agency that leads, where the partnership says which. */
export function leadAgencyOf(view: PartnershipView): string | undefined {
  return documentOf(view).leadAgency;
}

/** How somebody complains about an agency, where the partnership says it. */
export function complaintsOf(view: PartnershipView, slug: string): ComplaintRoute | null {
  return documentOf(view).agencies?.find((agency) => agency.slug === slug)?.complaints ?? null;
}

/** Where somebody turns about an agency of the kind when its own complaint procedure has not helped. */
export function ombudsmenOf(view: PartnershipView, kind: AgencyKind): readonly Ombudsman[] {
  const { nation = 'england', ombudsmen } = documentOf(view);
  return ombudsmenFor(kind, nation, ombudsmen);
}

/** What a partnership's file says of an area team beside its districts. */
export function areaTeamOf(view: PartnershipView, slug: string): Omit<StoredTeam, 'slug'> {
  return documentOf(view).areaTeams?.find((team) => team.slug === slug) ?? {};
}

function documentOf({ document }: PartnershipView): StoredDocument {
  return document ?? {};
}
