import type { PartnershipView } from '#casework/views.js';
import type { PartnershipSettings } from '#domain/partnership/settings.js';
import type { Contact, WayToApply } from './contact.type.js';
import type { Partnership, PublishedFigures } from './partnership.type.js';

interface StoredWords {
  readonly publicTerm: string;
  readonly explanation: string;
}

interface StoredArea {
  readonly districts: readonly { readonly name: string; readonly predecessors?: readonly string[] }[];
}

/** The words, area and figures are stored as the tenant's file gave them, checked when it was applied. */
export function presentPartnership(view: PartnershipView): Partnership {
  const { slug, name, words, area, publishedFigures } = view;
  const { explanation } = words as StoredWords;
  const { districts } = area as StoredArea;
  return {
    slug,
    name,
    explanation,
    ...publishedOf(view),
    districts: districts.flatMap((district) => [district.name, ...(district.predecessors ?? [])]),
    publishedFigures: publishedFigures as PublishedFigures | null,
  };
}

interface Published {
  readonly publicTerm: string;
  readonly contact: Contact | null;
  readonly waysToApply: readonly WayToApply[];
}

/** What the partnership calls a review, and how it is reached. */
export function publishedOf({ words, document }: PartnershipView): Published {
  const { contact = null, waysToApply = [] } = (document ?? {}) as PartnershipSettings;
  const { publicTerm } = words as StoredWords;
  return { publicTerm, contact, waysToApply };
}
