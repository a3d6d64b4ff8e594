import { Field, Float, ID, ObjectType, registerEnumType } from 'type-graphql';
import type { Temporal } from 'temporal-polyfill';
import { PageInfo } from '../case/case.type.js';
import { LocalDateScalar } from '../scalars.js';

export enum ReportCategoryEnum {
  ASB = 'ASB',
  HATE_INCIDENT = 'HATE_INCIDENT',
  HATE_CRIME = 'HATE_CRIME',
  OTHER_CRIME = 'OTHER_CRIME',
}
registerEnumType(ReportCategoryEnum, {
  name: 'ReportCategory',
  description: 'How the agency recorded a report.',
});

export enum ReportSource {
  OFFICER = 'OFFICER',
  POLICE_UK = 'POLICE_UK',
}
registerEnumType(ReportSource, { name: 'ReportSource', description: 'How a report came in.' });

@ObjectType({
  description: 'A complaint as one agency recorded it. It belongs to that agency.',
  simpleResolvers: true,
})
export class Report {
  @Field(() => ID, { description: 'Opaque.' })
  id!: string;

  @Field(() => String, {
    description: "The agency's own reference; for imported rows month, hash and occurrence.",
  })
  reference!: string;

  @Field(() => ReportSource, { description: 'How it came in.' })
  source!: ReportSource;

  @Field(() => ReportCategoryEnum, { description: 'How the agency recorded it.' })
  category!: ReportCategoryEnum;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'The day of the incident; null where only the month is known.',
  })
  occurredOn!: Temporal.PlainDate | null;

  @Field(() => String, { description: 'The month of the incident, such as "2025-03".' })
  occurredMonth!: string;

  @Field(() => LocalDateScalar, { nullable: true, description: 'When somebody complained.' })
  reportedOn!: Temporal.PlainDate | null;

  @Field(() => LocalDateScalar, { nullable: true, description: 'When the agency formally recorded it.' })
  recordedOn!: Temporal.PlainDate | null;

  @Field(() => String, { nullable: true, description: 'Who complained. Reading it is recorded.' })
  reporterName!: string | null;

  @Field(() => String, { description: 'Where it happened.' })
  place!: string;

  @Field(() => String, { nullable: true, description: 'The district.' })
  district!: string | null;

  @Field(() => Float, { nullable: true, description: 'Degrees east, WGS 84.' })
  longitude!: number | null;

  @Field(() => Float, { nullable: true, description: 'Degrees north, WGS 84.' })
  latitude!: number | null;

  @Field(() => String, { nullable: true, description: 'What was recorded.' })
  summary!: string | null;

  @Field(() => Boolean, { description: 'Whether hate was perceived.' })
  hatePerceived!: boolean;

  @Field(() => Boolean, {
    description:
      'No reporter or no report date: shows volume and place, and never counts towards a threshold.',
  })
  background!: boolean;
}

@ObjectType({ description: 'A page of reports, newest month first.' })
export class ReportConnection {
  @Field(() => [Report], { description: 'The reports of this page.' })
  nodes!: Report[];

  @Field(() => PageInfo, { description: 'Where it ends.' })
  pageInfo!: PageInfo;
}
