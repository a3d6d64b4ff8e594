import { buildSchema, findBreakingChanges } from 'graphql';

/** What a client of the released schema could no longer do, one sentence each. */
export function breakingChanges(released: string, made: string): string[] {
  return findBreakingChanges(buildSchema(released), buildSchema(made)).map(({ description }) => description);
}
