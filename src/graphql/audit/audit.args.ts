import { ArgsType, Field, ID, Int } from 'type-graphql';
import { AuditKindEnum } from './audit.type.js';

@ArgsType()
export class AuditEntriesArgs {
  @Field(() => Int, { description: 'How many at most: 1 to 100.' })
  first!: number;

  @Field(() => String, { nullable: true, description: 'The endCursor of the page before.' })
  after?: string;

  @Field(() => AuditKindEnum, { nullable: true, description: 'Only this kind of handling.' })
  kind?: AuditKindEnum;

  @Field(() => String, {
    nullable: true,
    description: 'Only what was done by this actor, as entries name it.',
  })
  actor?: string;
}

@ArgsType()
export class CaseAccessArgs {
  @Field(() => ID, { description: 'The case.' })
  caseId!: string;

  @Field(() => Int, { description: 'How many at most: 1 to 100.' })
  first!: number;

  @Field(() => String, { nullable: true, description: 'The endCursor of the page before.' })
  after?: string;
}

@ArgsType()
export class ReportAccessArgs {
  @Field(() => ID, { description: 'The report.' })
  reportId!: string;

  @Field(() => Int, { description: 'How many at most: 1 to 100.' })
  first!: number;

  @Field(() => String, { nullable: true, description: 'The endCursor of the page before.' })
  after?: string;
}
