import { createUnionType, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { caseEventTypes } from '#domain/review/case-event.js';
import { CaseStageEnum, Holding, IncidentMatchEnum, ThresholdOutcomeEnum } from '../case/case.enum.js';
import { enumOf } from '../enum-of.js';
import { CursorScalar, InstantScalar, LocalDateScalar } from '../scalars.js';
import { listOf } from '../guard/prices.js';

export const CaseEventTypeEnum = enumOf(caseEventTypes);
export type CaseEventTypeEnum = keyof typeof CaseEventTypeEnum;
registerEnumType(CaseEventTypeEnum, { name: 'CaseEventType', description: 'What happened to a case.' });

@ObjectType({ description: 'A timescale that was started or given a new day.', simpleResolvers: true })
export class ClockStarted {
  @Field(() => ID, { description: 'The clock.' })
  id!: string;

  @Field(() => String, { description: 'The step of the policy.' })
  step!: string;

  @Field(() => LocalDateScalar, { description: 'The last day in time, inclusive.' })
  dueOn!: string;
}

@ObjectType({
  description: 'Something that happened: ids, stages and days only. Query the case for names and words.',
  simpleResolvers: true,
})
export class CaseEvent {
  @Field(() => ID, {
    description: 'Random, the same whenever the event is delivered: drop what you have seen.',
  })
  id!: string;

  @Field(() => CaseEventTypeEnum, { description: 'What happened.' })
  type!: CaseEventTypeEnum;

  @Field(() => InstantScalar, { description: 'When.' })
  at!: string;

  @Field(() => ID, { description: 'The case.' })
  caseId!: string;

  @Field(() => Int, { description: 'The version that it made.' })
  caseVersion!: number;

  @Field(() => CaseStageEnum, { description: 'The stage after it.' })
  stage!: CaseStageEnum;

  @Field(() => ThresholdOutcomeEnum, { nullable: true, description: 'The outcome, of a decision.' })
  outcome!: ThresholdOutcomeEnum | null;

  @Field(() => IncidentMatchEnum, { nullable: true, description: 'How an incident was matched.' })
  match!: IncidentMatchEnum | null;

  @Field(() => Holding, { nullable: true, description: 'What an agency answered that it holds.' })
  holds!: Holding | null;

  @Field(() => [ClockStarted], {
    complexity: listOf(3),
    description: 'Timescales that it started or gave a new day.',
  })
  clocksStarted!: ClockStarted[];

  @Field(() => CursorScalar, { description: 'Resume after it with this.' })
  cursor!: string;
}

@ObjectType({
  description: 'Sent on a fixed timer, and first of all on a stream that starts now. Its cursor is fresh.',
  simpleResolvers: true,
})
export class Heartbeat {
  @Field(() => CursorScalar, { description: 'Resume after it with this.' })
  cursor!: string;
}

@ObjectType({
  description:
    'The last item of a stream whose cursor is too old to replay from, or beyond the end of the log: query what you show again, then subscribe after the cursor of that answer.',
  simpleResolvers: true,
})
export class SnapshotRequired {
  @Field(() => CursorScalar, { description: 'The present end of the log.' })
  cursor!: string;
}

export enum StreamEndReason {
  TOKEN_EXPIRED = 'TOKEN_EXPIRED',
  MEMBERSHIP_ENDED = 'MEMBERSHIP_ENDED',
  SERVER_STOPPING = 'SERVER_STOPPING',
}
registerEnumType(StreamEndReason, { name: 'StreamEndReason', description: 'Why a stream ended.' });

@ObjectType({ description: 'The last item of a stream that the server ends.', simpleResolvers: true })
export class StreamEnded {
  @Field(() => StreamEndReason, { description: 'Why.' })
  reason!: StreamEndReason;
}

export const CaseFeedItem = createUnionType({
  name: 'CaseFeedItem',
  description: 'What a subscription to case events delivers.',
  types: () => [CaseEvent, Heartbeat, SnapshotRequired, StreamEnded] as const,
});

@InputType({ description: 'Which events to deliver.' })
export class CaseEventFilter {
  @Field(() => ID, { nullable: true, description: 'Only those of this case.' })
  caseId?: string;
}
