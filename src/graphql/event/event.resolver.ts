import { GraphQLError } from 'graphql';
import { Args, ArgsType, Ctx, Field, Resolver, Root, Subscription } from 'type-graphql';
import type { FeedItem } from '#casework/live-ports.js';
import { AllowedTo } from '../access.js';
import type { OperationContext } from '../context.js';
import { fromNodeId } from '../node-id.js';
import { CursorScalar } from '../scalars.js';
import { CaseEventFilter, CaseFeedItem } from './event.type.js';
import { presentFeedItem } from './present-feed-item.js';

@ArgsType()
class FollowArguments {
  @Field(() => CursorScalar, {
    nullable: true,
    description:
      'Resume after this place. Left out, the stream starts now, and its first item is a heartbeat with the place.',
  })
  after?: string | null;

  @Field(() => CaseEventFilter, { nullable: true, description: 'Which events.' })
  filter?: CaseEventFilter | null;
}

/** Opens the stream; runs once, when the client subscribes, behind the same guard as each delivery. */
function follow({
  args,
  context,
}: {
  args: FollowArguments;
  context: OperationContext;
}): AsyncIterable<FeedItem> {
  if (!context.feed)
    throw new GraphQLError('Subscriptions run over a WebSocket.', { extensions: { code: 'BAD_REQUEST' } });
  const after =
    args.after === undefined || args.after === null ? undefined : context.cursors.open(args.after);
  if (args.after !== undefined && args.after !== null && after === undefined)
    throw new GraphQLError('"after" is not a cursor of this partnership.', {
      extensions: { code: 'BAD_CURSOR' },
    });
  const caseId = args.filter?.caseId;
  return context.feed.follow({
    ...(after !== undefined && { after }),
    ...(caseId !== undefined && caseId !== null && { caseId: fromNodeId('Case', caseId) }),
  });
}

@Resolver()
export class EventResolver {
  @AllowedTo('cases.follow')
  @Subscription(() => CaseFeedItem, {
    description:
      'Every step of the cases that you may see: first what was missed after the cursor, then each as it happens.',
    subscribe: follow as never,
  })
  caseEvents(
    @Root() item: FeedItem,
    @Ctx() { cursors }: OperationContext,
    @Args(() => FollowArguments) _arguments: FollowArguments,
  ): typeof CaseFeedItem {
    return presentFeedItem(item, cursors);
  }
}
