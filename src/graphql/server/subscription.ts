import {
  GraphQLError,
  Kind,
  OperationTypeNode,
  parse,
  validate,
  type DocumentNode,
  type ExecutionArgs,
  type GraphQLSchema,
} from 'graphql';
import { CloseCode, type SubscribePayload } from 'graphql-ws';
import { randomUUID } from 'node:crypto';
import type { CaseFeed, FeedItem } from '#casework/live-ports.js';
import type { Member } from '#casework/principal.js';
import type { TokenSubject } from '#casework/sign-in.js';
import type { Metrics } from '#platform/metrics.js';
import { openScope, type ScopeSettings } from './operation-scope.js';
import type { SocketLink } from './socket-link.js';

export interface SubscriptionSettings extends ScopeSettings {
  readonly schema: GraphQLSchema;
  readonly feedFor: (member: Member, subject: TokenSubject & { slug: string }) => CaseFeed;
  readonly metrics: Metrics;
}

/** What to run for a client's `subscribe`, or why not. A refusal ends that operation alone. */
export function prepareSubscription(
  settings: SubscriptionSettings,
  link: SocketLink,
  { query, variables, operationName }: SubscribePayload,
): ExecutionArgs | readonly GraphQLError[] {
  const { schema } = settings;
  const { member, slug } = link;
  if (!member) return [refusal('UNAUTHENTICATED', 'Sign in first.')];
  const document = parseSubscription(query);
  if (document instanceof GraphQLError) return [document];
  const problems = validate(schema, document, undefined, { maxErrors: 5 });
  if (problems.length > 0)
    return problems.map((problem) => refusal('GRAPHQL_VALIDATION_FAILED', problem.message));
  const feed = settings.feedFor(member.principal, { ...member.subject, slug });
  const { context } = openScope(settings, {
    principal: member.principal,
    correlationId: randomUUID(),
    feed: observed(feed, (item) => {
      if (item.kind === 'event') settings.metrics.deliveredEvents.inc();
      // The socket was opened under a membership that is over or changed: it must be opened anew.
      if (item.kind === 'ended' && item.reason === 'MEMBERSHIP_ENDED')
        link.closeSoon(CloseCode.Forbidden, 'Membership ended');
    }),
  });
  return { schema, document, variableValues: variables, operationName, contextValue: context };
}

/** A document of exactly one operation, a subscription; introspection is a query, so it is none. */
function parseSubscription(query: string): DocumentNode | GraphQLError {
  let document;
  try {
    document = parse(query, { maxLexicalTokens: 1_000 });
  } catch (error) {
    return refusal('GRAPHQL_PARSE_FAILED', error instanceof Error ? error.message : '');
  }
  const operations = document.definitions.filter(
    (definition) => definition.kind === Kind.OPERATION_DEFINITION,
  );
  return operations.length === 1 && operations[0]?.operation === OperationTypeNode.SUBSCRIPTION
    ? document
    : refusal('OPERATION_NOT_ALLOWED', 'A WebSocket carries subscriptions only.');
}

function refusal(code: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code } });
}

/** The same feed, each item shown to somebody before it is delivered. */
function observed(feed: CaseFeed, see: (item: FeedItem) => void): CaseFeed {
  return {
    follow: (from) => ({
      [Symbol.asyncIterator]: () => {
        const items = feed.follow(from)[Symbol.asyncIterator]();
        return {
          next: async () => {
            const item = await items.next();
            if (item.done !== true) see(item.value);
            return item;
          },
          return: async () => (await items.return?.()) ?? { done: true, value: undefined },
        };
      },
    }),
  };
}
