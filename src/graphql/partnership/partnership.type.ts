import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { AgencyRecord, AreaTeamRecord } from '#casework/partnership-ports.js';
import { AgencyKindEnum } from './agency-kind.enum.js';
import { Contact, WayToApply } from './contact.type.js';
import { KeptRecords, PrivacyNotice, RoleName, WelshWords } from './published-settings.type.js';
import { listOf } from '../guard/prices.js';

enum AgencyDuty {
  APPEAL = 'appeal',
  OVERSIGHT = 'oversight',
}
registerEnumType(AgencyDuty, {
  name: 'AgencyDuty',
  description: 'What an agency does beside taking part in reviews.',
});

/** An agency as it is read: everybody in the partnership may see all of it. */
@ObjectType({ description: "An organisation's place in this partnership.", simpleResolvers: true })
export class Agency implements AgencyRecord {
  id!: string;

  @Field(() => String, { description: 'Its short name in inputs, such as "leicester-city-council".' })
  slug!: string;

  @Field(() => String, { description: 'Its name.' })
  name!: string;

  @Field(() => AgencyKindEnum, { description: 'What kind of body it is.' })
  kind!: AgencyRecord['kind'];

  @Field(() => [AgencyDuty], { description: 'Whether it hears appeals or oversees reviews.' })
  duties!: AgencyRecord['duties'];
}

@ObjectType({
  description: 'A team (hub) for some districts, which keeps applicants informed.',
  simpleResolvers: true,
})
export class AreaTeam implements AreaTeamRecord {
  id!: string;

  /** Not a field: it tells which team of the partnership's file this is. */
  slug!: string;

  @Field(() => String, { description: 'Its name.' })
  name!: string;

  @Field(() => [String], { description: 'The districts that it serves.' })
  districts!: readonly string[];
}

@ObjectType({ description: 'Figures of one past period, as they were printed.', simpleResolvers: true })
export class FiguresRow {
  @Field(() => String, { description: 'The period, such as "2016/17".' })
  period!: string;

  @Field(() => Int, { nullable: true, description: 'The single number printed, where that is all there is.' })
  cases?: number | null;

  @Field(() => Int, { nullable: true, description: 'Applications. s.104(9)(a)' })
  applications?: number | null;

  @Field(() => Int, { nullable: true, description: 'Times the threshold was not met. s.104(9)(b)' })
  thresholdNotMet?: number | null;

  @Field(() => Int, { nullable: true, description: 'Reviews carried out. s.104(9)(c)' })
  reviews?: number | null;

  @Field(() => Int, { nullable: true, description: 'Reviews that resulted in recommendations. s.104(9)(d)' })
  reviewsWithRecommendations?: number | null;
}

@ObjectType({ description: 'What the partnership published before.', simpleResolvers: true })
export class PublishedFigures {
  @Field(() => String, { description: 'financial_year, calendar_year or quarter.' })
  basis!: string;

  @Field(() => String, { description: 'What the numbers count, as printed.' })
  measure!: string;

  @Field(() => [FiguresRow], { complexity: listOf(5), description: 'Oldest first.' })
  rows!: FiguresRow[];
}

@ObjectType({ description: 'A community safety partnership: what it says of itself in public.' })
export class Partnership {
  @Field(() => String, { description: 'Its name in addresses.' })
  slug!: string;

  @Field(() => String, { description: 'Its name.' })
  name!: string;

  @Field(() => String, { description: 'What it calls a case review, such as "community trigger".' })
  publicTerm!: string;

  @Field(() => String, { description: 'What the review is for, in a few words.' })
  explanation!: string;

  @Field(() => WelshWords, { nullable: true, description: 'Both in Welsh; null where it has none.' })
  welsh!: WelshWords | null;

  @Field(() => [RoleName], {
    complexity: listOf(2),
    description: 'Its own names of roles; empty where it has none.',
  })
  roles!: readonly RoleName[];

  @Field(() => String, { description: 'england or wales.' })
  nation!: string;

  @Field(() => [String], {
    description: 'Codes of the languages in which somebody may ask to be written to, such as "en" or "cy".',
  })
  languages!: readonly string[];

  @Field(() => String, { description: 'The local government area.' })
  area!: string;

  @Field(() => [String], { description: 'Districts of its area, with those they replaced.' })
  districts!: string[];

  @Field(() => Contact, {
    nullable: true,
    description: 'The single point of contact; null where none is published.',
  })
  contact!: Contact | null;

  @Field(() => PrivacyNotice, {
    nullable: true,
    description: 'What is done with personal data; null where it is not said.',
  })
  privacyNotice!: PrivacyNotice | null;

  @Field(() => Contact, {
    nullable: true,
    description: 'Who answers when somebody asks for the data held about them; null where it is not said.',
  })
  rightsRequests!: Contact | null;

  @Field(() => Contact, {
    nullable: true,
    description: 'Who answers a complaint about the use of personal data; null where it is not said.',
  })
  dataComplaints!: Contact | null;

  @Field(() => [KeptRecords], {
    complexity: listOf(3),
    description: 'How long records are kept; empty where it is not said.',
  })
  retention!: readonly KeptRecords[];

  @Field(() => String, {
    nullable: true,
    description: 'What stands on papers, such as "OFFICIAL-SENSITIVE"; null where nothing does.',
  })
  protectiveMarking!: string | null;

  @Field(() => [WayToApply], {
    complexity: listOf(4),
    description: 'Ways to apply; empty where none is published.',
  })
  waysToApply!: readonly WayToApply[];

  @Field(() => PublishedFigures, {
    nullable: true,
    description: 'Past figures as printed; null where none are.',
  })
  publishedFigures?: PublishedFigures | null;
}

@ObjectType({ description: 'Who is signed in, and as what in this partnership.' })
export class Viewer {
  @Field(() => String, { description: 'The name that the identity provider gives.' })
  name!: string;

  @Field(() => [String], { description: 'Roles of this membership.' })
  roles!: readonly string[];

  agencyId!: string | undefined;
}
