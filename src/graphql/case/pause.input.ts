import { Field, ID, InputType } from 'type-graphql';
import type { Temporal } from 'temporal-polyfill';
import { LocalDateScalar } from '../scalars.js';
import { PauseReasonEnum } from './case.enum.js';
import { CaseVersionInput } from './case.input.js';

@InputType({ description: 'Days on which clocks stand still, and why.' })
export class PauseClocksInput extends CaseVersionInput {
  @Field(() => PauseReasonEnum, { description: 'A reason for which the policy lets a step stand still.' })
  reason!: PauseReasonEnum;

  @Field(() => LocalDateScalar, {
    description: 'The first day, inclusive; today or earlier, unless the last day is given.',
  })
  from!: Temporal.PlainDate;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'The last day, inclusive; leave it out while nobody knows until when.',
  })
  through?: Temporal.PlainDate;
}

@InputType({ description: 'The end of a pause that lasts.' })
export class ResumeClocksInput extends CaseVersionInput {
  @Field(() => ID, { description: 'The pause.' })
  pauseId!: string;

  @Field(() => LocalDateScalar, { description: 'The last day on which the clocks stand still, inclusive.' })
  through!: Temporal.PlainDate;
}
