import { Field, ID, InputType } from 'type-graphql';
import { CaseVersionInput } from '../case/case.input.js';

@InputType({ description: 'That somebody cannot be independent in a case.' })
export class DeclareConflictInput extends CaseVersionInput {
  @Field(() => ID, {
    nullable: true,
    description: 'Whose it is; left out, your own. Only who leads the review declares another’s.',
  })
  membershipId?: string;

  @Field(() => ID, { nullable: true, description: 'The person of the case who they are, if they are one.' })
  personId?: string;

  @Field(() => String, { description: 'Why. It is for those who lead the review.' })
  reason!: string;
}

@InputType({ description: 'The end of a conflict of interest.' })
export class LiftConflictInput extends CaseVersionInput {
  @Field(() => ID, { description: 'The conflict, of somebody else.' })
  conflictId!: string;

  @Field(() => String, { description: 'Why it does not stand any more.' })
  reason!: string;
}
