import { Field, ObjectType } from 'type-graphql';

@ObjectType({ description: 'What a partnership says of itself, in Welsh.', simpleResolvers: true })
export class WelshWords {
  @Field(() => String, { description: 'What it calls a case review.' })
  publicTerm!: string;

  @Field(() => String, { description: 'What the review is for, in a few words.' })
  explanation!: string;
}

@ObjectType({ description: "The partnership's own name of a role.", simpleResolvers: true })
export class RoleName {
  @Field(() => String, { description: 'Which role, such as "coordinator" or "agency officer".' })
  role!: string;

  @Field(() => String, { description: 'What it is called here.' })
  words!: string;

  @Field(() => String, { nullable: true, description: 'The same in Welsh.' })
  welsh?: string | null;
}

@ObjectType({ description: 'What is done with personal data.', simpleResolvers: true })
export class PrivacyNotice {
  @Field(() => String, { nullable: true, description: 'In words.' })
  words?: string | null;

  @Field(() => String, { nullable: true, description: 'The same in Welsh.' })
  welsh?: string | null;

  @Field(() => String, { nullable: true, description: 'The page that says it.' })
  url?: string | null;
}

@ObjectType({
  description: 'How long records are kept, from the day the case was closed.',
  simpleResolvers: true,
})
export class KeptRecords {
  @Field(() => String, { description: 'Which records, such as "contact details".' })
  records!: string;

  @Field(() => String, { description: 'How long, such as "72 months".' })
  keepFor!: string;

  @Field(() => String, { nullable: true, description: 'In the words of the partnership.' })
  words?: string | null;

  @Field(() => String, { nullable: true, description: 'Where it is published.' })
  source?: string | null;
}
