import type { PartnershipView } from '#casework/views.js';
import type { Partnership, PublishedFigures } from './partnership.type.js';

interface StoredWords {
  readonly publicTerm: string;
  readonly explanation: string;
}

interface StoredArea {
  readonly districts: readonly { readonly name: string; readonly predecessors?: readonly string[] }[];
}

/** The words, area and figures are stored as the tenant's file gave them, checked when it was applied. */
export function presentPartnership({
  slug,
  name,
  words,
  area,
  publishedFigures,
}: PartnershipView): Partnership {
  const { publicTerm, explanation } = words as StoredWords;
  const { districts } = area as StoredArea;
  return {
    slug,
    name,
    publicTerm,
    explanation,
    districts: districts.flatMap((district) => [district.name, ...(district.predecessors ?? [])]),
    publishedFigures: publishedFigures as PublishedFigures | null,
  };
}
