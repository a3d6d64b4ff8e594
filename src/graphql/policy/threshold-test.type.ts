import { Field, Int, ObjectType } from 'type-graphql';
import { listOf } from '../guard/prices.js';
import { PublishedItem, PublishedWords } from './published-words.type.js';

@ObjectType({ description: 'One test of the threshold.', simpleResolvers: true })
export class ThresholdTest extends PublishedWords {
  @Field(() => String, { description: 'Its id in the policy.' })
  id!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The test of which it is a part; null for the whole threshold.',
  })
  parentId!: string | null;

  @Field(() => Int, { description: 'How deep it stands in the tree; 0 for the whole threshold.' })
  depth!: number;

  @Field(() => String, { description: 'What is tested, such as "any_of", "count" or "condition".' })
  test!: string;

  @Field(() => [String], { description: 'Ids of its parts, in order; empty for one without.' })
  childIds!: string[];

  @Field(() => [String], {
    description:
      'What exactly is asked, point by point, such as "at least: 3" or "window, length: 6 months".',
  })
  settings!: readonly string[];

  @Field(() => String, {
    nullable: true,
    description: 'The question that a person answers; null where there is none.',
  })
  question!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'What the partnership means by the condition; null where it does not say.',
  })
  definition!: string | null;

  @Field(() => [PublishedItem], {
    complexity: listOf(1),
    description: 'What is weighed before somebody accepts fewer; empty where it is not said.',
  })
  factors!: readonly PublishedItem[];
}
