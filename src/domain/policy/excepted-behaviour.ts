import type { Count, ExceptedBehaviour } from './criterion.js';

/** The id of the kind of behaviour. */
export function idOfExcepted(excepted: ExceptedBehaviour): string {
  return typeof excepted === 'string' ? excepted : excepted.id;
}

/** Of the kinds of an incident those that a count leaves out: for good, or unless somebody judged what they caused. */
export function exceptedAmong(
  kinds: readonly string[],
  { exceptBehaviours = [] }: Pick<Count, 'exceptBehaviours'>,
): { readonly always: boolean; readonly unlessCaused: boolean } {
  const own = exceptBehaviours.filter((each) => kinds.includes(idOfExcepted(each)));
  return {
    always: own.some((each) => typeof each === 'string'),
    unlessCaused: own.some((each) => typeof each !== 'string'),
  };
}
