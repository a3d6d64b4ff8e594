import { Field, Float, ObjectType, registerEnumType } from 'type-graphql';
import type { DayText, ReportView } from '#casework/views.js';
import { FieldDisclosure, PageInfo } from '../case/case.type.js';
import { LocalDateScalar } from '../scalars.js';
import { OpenedEnum } from '../sharing/sharing.enum.js';
import { listOf, nodesOfPage, pageInfo } from '../guard/prices.js';

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

enum ReportSource {
  OFFICER = 'OFFICER',
  POLICE_UK = 'POLICE_UK',
}
registerEnumType(ReportSource, { name: 'ReportSource', description: 'How a report came in.' });

@ObjectType({
  description: 'A complaint as one agency recorded it. It belongs to that agency.',
  simpleResolvers: true,
})
export class Report {
  /** Of the row; the opaque id is made of it. */
  id!: string;

  @Field(() => String, {
    description: "The agency's own reference; for imported rows month, hash and occurrence.",
  })
  reference!: string;

  @Field(() => ReportSource, { description: 'How it came in.' })
  source!: ReportView['source'];

  @Field(() => ReportCategoryEnum, { description: 'How the agency recorded it.' })
  category!: ReportView['category'];

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'The day of the incident; null where only the month is known.',
  })
  occurredOn!: DayText | null;

  @Field(() => String, { description: 'The month of the incident, such as "2025-03".' })
  occurredMonth!: string;

  @Field(() => LocalDateScalar, { nullable: true, description: 'When somebody complained.' })
  reportedOn!: DayText | null;

  @Field(() => LocalDateScalar, { nullable: true, description: 'When the agency formally recorded it.' })
  recordedOn!: DayText | null;

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

  @Field(() => [String], {
    nullable: true,
    description: "Ids of the partnership's kinds of behaviour; null where the agency named none.",
  })
  behaviours!: ReportView['behaviours'];

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether it is recorded as one of hate; null: as the category says.',
  })
  recordedAsHate!: boolean | null;

  @Field(() => String, {
    nullable: true,
    description: 'Where whoever complained lives. Reading it is recorded.',
  })
  household!: string | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Whom it befell, as the agency calls them. Reading it is recorded.',
  })
  affected!: ReportView['affected'];

  @Field(() => String, { nullable: true, description: 'What the agency did. Reading it is recorded.' })
  actionTaken!: string | null;

  @Field(() => LocalDateScalar, { nullable: true, description: 'When the agency closed it.' })
  closedOn!: DayText | null;

  @Field(() => OpenedEnum, { description: 'How far it is open to you.' })
  opened!: OpenedEnum;

  @Field(() => [FieldDisclosure], { complexity: listOf(1), description: 'Fields withheld from this viewer.' })
  disclosure!: readonly FieldDisclosure[];
}

@ObjectType({ description: 'A page of reports, newest month first.' })
export class ReportConnection {
  @Field(() => [Report], { complexity: nodesOfPage, description: 'The reports of this page.' })
  nodes!: readonly Report[];

  @Field(() => PageInfo, { complexity: pageInfo, description: 'Where it ends.' })
  pageInfo!: PageInfo;
}
