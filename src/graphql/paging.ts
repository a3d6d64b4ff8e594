import { GraphQLError } from 'graphql';
import { Temporal } from 'temporal-polyfill';
import { longestPage } from '#platform/config-limits.js';
import type { Page } from '#casework/views.js';
import type { PageInfo } from './case/case.type.js';
import { pageSizeRefused } from './guard/refusals.js';

interface PagePosition {
  /** What the list is ordered by, as text. */
  readonly key: string;
  readonly id: string;
}

/** The last wall behind the guard, which has refused by name what is over the limit of this installation. */
export function checkFirst(first: number): number {
  if (first >= 1 && first <= longestPage) return first;
  throw pageSizeRefused(first, longestPage);
}

const position = /^(?<key>[0-9TZ:.-]{7,40}) (?<id>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** What a list is ordered by; a cursor of another kind would be one that the database cannot read. */
export type PageOrder = 'instant' | 'month';

const instantForm = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,6})?Z$/;
const century = /^(?:19|20|21)\d{2}-/;

function isKeyOf(order: PageOrder, key: string): boolean {
  try {
    if (!century.test(key)) return false;
    // The day and the time are checked by reading them back; the part of the second is digits whatever they are.
    return order === 'instant'
      ? instantForm.test(key) && new Date(key).toISOString().slice(0, 19) === key.slice(0, 19)
      : Temporal.PlainYearMonth.from(key).toString() === key;
  } catch {
    return false;
  }
}

/**
 * The place that an endCursor stands for. It holds nothing that its reader has not seen, so it is only encoded.
 * @throws GraphQLError BAD_CURSOR for whatever this list has not given out
 */
export function openPage(after: string | undefined, order: PageOrder): PagePosition | undefined {
  if (after === undefined) return undefined;
  const groups = position.exec(Buffer.from(after, 'base64url').toString('latin1'))?.groups;
  if (groups?.['key'] === undefined || groups['id'] === undefined || !isKeyOf(order, groups['key']))
    throw new GraphQLError('"after" is not an endCursor of this list.', {
      extensions: { code: 'BAD_CURSOR', http: { status: 400 } },
    });
  return { key: groups['key'], id: groups['id'] };
}

export function pageOf<T>(page: Page<T>, place: (node: T) => PagePosition): PageInfo {
  const last = page.nodes.at(-1);
  if (last === undefined) return { hasNextPage: false, endCursor: null };
  const { key, id } = place(last);
  return {
    hasNextPage: page.hasNextPage,
    endCursor: Buffer.from(`${key} ${id}`, 'latin1').toString('base64url'),
  };
}
