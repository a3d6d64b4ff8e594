import { Field, ObjectType } from 'type-graphql';

@ObjectType({ description: 'Something that a policy says to people.', simpleResolvers: true })
export class PublishedWords {
  @Field(() => String, { description: 'In plain English.' })
  words!: string;

  @Field(() => String, { nullable: true, description: 'The same in Welsh; null where the policy has none.' })
  welsh?: string | null;

  @Field(() => String, { nullable: true, description: 'Where it is published, if not where the policy is.' })
  source?: string | null;
}

@ObjectType({ description: 'One thing of a list, by its id.', simpleResolvers: true })
export class PublishedItem extends PublishedWords {
  @Field(() => String, { description: 'Its id in the policy.' })
  id!: string;
}

@ObjectType({ description: 'A ground, as for declining an application.', simpleResolvers: true })
export class DeclineGround extends PublishedWords {
  @Field(() => String, { description: 'Its id in the policy.' })
  id!: string;
}
