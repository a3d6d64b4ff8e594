import { actorInWords } from './actor-in-words.js';
import type { Actor } from './timescales.js';

/** One of the roles, under the name that the partnership gives it: "a senior manager" of the partnership. */
export interface NamedRole {
  readonly role: Actor;
  /** With its article, as a sentence names it: "a police inspector or the community safety manager". */
  readonly words: string;
  readonly welsh?: string;
}

/** Who decides or judges: a role, or a role with a name of its own. */
export type Decider = Actor | NamedRole;

/** The role, by which answers are recorded. */
export function roleOf(decider: Decider): Actor {
  return typeof decider === 'string' ? decider : decider.role;
}

/** The decider as a sentence names it. */
export function deciderInWords(decider: Decider): string {
  return typeof decider === 'string' ? actorInWords(decider) : decider.words;
}
