import { Field, ObjectType } from 'type-graphql';
import { Reached } from './reached.type.js';

@ObjectType({ description: 'How somebody complains about an agency.', simpleResolvers: true })
export class ComplaintRoute extends Reached {
  @Field(() => String, { description: 'What to do, in words.' })
  words!: string;

  @Field(() => String, { nullable: true, description: 'The same in Welsh.' })
  welsh?: string | null;
}

@ObjectType({
  description: "Where somebody turns when an agency's own complaint procedure has not helped.",
  simpleResolvers: true,
})
export class Ombudsman {
  @Field(() => String, { description: 'An id, such as "housing-ombudsman".' })
  id!: string;

  @Field(() => String, { description: 'Its name.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'Its name in Welsh.' })
  welsh?: string | null;

  @Field(() => String, { nullable: true, description: 'Web page.' })
  url?: string | null;

  @Field(() => String, { nullable: true, description: 'Telephone number.' })
  phone?: string | null;
}
