import { Field, ObjectType } from 'type-graphql';

/** Where somebody or something is reached; no type of the schema by itself. */
@ObjectType({ simpleResolvers: true })
export class Reached {
  @Field(() => String, { nullable: true, description: 'E-mail address.' })
  email?: string | null;

  @Field(() => String, { nullable: true, description: 'Telephone number.' })
  phone?: string | null;

  @Field(() => String, { nullable: true, description: 'Postal address.' })
  address?: string | null;

  @Field(() => String, { nullable: true, description: 'Web page.' })
  url?: string | null;
}
