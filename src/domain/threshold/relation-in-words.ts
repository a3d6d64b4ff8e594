import type { Relation } from '#domain/policy/criterion.js';

const RELATION_WORDS: Readonly<Record<Relation, string>> = {
  same_incident: 'the same incident as the one counted',
  same_problem: 'about the same problem as those counted',
  same_or_similar: 'the same as or similar to those counted',
  similar: 'similar to those counted',
  related: 'related to those counted',
  same_place: 'at the same place as those counted',
  same_person_complained_of: 'about the same person as those counted',
  same_case: 'part of the same case as those counted',
};

/** Why something is not counted together with what is: "it is not about the same problem as those counted". */
export function apartInWords(relation: Relation): string {
  return `it is not ${RELATION_WORDS[relation]}`;
}

/**
 * Why it is not, where several relations are asked: everything that is counted together has to be related in one way, and
 * being related to some of it in another is not enough.
 */
export function apartInOneWayInWords(relation: Relation): string {
  return `${apartInWords(relation)}, and all have to be related in one and the same way`;
}

/** Why it is not settled: "nobody has said yet whether it is about the same problem as those counted". */
export function unsaidInWords(relation: Relation): string {
  return `nobody has said yet whether it is ${RELATION_WORDS[relation]}`;
}
