import { ArgsType, Field, ID, Int } from 'type-graphql';
import { CaseStageEnum } from './case.enum.js';

@ArgsType()
export class CaseArgs {
  @Field(() => ID, { nullable: true, description: 'Its opaque id.' })
  id?: string;

  @Field(() => String, {
    nullable: true,
    description: 'Or its reference, in any spelling of case and spaces.',
  })
  reference?: string;
}

@ArgsType()
export class CasesArgs {
  @Field(() => Int, { description: 'How many at most: 1 to 100.' })
  first!: number;

  @Field(() => String, { nullable: true, description: 'The endCursor of the page before.' })
  after?: string;

  @Field(() => CaseStageEnum, { nullable: true, description: 'Only cases in this stage.' })
  stage?: CaseStageEnum;
}
