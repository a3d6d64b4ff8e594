import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import type { InstantText } from '#casework/views.js';
import { markerKinds } from '#domain/sharing/marker.js';
import { CaseVersionInput } from '../case/case.input.js';
import { enumOf } from '../enum-of.js';
import { InstantScalar } from '../scalars.js';

const MarkerKindEnum = enumOf(markerKinds);
type MarkerKindEnum = keyof typeof MarkerKindEnum;
registerEnumType(MarkerKindEnum, {
  name: 'MarkerKind',
  description:
    'Why people take care. Of domestic abuse, a witness at risk and a child the identities are withheld, of the first two the places as well; a safe contact is a rule for reaching somebody.',
});

@ObjectType({
  description: 'That a case, or a person of it, is sensitive, and less of it is shown for that.',
  simpleResolvers: true,
})
export class CaseMarker {
  @Field(() => ID, { description: 'Opaque.' })
  id!: string;

  @Field(() => MarkerKindEnum, { description: 'What it is for.' })
  kind!: MarkerKindEnum;

  @Field(() => ID, { nullable: true, description: 'Whom it is of; null where it is of the whole case.' })
  personId!: string | null;

  @Field(() => [ID], { description: 'Agencies to which nothing is withheld for it.' })
  opensTo!: string[];

  @Field(() => String, { nullable: true, description: 'Of a safe contact: the rule to keep.' })
  rule!: string | null;

  @Field(() => String, { description: 'Why it was set.' })
  reason!: string;

  @Field(() => InstantScalar, { description: 'Since when.' })
  setAt!: InstantText;

  @Field(() => InstantScalar, { nullable: true, description: 'Until when; null while it stands.' })
  endedAt!: InstantText | null;

  @Field(() => String, { nullable: true, description: 'Why it was ended.' })
  endedReason!: string | null;
}

@InputType({ description: 'What makes a case, or a person of it, sensitive.' })
export class SetMarkerInput extends CaseVersionInput {
  @Field(() => MarkerKindEnum, { description: 'What it is for.' })
  kind!: MarkerKindEnum;

  @Field(() => ID, {
    nullable: true,
    description:
      'Whom it is of; left out, the whole case. CHILD of the case says that a child is complained of.',
  })
  personId?: string;

  @Field(() => [ID], {
    defaultValue: [],
    description: 'Agencies to which nothing is withheld for it, because they protect whom it is about.',
  })
  opensTo!: string[];

  @Field(() => String, {
    nullable: true,
    description: 'Of a safe contact: the rule to keep, such as when and how to call.',
  })
  rule?: string;

  @Field(() => String, { description: 'Why. It is for those who lead the review.' })
  reason!: string;
}

@InputType({ description: 'The end of a marker.' })
export class EndMarkerInput extends CaseVersionInput {
  @Field(() => ID, { description: 'The marker.' })
  markerId!: string;

  @Field(() => String, { description: 'Why it does not stand any more.' })
  reason!: string;
}
