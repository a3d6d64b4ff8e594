import { getMetadataStorage } from 'type-graphql';
import type { Access } from './access.js';

/** An operation and what it asks for: any one of these. */
export interface OperationGuard {
  readonly type: 'Query' | 'Mutation' | 'Subscription';
  readonly name: string;
  readonly description: string;
  readonly access: readonly Access[];
}

/** Every operation with its guard, as its resolver declares it. The schema has to be built before. */
export function listOperationGuards(): readonly OperationGuard[] {
  const { queries, mutations, subscriptions } = getMetadataStorage();
  const kinds = { Query: queries, Mutation: mutations, Subscription: subscriptions } as const;
  return (['Query', 'Mutation', 'Subscription'] as const).flatMap((type) =>
    kinds[type].map(({ schemaName, description, roles }) => ({
      type,
      name: schemaName,
      description: description ?? '',
      access: (roles ?? []) as readonly Access[],
    })),
  );
}
