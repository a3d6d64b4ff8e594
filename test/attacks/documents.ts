import type { Limits } from '#platform/limits.js';
import type { Attack, Refusal } from './attack.js';
import { aliases } from './documents/aliases.js';
import { cost } from './documents/cost.js';
import { depthOfFour, depthOfTwo } from './documents/depth.js';
import { directives, directivesOutOfPlace } from './documents/directives.js';
import { operationsRefused } from './documents/operations.js';
import { pagesOfNoSize, pageSizes } from './documents/page-size.js';
import { rootFields } from './documents/root-fields.js';
import { selections, tokens } from './documents/selections.js';

/** Attacks on a server with these limits; all others as they are unless told. */
export interface AttackTable {
  readonly where: string;
  readonly limits: Partial<Limits>;
  readonly attacks: readonly Attack[];
}

export const attackTables: readonly AttackTable[] = [
  {
    where: 'with its usual limits',
    limits: {},
    attacks: [...aliases, ...directives, ...selections, ...tokens, ...rootFields, ...pageSizes, ...cost],
  },
  { where: 'where documents are two fields deep', limits: { depth: 2 }, attacks: depthOfTwo },
  { where: 'where documents are four fields deep', limits: { depth: 4 }, attacks: depthOfFour },
];

/** Documents that are refused for what they are, by a server with its usual limits. */
export const refusals: readonly Refusal[] = [...directivesOutOfPlace, ...operationsRefused, ...pagesOfNoSize];
