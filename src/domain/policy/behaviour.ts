import type { Told } from './told.js';

/** The three headings under which anti-social behaviour is recorded. @source National Standard for Incident Recording */
export const BEHAVIOUR_HEADINGS = ['personal', 'nuisance', 'environmental'] as const;
export type BehaviourHeading = (typeof BEHAVIOUR_HEADINGS)[number];

/** A kind of anti-social behaviour as the partnership names it; tests of the threshold refer to it by its id. */
export interface Behaviour extends Told {
  readonly id: string;
  readonly heading: BehaviourHeading;
}
