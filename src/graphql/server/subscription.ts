import {
  GraphQLError,
  Kind,
  OperationTypeNode,
  getOperationAST,
  parse,
  validate,
  type DocumentNode,
  type ExecutionArgs,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { CloseCode, type SubscribePayload } from 'graphql-ws';
import { randomUUID } from 'node:crypto';
import type { CaseFeed, FeedItem } from '#casework/live-ports.js';
import type { Member } from '#casework/principal.js';
import type { TokenSubject } from '#casework/sign-in.js';
import type { Metrics } from '#platform/metrics.js';
import { isGuarded, type Guard } from '../guard/guard.js';
import { notAllowed, tooManyTokens } from '../guard/refusals.js';
import { isTokenLimit } from '../guard/tokens.js';
import { openScope, type ScopeSettings } from './operation-scope.js';
import type { SocketLink } from './socket-link.js';

export interface SubscriptionSettings extends ScopeSettings {
  readonly schema: GraphQLSchema;
  readonly guard: Guard;
  readonly production: boolean;
  readonly feedFor: (member: Member, subject: TokenSubject & { slug: string }) => CaseFeed;
  readonly metrics: Metrics;
}

/** What to run for a client's `subscribe`, or why not. A refusal ends that operation alone. */
export async function prepareSubscription(
  settings: SubscriptionSettings,
  link: SocketLink,
  payload: SubscribePayload,
): Promise<ExecutionArgs | readonly GraphQLError[]> {
  const { schema, guard } = settings;
  const { member } = link;
  if (!member) return [refusal('UNAUTHENTICATED', 'Sign in first.')];
  const read = readSubscription(payload, settings);
  if (!('document' in read)) return read;
  const { document, operation } = read;
  const variables = payload.variables ?? {};
  const correlationId = randomUUID();
  const caller = { principal: { ...member.principal, correlationId }, address: link.address };
  const passed = await guard.pass({ document, operation, variables }, { caller, prepaid: 0 });
  if (!isGuarded(passed)) return passed;
  const feed = feedOf(settings, { link, payload }, member);
  const { context } = openScope(settings, { passed, correlationId, feed });
  return {
    schema,
    document,
    variableValues: payload.variables,
    operationName: payload.operationName,
    contextValue: context,
  };
}

/** A valid document of exactly one operation, a subscription; introspection is a query, so it is none. */
function readSubscription(
  { query, operationName }: SubscribePayload,
  { schema, guard, production }: SubscriptionSettings,
):
  { readonly document: DocumentNode; readonly operation: OperationDefinitionNode } | readonly GraphQLError[] {
  const document = parseOrRefuse(query, guard);
  if (document instanceof GraphQLError) return [document];
  const operations = document.definitions.filter(
    (definition) => definition.kind === Kind.OPERATION_DEFINITION,
  );
  const [operation] = operations;
  if (operations.length !== 1 || operation?.operation !== OperationTypeNode.SUBSCRIPTION)
    return [onlySubscriptions()];
  if (!getOperationAST(document, operationName))
    return [refusal('OPERATION_RESOLUTION_FAILURE', 'The document has no such operation.')];
  const problems = validate(schema, document, undefined, { maxErrors: 5, hideSuggestions: production });
  return problems.length > 0
    ? problems.map(({ message }) => refusal('GRAPHQL_VALIDATION_FAILED', message))
    : { document, operation };
}

function parseOrRefuse(query: string, guard: Guard): DocumentNode | GraphQLError {
  try {
    return parse(query, { maxLexicalTokens: guard.limits.tokens });
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    return isTokenLimit(message)
      ? guard.refused(tooManyTokens(guard.limits.tokens))
      : refusal('GRAPHQL_PARSE_FAILED', message);
  }
}

function onlySubscriptions(): GraphQLError {
  return notAllowed('A WebSocket carries subscriptions only.');
}

function refusal(code: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code } });
}

function feedOf(
  { feedFor, metrics }: SubscriptionSettings,
  { link, payload }: { readonly link: SocketLink; readonly payload: SubscribePayload },
  { principal, subject }: { readonly principal: Member; readonly subject: TokenSubject },
): CaseFeed {
  const feed = observed(feedFor(principal, { ...subject, slug: link.slug }), (item) => {
    if (item.kind === 'event') metrics.deliveredEvents.inc();
    // The socket was opened under a membership that is over or changed: it must be opened anew.
    if (item.kind === 'ended' && item.reason === 'MEMBERSHIP_ENDED')
      link.closeSoon(CloseCode.Forbidden, 'Membership ended');
  });
  return {
    follow: (from) => ({
      [Symbol.asyncIterator]: () => link.feeds.hold(payload, feed.follow(from)[Symbol.asyncIterator]()),
    }),
  };
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
