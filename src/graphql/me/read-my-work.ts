import { GraphQLError } from 'graphql';
import type { ListWork, WorkItem, WorkPage } from '#casework/my-work.js';
import type { Member } from '#casework/principal.js';
import type { PlaceOfWork } from '#casework/sign-in-everywhere.js';
import { Deadline } from '../guard/deadline.js';
import type { Guard } from '../guard/guard.js';
import { toNodeId } from '../node-id.js';

/** What the answer is made from: who asks, and how each partnership is asked. */
export interface MeContext {
  readonly places: readonly PlaceOfWork[];
  readonly address: string;
  readonly correlationId: string;
  readonly origin: string;
  /** The guard of the partnerships' own entrances: what is read in one counts there. */
  readonly guard: Guard;
  readonly listWork: ListWork;
  /** How long one partnership may take. */
  readonly eachMs: number;
  /** The code under which a fault is told; it is logged there. */
  readonly codeOf: (error: unknown) => string;
}

interface MyPartnership {
  readonly slug: string;
  readonly name: string;
  readonly address: string;
}

/** What `myWork` answers. */
export interface MyWork {
  readonly items: readonly (WorkItem & {
    readonly partnership: MyPartnership;
    readonly membershipId: string;
  })[];
  readonly hasMore: boolean;
  readonly partnerships: readonly MyPartnership[];
  readonly unanswered: readonly { readonly partnership: MyPartnership; readonly code: string }[];
}

/** So many partnerships are asked at a time: one person's question takes no more connections than that. */
const atATime = 4;

/**
 * Asks each partnership by itself, as its own member, in a transaction of its own with a time of its own. One that fails is
 * told by its name, and the rest is answered.
 */
export async function readMyWork(first: number, context: MeContext): Promise<MyWork> {
  const told: MyWork[] = [];
  const waiting = [...context.places];
  const next = async (): Promise<void> => {
    for (let place = waiting.shift(); place; place = waiting.shift())
      told.push(await readPlace(place, first, context));
  };
  await Promise.all(Array.from({ length: atATime }, next));
  const items = told.flatMap((each) => each.items).sort(byDay);
  return {
    items: items.slice(0, first),
    hasMore: items.length > first || told.some(({ hasMore }) => hasMore),
    partnerships: told.flatMap((each) => each.partnerships).sort(bySlug),
    unanswered: told
      .flatMap((each) => each.unanswered)
      .sort((one, other) => bySlug(one.partnership, other.partnership)),
  };
}

async function readPlace(place: PlaceOfWork, first: number, context: MeContext): Promise<MyWork> {
  const { slug, name, memberships, refused } = place;
  const partnership = { slug, name, address: `${context.origin}/${slug}/graphql` };
  const failed = (code: string) => ({
    ...{ items: [], hasMore: false, partnerships: [] },
    unanswered: [{ partnership, code }],
  });
  if (refused) return failed(refused);
  try {
    const pages = [];
    for (const member of memberships) pages.push({ member, page: await ask(member, first, context) });
    const items = pages.flatMap(({ member: { membershipId }, page }) =>
      page.items.map((item) => ({
        ...item,
        ...{ caseId: toNodeId('Case', item.caseId), partnership, membershipId },
      })),
    );
    const hasMore = pages.some(({ page }) => page.hasMore);
    return { items, hasMore, partnerships: [partnership], unanswered: [] };
  } catch (error) {
    return failed(context.codeOf(error));
  }
}

/** Admitted, placed and limited as at the partnership's own address. */
async function ask(member: Member, first: number, context: MeContext): Promise<WorkPage> {
  const { guard, address, correlationId, listWork, eachMs } = context;
  const principal = { ...member, correlationId };
  const admission = await guard.admit({ principal, address });
  if (admission instanceof GraphQLError) throw admission;
  const placed = guard.place(admission);
  if (placed instanceof GraphQLError) throw placed;
  const deadline = new Deadline(eachMs);
  try {
    const reading = listWork(principal, { first, transactionMs: () => deadline.transactionMs() });
    const page = await deadline.within<WorkPage | GraphQLError>(placed.slot.during(reading), (late) =>
      guard.refused(late),
    );
    if (page instanceof GraphQLError) throw page;
    return page;
  } finally {
    placed.slot.release();
  }
}

function byDay(
  one: WorkItem & { partnership: MyPartnership },
  other: WorkItem & { partnership: MyPartnership },
) {
  const never = '9999';
  return (
    compare(one.dueOn ?? never, other.dueOn ?? never) ||
    bySlug(one.partnership, other.partnership) ||
    compare(one.reference, other.reference)
  );
}

function bySlug(one: MyPartnership, other: MyPartnership): number {
  return compare(one.slug, other.slug);
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
