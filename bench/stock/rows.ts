import 'reflect-metadata';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

// One class is entity and GraphQL type at once, as most projects on this stack have it.

@ObjectType({ simpleResolvers: true })
@Entity({ schema: 'concord', name: 'agencies' })
export class Agency {
  @PrimaryColumn('uuid', { name: 'tenant_id' })
  tenantId!: string;

  @PrimaryColumn('uuid')
  id!: string;

  @Field(() => String)
  @Column('text')
  name!: string;

  @Field(() => String)
  @Column('text')
  kind!: string;
}

@ObjectType({ simpleResolvers: true })
@Entity({ schema: 'concord', name: 'area_teams' })
export class AreaTeam {
  @PrimaryColumn('uuid', { name: 'tenant_id' })
  tenantId!: string;

  @PrimaryColumn('uuid')
  id!: string;

  @Field(() => String)
  @Column('text')
  name!: string;
}

@ObjectType({ simpleResolvers: true })
@Entity({ schema: 'concord', name: 'reports' })
export class Report {
  @PrimaryColumn('uuid', { name: 'tenant_id' })
  tenantId!: string;

  @PrimaryColumn('uuid')
  id!: string;

  @Field(() => String)
  @Column('text')
  reference!: string;

  @Field(() => String)
  @Column('text')
  category!: string;

  @Field(() => String)
  @Column('text')
  place!: string;

  @Field(() => Boolean)
  @Column('boolean', { name: 'hate_perceived' })
  hatePerceived!: boolean;
}

@ObjectType({ simpleResolvers: true })
@Entity({ schema: 'concord', name: 'report_links' })
export class ReportLink {
  @PrimaryColumn('uuid', { name: 'tenant_id' })
  tenantId!: string;

  @PrimaryColumn('uuid', { name: 'case_id' })
  caseId!: string;

  @PrimaryColumn('uuid', { name: 'report_id' })
  reportId!: string;

  @Column('uuid', { name: 'agency_id' })
  agencyId!: string;

  @Field(() => String, { nullable: true })
  @Column('date', { name: 'occurred_on', nullable: true })
  occurredOn!: string | null;

  @Field(() => String, { nullable: true })
  @Column('date', { name: 'reported_on', nullable: true })
  reportedOn!: string | null;

  @Field(() => Date)
  @Column('timestamptz', { name: 'linked_at' })
  linkedAt!: Date;
}

@ObjectType({ simpleResolvers: true })
@Entity({ schema: 'concord', name: 'cases' })
export class Case {
  @PrimaryColumn('uuid', { name: 'tenant_id' })
  tenantId!: string;

  @Field(() => ID)
  @PrimaryColumn('uuid')
  id!: string;

  @Field(() => String)
  @Column('text')
  reference!: string;

  @Field(() => Int)
  @Column('integer')
  version!: number;

  @Field(() => String)
  @Column('text')
  stage!: string;

  @Column('timestamptz', { name: 'received_at' })
  receivedAt!: Date;

  @Field(() => String)
  @Column('date', { name: 'received_on' })
  receivedOn!: string;

  @Column('uuid', { name: 'area_team_id', nullable: true })
  areaTeamId!: string | null;
}

@ObjectType({ simpleResolvers: true })
export class PageInfo {
  @Field(() => Boolean)
  hasNextPage!: boolean;

  @Field(() => String, { nullable: true })
  endCursor!: string | null;
}

@ObjectType({ simpleResolvers: true })
export class CasePage {
  @Field(() => [Case])
  nodes!: Case[];

  @Field(() => PageInfo)
  pageInfo!: PageInfo;
}
