import { whyNotIndependent, type ConflictGround } from '#domain/review/conflict.js';
import type { Problem } from '#domain/review/problem.js';

/** Expected failures. They are returned, never thrown, and appear as types of the GraphQL schema. */
export type Refusal =
  | { readonly code: 'INVALID_INPUT'; readonly message: string; readonly problems: readonly Problem[] }
  | { readonly code: 'NOT_FOUND'; readonly message: string }
  | { readonly code: 'STALE_VERSION'; readonly message: string; readonly currentVersion: number }
  | { readonly code: 'CLIENT_KEY_REUSED'; readonly message: string }
  | { readonly code: 'NOT_POSSIBLE_NOW'; readonly message: string }
  | {
      readonly code: 'CONFLICT_OF_INTEREST';
      readonly message: string;
      readonly grounds: readonly ConflictGround[];
    };

export type Outcome<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal };

export function done<T>(value: T): Outcome<T> {
  return { ok: true, value };
}

export function refused(refusal: Refusal): Outcome<never> {
  return { ok: false, refusal };
}

export function invalid(problems: readonly Problem[]): Outcome<never> {
  const count = problems.length === 1 ? '1 problem' : `${String(problems.length)} problems`;
  return refused({ code: 'INVALID_INPUT', message: `The input has ${count}: see problems.`, problems });
}

/** The same answer whether it never existed, belongs to another partnership, or may not be seen. */
export function notFound(what: string): Outcome<never> {
  return refused({ code: 'NOT_FOUND', message: `There is no such ${what}.` });
}

export function notPossibleNow(message: string): Outcome<never> {
  return refused({ code: 'NOT_POSSIBLE_NOW', message });
}

export function stale(currentVersion: number): Outcome<never> {
  return refused({
    code: 'STALE_VERSION',
    message: `The case has changed since you read it: it is at version ${String(currentVersion)}. Read it again, then decide.`,
    currentVersion,
  });
}

/** Whoever asks cannot be independent in the case, for these grounds. */
export function conflicted(grounds: readonly ConflictGround[]): Outcome<never> {
  return refused({ code: 'CONFLICT_OF_INTEREST', message: whyNotIndependent(grounds), grounds });
}
