import { Field, ObjectType } from 'type-graphql';
import { Reached } from './reached.type.js';

@ObjectType({ description: 'How somebody is reached.', simpleResolvers: true })
export class Contact extends Reached {
  @Field(() => String, { nullable: true, description: 'The name of the role.' })
  role?: string | null;

  @Field(() => String, { nullable: true, description: 'When somebody answers.' })
  hours?: string | null;
}

@ObjectType({ description: 'One way to apply.', simpleResolvers: true })
export class WayToApply extends Reached {
  @Field(() => String, {
    description: 'online, email, phone, letter, in_person, through_police or through_third_party.',
  })
  way!: string;

  @Field(() => String, { description: 'What to do, in words.' })
  words!: string;

  @Field(() => String, { nullable: true, description: 'The same in Welsh.' })
  welsh?: string | null;

  @Field(() => String, { nullable: true, description: 'Where it is published.' })
  source?: string | null;
}
