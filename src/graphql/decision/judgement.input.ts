import { Field, Float, ID, InputType } from 'type-graphql';
import { CaseVersionInput } from '../case/case.input.js';

@InputType({ description: 'An answer to a question that the policy of the case asks of people.' })
export class RecordJudgementInput extends CaseVersionInput {
  @Field(() => String, {
    description: 'A condition, a relation, or the id of a test of the policy, as a finding awaits it.',
  })
  question!: string;

  @Field(() => Boolean, { description: 'Yes or no.' })
  answer!: boolean;

  @Field(() => String, {
    description: 'Why, in a sentence. It stands in the finding, which the parties read: name nobody.',
  })
  why!: string;

  @Field(() => [ID], {
    nullable: true,
    description: 'Relations only: incidents that belong together, or do not. Left out: all of the case.',
  })
  incidentIds?: string[];

  @Field(() => [String], { nullable: true, description: 'Discretion only: ids of the factors weighed.' })
  factors?: string[];
}

@InputType({ description: 'How high the risk to the victim was assessed.' })
export class RecordRiskAssessmentInput extends CaseVersionInput {
  @Field(() => String, { description: "Id of a band of the risk matrix of the case's policy." })
  band!: string;

  @Field(() => Float, { nullable: true, description: 'The sum that the matrix gave; within the band.' })
  points?: number;

  @Field(() => String, { description: 'Why, in a sentence that names nobody.' })
  why!: string;
}
