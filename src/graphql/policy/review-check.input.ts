import type { Temporal } from 'temporal-polyfill';
import { Field, InputType, Int, registerEnumType } from 'type-graphql';
import type { AgencyKind } from '#domain/policy/agency-kind.js';
import { AgencyKindEnum } from '../partnership/agency-kind.enum.js';
import { LocalDateScalar } from '../scalars.js';

export enum ComplainedBy {
  ME = 'ME',
  SOMEBODY_ELSE = 'SOMEBODY_ELSE',
  UNKNOWN = 'UNKNOWN',
}
registerEnumType(ComplainedBy, {
  name: 'ComplainedBy',
  description: 'Who complained: whoever asks, as the victim, somebody else, or it is not known who.',
});

@InputType({ description: 'A complaint as you remember it. Give no names.' })
export class CheckedComplaintInput {
  @Field(() => AgencyKindEnum, {
    nullable: true,
    description: 'What kind of agency was told; left out where it is not known, or "agency" says it.',
  })
  to?: AgencyKind;

  @Field(() => String, { nullable: true, description: 'The slug of the agency that was told.' })
  agency?: string;

  @Field(() => LocalDateScalar, { nullable: true, description: 'When; left out where it is not known.' })
  madeOn?: Temporal.PlainDate;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'When the agency recorded it; left out, on the day of the complaint.',
  })
  recordedOn?: Temporal.PlainDate;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the agency recorded it, as when it gave a reference; left out, it did.',
  })
  formallyRecorded?: boolean;

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

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the police recorded it as motivated by hate; left out where it is not known.',
  })
  recordedAsHate?: boolean;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether you were told that it is a crime; left out where it is not known.',
  })
  crime?: boolean;

  @Field(() => Boolean, { nullable: true, description: 'Whether it harassed, alarmed or distressed you.' })
  causedDistress?: boolean;

  @Field(() => [String], { nullable: true, description: "Ids of the partnership's kinds of behaviour." })
  behaviours?: string[];

  @Field(() => Int, {
    nullable: true,
    description: 'A number of your own for the problem, the same for incidents of the same problem.',
  })
  problemNumber?: number;

  @Field(() => Int, { nullable: true, description: 'The same for the place.' })
  placeNumber?: number;

  @Field(() => Int, { nullable: true, description: 'The same for the person complained of.' })
  personComplainedOfNumber?: number;

  @Field(() => [Int], {
    nullable: true,
    description: 'Numbers of other people whom it befell, as in "personNumber"; left out where nobody said.',
  })
  alsoAffected?: number[];

  @Field(() => [CheckedComplaintInput], { description: 'Empty where nobody was told.' })
  complaints!: CheckedComplaintInput[];
}

@InputType({ description: 'An answer to one of the questions of the policy.' })
export class CheckedAnswerInput {
  @Field(() => String, { description: 'Which question, as "missing" of an earlier check names it.' })
  question!: string;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Yes or no; left out where you do not know. What others will answer is taken as supposed.',
  })
  answer?: boolean;

  @Field(() => [Int], {
    nullable: true,
    description: 'Of how incidents belong together: their numbers, from 1. Left out: all of them.',
  })
  incidents?: number[];
}

@InputType({ description: 'An answer to a question of the risk matrix.' })
export class CheckedRiskInput {
  @Field(() => String, { description: 'Which question, by its id in the policy.' })
  question!: string;

  @Field(() => String, { description: 'Which answer, by its id.' })
  answer!: string;
}

@InputType({ description: 'What happened, and what was said about it to whom.' })
export class ReviewCheckInput {
  @Field(() => [CheckedIncidentInput], { description: 'At most 500, with 500 complaints in all.' })
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
  @Field(() => [CheckedRiskInput], {
    nullable: true,
    description: 'Answers to the risk matrix, each question once; what you leave out is not known.',
  })
  risk?: CheckedRiskInput[];
}
