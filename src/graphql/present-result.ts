import { createUnionType } from 'type-graphql';
import type { Outcome } from '#casework/outcome.js';
import { presentRefusal, refusalTypes } from './refusal.type.js';

type Refusals = InstanceType<(typeof refusalTypes)[number]>;

/** The result union of a mutation: its own answer, or one of the refusals. */
export function resultUnion<T extends object>(name: string, description: string, answer: new () => T) {
  return createUnionType({ name, description, types: () => [answer, ...refusalTypes] as const });
}

/** An outcome as a member of its mutation's result union. */
export async function presentResult<T, A extends object>(
  outcome: Outcome<T>,
  present: (value: T) => A | Promise<A>,
): Promise<A | Refusals> {
  return outcome.ok ? present(outcome.value) : presentRefusal(outcome.refusal);
}
