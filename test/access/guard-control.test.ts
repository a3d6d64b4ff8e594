import { getMetadataStorage, Query, Resolver } from 'type-graphql';
import { buildSchema } from '#graphql/build-schema.js';

/*
 * The controls of the access suites: what they check must fail when its guard is taken away. An operation without
 * @AllowedTo is open to everybody in type-graphql, so the schema must not come about at all; an operation with a wrong
 * guard is what the access matrix finds.
 */
describe('an operation without a guard', () => {
  it('stops the schema from being built, whichever operation it is', async () => {
    await buildSchema();
    const { queries, mutations, subscriptions, authorizedFields } = getMetadataStorage();
    const operations = [...queries, ...mutations, ...subscriptions];
    expect(operations.length).toBeGreaterThan(15);
    for (const { schemaName, target, methodName } of operations) {
      const at = authorizedFields.findIndex(
        (each) => each.target === target && each.fieldName === methodName,
      );
      const [guard] = authorizedFields.splice(at, 1);
      await expect(buildSchema()).rejects.toThrow(new RegExp(`: ${schemaName}\\. Give each @AllowedTo`));
      if (guard) authorizedFields.splice(at, 0, guard);
    }
    await buildSchema();
  });

  it('is named when somebody adds it', async () => {
    @Resolver()
    class Careless {
      @Query(() => String)
      openDoor(): string {
        return 'open';
      }
    }
    expect(Careless.name).toBe('Careless');
    await expect(buildSchema()).rejects.toThrow(/: openDoor\. Give each @AllowedTo/);
  });
});
