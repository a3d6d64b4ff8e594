/** A change that somebody might make by mistake, and every rule that must object to it. */
export interface PlantedFault {
  readonly fault: string;
  readonly rules: readonly string[];
  /** Part of the name of what is found. */
  readonly object: string;
  /** Run as concord_owner, unless it resets the role. */
  readonly sql: string;
}

/** A fault that one rule objects to, and no other. */
export const plantedFault = (rule: string, fault: string, object: string, sql: string): PlantedFault => ({
  fault,
  rules: [rule],
  object,
  sql,
});
