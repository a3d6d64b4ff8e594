import { Field, ID, ObjectType } from 'type-graphql';
import type { DayText, InstantText } from '#casework/views.js';
import { CaseStageEnum, ThresholdOutcomeEnum } from '../case/case.enum.js';
import { AreaTeam } from '../partnership/partnership.type.js';
import { InstantScalar, LocalDateScalar } from '../scalars.js';
import { listOf } from '../guard/prices.js';

@ObjectType({ description: 'A day by which a step is due, and how it was reckoned.', simpleResolvers: true })
export class StepDue {
  @Field(() => String, { description: 'The step of the policy.' })
  step!: string;

  @Field(() => LocalDateScalar, { description: 'The last day, inclusive.' })
  dueOn!: DayText;

  @Field(() => String, { description: 'How the day was reckoned, in words.' })
  arithmetic!: string;
}

@ObjectType({ description: 'The application arrived.' })
export class ApplicationReceived {
  @Field(() => String, { description: 'Its reference. Keep it with the secret.' })
  reference!: string;

  @Field(() => String, {
    description: 'With the reference it shows the progress. Whoever has both can read it.',
  })
  secret!: string;

  @Field(() => LocalDateScalar, { description: 'The local day of receipt.' })
  receivedOn!: DayText;

  @Field(() => [StepDue], {
    complexity: listOf(4),
    description: 'What is due by when; empty where the policy promises nothing yet.',
  })
  clocks!: readonly StepDue[];
}

@ObjectType({ description: 'What was decided, as the applicant may read it.', simpleResolvers: true })
export class ApplicationDecision {
  @Field(() => ThresholdOutcomeEnum, { description: 'Met, not met or declined.' })
  outcome!: ThresholdOutcomeEnum;

  @Field(() => String, { description: 'The reason in words.' })
  reason!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The ground for declining, in the words of the policy.',
  })
  declineGround!: string | null;

  @Field(() => InstantScalar, { description: 'When it was decided.' })
  decidedAt!: InstantText;
}

@ObjectType({ description: 'The progress of an application, for whoever holds its reference and secret.' })
export class Application {
  caseId!: string;
  policyVersionId!: string;

  @Field(() => ID, { description: 'Its reference.' })
  reference!: string;

  @Field(() => CaseStageEnum, { description: 'Where it stands.' })
  stage!: CaseStageEnum;

  @Field(() => AreaTeam, {
    nullable: true,
    description: 'The area team that keeps you informed; null where there is none.',
  })
  areaTeam!: AreaTeam | null;

  @Field(() => LocalDateScalar, { description: 'The local day of receipt.' })
  receivedOn!: DayText;
}
