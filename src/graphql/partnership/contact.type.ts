import { Field, ObjectType } from 'type-graphql';

@ObjectType({ description: 'How somebody is reached.', simpleResolvers: true })
export class Contact {
  @Field(() => String, { nullable: true, description: 'The name of the role.' })
  role?: string | null;

  @Field(() => String, { nullable: true, description: 'E-mail address.' })
  email?: string | null;

  @Field(() => String, { nullable: true, description: 'Telephone number.' })
  phone?: string | null;

  @Field(() => String, { nullable: true, description: 'Postal address.' })
  address?: string | null;

  @Field(() => String, { nullable: true, description: 'Web page.' })
  url?: string | null;

  @Field(() => String, { nullable: true, description: 'When somebody answers.' })
  hours?: string | null;
}

@ObjectType({ description: 'One way to apply.', simpleResolvers: true })
export class WayToApply {
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

  @Field(() => String, { nullable: true, description: 'Web page.' })
  url?: string | null;

  @Field(() => String, { nullable: true, description: 'E-mail address.' })
  email?: string | null;

  @Field(() => String, { nullable: true, description: 'Telephone number.' })
  phone?: string | null;

  @Field(() => String, { nullable: true, description: 'Postal address.' })
  address?: string | null;
}
