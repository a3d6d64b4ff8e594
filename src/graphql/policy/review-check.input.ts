import type { Temporal } from 'temporal-polyfill';
import { Field, InputType, Int, registerEnumType } from 'type-graphql';
import type { AgencyKind } from '#domain/policy/agency-kind.js';
import { AgencyKindEnum } from '../partnership/agency-kind.enum.js';
import { LocalDateScalar } from '../scalars.js';

export enum ComplainedBy {
  ME = 'ME',
  SOMEBODY_ELSE = 'SOMEBODY_ELSE',
}
registerEnumType(ComplainedBy, {
  name: 'ComplainedBy',
  description: 'Who complained: whoever asks, as the victim, or somebody else.',
});

@InputType({ description: 'A complaint as you remember it. Give no names.' })
export class CheckedComplaintInput {
  @Field(() => AgencyKindEnum, { description: 'What kind of agency was told.' })
  to!: AgencyKind;

  @Field(() => LocalDateScalar, { description: 'When.' })
  madeOn!: Temporal.PlainDate;

  @Field(() => ComplainedBy, { description: 'Who complained.' })
  by!: ComplainedBy;

  @Field(() => Int, {
    nullable: true,
    description: 'A number of your own for somebody else, the same for the same person.',
  })
  personNumber?: number;

  @Field(() => Int, {
    nullable: true,
    description: 'A number of your own for the household that it came from.',
  })
  householdNumber?: number;
}

@InputType({ description: 'An incident, with what was said about it to agencies.' })
export class CheckedIncidentInput {
  @Field(() => LocalDateScalar, { description: 'When it happened.' })
  occurredOn!: Temporal.PlainDate;

  @Field(() => Boolean, { nullable: true, description: 'Whether you perceive it as motivated by hate.' })
  hate?: boolean;

  @Field(() => Boolean, { nullable: true, description: 'Whether it harassed, alarmed or distressed you.' })
  causedDistress?: boolean;

  @Field(() => [String], { nullable: true, description: "Ids of the partnership's kinds of behaviour." })
  behaviours?: string[];

  @Field(() => [CheckedComplaintInput], { description: 'At most 20; empty where nobody was told.' })
  complaints!: CheckedComplaintInput[];
}

@InputType({ description: 'An answer to one of the questions of the policy.' })
export class CheckedAnswerInput {
  @Field(() => String, { description: 'Which question, as "missing" of an earlier check names it.' })
  question!: string;

  @Field(() => Boolean, { description: 'Yes or no.' })
  answer!: boolean;
}

@InputType({ description: 'What happened, and what was said about it to whom.' })
export class ReviewCheckInput {
  @Field(() => [CheckedIncidentInput], { description: 'At most 50, with 150 complaints in all.' })
  incidents!: CheckedIncidentInput[];

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether you are dissatisfied with what the agencies did.',
  })
  dissatisfied?: boolean;

  @Field(() => [CheckedAnswerInput], {
    nullable: true,
    description: "Answers to the policy's own questions; at most 50.",
  })
  answers?: CheckedAnswerInput[];
}
