import type { IncidentFact } from '#domain/threshold/facts.js';

/** An incident with its matched records, before what was settled of it and what others say are weighed. */
export interface IncidentOnRecord extends Omit<IncidentFact, 'behaviours' | 'crime' | 'hateRecorded'> {
  /** What a person settled; null where nobody did. */
  readonly settled: {
    readonly behaviours: readonly string[] | null;
    readonly isCrime: boolean | null;
    readonly recordedAsHate: boolean | null;
  };
  /** Kinds of behaviour as the applicant and the matched records name them. */
  readonly toldBehaviours: readonly string[];
  /** What the matched records of the police say; background records say nothing. */
  readonly police: { readonly hasRecord: boolean; readonly asHate: boolean; readonly asCrime: boolean };
}

/** Where the answers of the police stand. */
export type PoliceAnswers = 'awaited' | 'given' | 'never_asked';

interface Setting {
  /** Kinds of behaviour that the policy of the case names. */
  readonly behaviours: ReadonlySet<string>;
  readonly policeAnswers: PoliceAnswers;
}

/**
 * An incident as the rules read it. What a person settled in matching it stands before what applicant and records say.
 * A kind of behaviour of another version of the policy says nothing here.
 */
export function incidentFactOf(
  { settled, toldBehaviours, police, ...incident }: IncidentOnRecord,
  { behaviours, policeAnswers }: Setting,
): IncidentFact {
  const told = toldBehaviours.filter((each) => behaviours.has(each));
  const kinds = settled.behaviours ?? (told.length > 0 ? told : null);
  // What the police record as a crime, somebody there settled to be one; that they record something else settles nothing.
  const crime = settled.isCrime ?? (police.asCrime ? true : null);
  const hateRecorded = settled.recordedAsHate ?? recordedAsHate(incident, police, policeAnswers);
  return {
    ...incident,
    ...(kinds && { behaviours: [...new Set(kinds)].sort() }),
    ...(crime !== null && { crime }),
    ...(hateRecorded !== null && { hateRecorded }),
  };
}

/**
 * Whether the police recorded the incident as one of hate: as a matched record says; no, where somebody compared it with
 * the records and the police have answered. Null while they may still say so, or where nobody asked them.
 */
function recordedAsHate(
  { match }: Pick<IncidentFact, 'match'>,
  { hasRecord, asHate }: IncidentOnRecord['police'],
  answers: PoliceAnswers,
): boolean | null {
  if (asHate) return true;
  if (answers === 'awaited' || match === 'unmatched') return null;
  return hasRecord || answers === 'given' ? false : null;
}
