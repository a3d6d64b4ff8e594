import type { AgencyRecord, AreaTeamRecord } from '#casework/partnership-ports.js';
import type { PartnershipView } from '#casework/views.js';
import { toNodeId } from '../node-id.js';
import type {
  Agency,
  AgencyDuty,
  AgencyKindEnum,
  AreaTeam,
  Partnership,
  PublishedFigures,
} from './partnership.type.js';

interface StoredWords {
  readonly publicTerm: string;
  readonly explanation: string;
}

interface StoredArea {
  readonly districts: readonly { readonly name: string; readonly predecessors?: readonly string[] }[];
}

const presented = new WeakMap<AgencyRecord, Agency>();

/** An agency as everybody may see it; one that was read once is presented once, however many reports are its own. */
export function presentAgency(record: AgencyRecord): Agency {
  const before = presented.get(record);
  if (before) return before;
  const { id, slug, name, kind, duties } = record;
  const agency = {
    id: toNodeId('Agency', id),
    slug,
    name,
    kind: kind as AgencyKindEnum,
    duties: duties as readonly AgencyDuty[] as AgencyDuty[],
  };
  presented.set(record, agency);
  return agency;
}

export function presentAreaTeam({ id, name, districts }: AreaTeamRecord): AreaTeam {
  return { id: toNodeId('AreaTeam', id), name, districts: [...districts] };
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
