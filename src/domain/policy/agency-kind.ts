/** What kind of body an organisation or agency is. The local policing body is never named by its present office. */
export const AGENCY_KINDS = [
  'police',
  'council',
  'housing_provider',
  'health',
  'policing_body',
  'other',
] as const;

export type AgencyKind = (typeof AGENCY_KINDS)[number];

const KIND_WORDS: Readonly<Record<AgencyKind, string>> = {
  police: 'the police',
  council: 'the council',
  housing_provider: 'a housing provider',
  health: 'a health body',
  policing_body: 'the local policing body',
  other: 'another body',
};

/** The kind as a sentence names it: "a housing provider". */
export function agencyKindInWords(kind: AgencyKind): string {
  return KIND_WORDS[kind];
}
