import { Field, Int, InterfaceType, ObjectType, registerEnumType } from 'type-graphql';
import type { Refusal as CaseworkRefusal } from '#casework/outcome.js';
import { conflictGrounds } from '#domain/review/conflict.js';
import { enumOf } from './enum-of.js';
import { listOf } from './guard/prices.js';

enum RefusalCode {
  INVALID_INPUT = 'INVALID_INPUT',
  NOT_FOUND = 'NOT_FOUND',
  STALE_VERSION = 'STALE_VERSION',
  CLIENT_KEY_REUSED = 'CLIENT_KEY_REUSED',
  NOT_POSSIBLE_NOW = 'NOT_POSSIBLE_NOW',
  CONFLICT_OF_INTEREST = 'CONFLICT_OF_INTEREST',
}
registerEnumType(RefusalCode, {
  name: 'RefusalCode',
  description: 'Why a mutation was refused. Nothing was changed.',
});

@InterfaceType({
  description: 'An expected refusal. Nothing was changed.',
  autoRegisterImplementations: false,
})
abstract class Refusal {
  @Field(() => RefusalCode, { description: 'The kind of refusal.' })
  code!: RefusalCode;

  @Field(() => String, { description: 'The refusal in plain words.' })
  message!: string;
}

@ObjectType({ description: 'One thing wrong with an input.', simpleResolvers: true })
class InputProblem {
  @Field(() => String, { description: 'Path into the input, such as "incidents[1].occurredOn".' })
  path!: string;

  @Field(() => String, { description: 'What was found there and what was expected.' })
  message!: string;
}

@ObjectType({
  description: 'Fields are missing or contradict each other.',
  implements: Refusal,
  simpleResolvers: true,
})
class InvalidInput extends Refusal {
  @Field(() => [InputProblem], {
    complexity: listOf(5),
    description: 'Everything that is wrong, all at once.',
  })
  problems!: InputProblem[];
}

@ObjectType({
  description: 'There is no such thing, or it is not yours to see: the answer is the same.',
  implements: Refusal,
  simpleResolvers: true,
})
class NotFound extends Refusal {}

@ObjectType({
  description: 'Somebody changed the case since you read it.',
  implements: Refusal,
  simpleResolvers: true,
})
class StaleVersion extends Refusal {
  @Field(() => Int, { description: 'The version that the case is at now.' })
  currentVersion!: number;
}

@ObjectType({
  description: 'The client key was used for another input.',
  implements: Refusal,
  simpleResolvers: true,
})
class ClientKeyReused extends Refusal {}

@ObjectType({
  description: 'The stage of the case does not allow this now.',
  implements: Refusal,
  simpleResolvers: true,
})
class NotPossibleNow extends Refusal {}

const ConflictGroundEnum = enumOf(conflictGrounds);
type ConflictGroundEnum = keyof typeof ConflictGroundEnum;
registerEnumType(ConflictGroundEnum, {
  name: 'ConflictGround',
  description: 'Why somebody cannot be independent in a case.',
});

@ObjectType({
  description: 'You cannot be independent in this case: somebody else has to do it.',
  implements: Refusal,
  simpleResolvers: true,
})
class ConflictOfInterest extends Refusal {
  @Field(() => [ConflictGroundEnum], { description: 'Why; at least one.' })
  grounds!: ConflictGroundEnum[];
}

/** Every type a refusal may be; each mutation's result union holds all of them beside its own answer. */
export const refusalTypes = [
  InvalidInput,
  NotFound,
  StaleVersion,
  ClientKeyReused,
  NotPossibleNow,
  ConflictOfInterest,
] as const;

const typeByCode = {
  INVALID_INPUT: InvalidInput,
  NOT_FOUND: NotFound,
  STALE_VERSION: StaleVersion,
  CLIENT_KEY_REUSED: ClientKeyReused,
  NOT_POSSIBLE_NOW: NotPossibleNow,
  CONFLICT_OF_INTEREST: ConflictOfInterest,
} as const;

/** A refusal as an instance of its type, so that result unions resolve by class. */
export function presentRefusal(refusal: CaseworkRefusal): InstanceType<(typeof refusalTypes)[number]> {
  const instance: InstanceType<(typeof refusalTypes)[number]> = new typeByCode[refusal.code]();
  return Object.assign(instance, refusal);
}
