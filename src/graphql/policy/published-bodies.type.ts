import { Field, Int, ObjectType } from 'type-graphql';
import type { AgencyKind } from '#domain/policy/agency-kind.js';
import { listOf } from '../guard/prices.js';
import { AgencyKindEnum } from '../partnership/agency-kind.enum.js';
import { DeclineGround, PublishedItem, PublishedWords } from './published-words.type.js';

@ObjectType({ description: 'Who may apply.', simpleResolvers: true })
export class PublishedApplicants extends PublishedWords {
  @Field(() => Boolean, { description: 'Whether somebody may apply for a victim.' })
  thirdParties!: boolean;

  @Field(() => Boolean, { description: 'Whether one person may apply for several victims.' })
  severalVictims!: boolean;

  @Field(() => [String], { description: 'Who, such as "victim" or "group"; empty where nobody is listed.' })
  who!: readonly string[];

  @Field(() => String, {
    nullable: true,
    description: "In which form a victim's consent is asked for; null where it is not said.",
  })
  consent!: string | null;
}

@ObjectType({ description: 'How to have the handling or the review looked at again.', simpleResolvers: true })
export class PublishedAppeal extends PublishedWords {
  @Field(() => String, { description: 'Its id in the policy.' })
  id!: string;

  @Field(() => String, { nullable: true, description: 'To whom; null where the policy does not say.' })
  to!: string | null;

  @Field(() => String, { nullable: true, description: 'Who hears it.' })
  heardBy!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Which other partnership hears it, or how it is chosen; null where none does.',
  })
  peer!: string | null;

  @Field(() => String, { nullable: true, description: 'By when it must be lodged, such as "28 days".' })
  within!: string | null;

  @Field(() => [DeclineGround], { complexity: listOf(3), description: 'The only grounds; empty for any.' })
  grounds!: readonly DeclineGround[];

  @Field(() => [String], { description: 'Against what, such as "threshold not met"; empty for all.' })
  against!: readonly string[];

  @Field(() => String, { nullable: true, description: 'What it can bring about, such as "refers back".' })
  effect!: string | null;

  @Field(() => [String], { description: 'Papers that go with it.' })
  papers!: readonly string[];
}

@ObjectType({ description: 'Who decides whether the threshold is met.', simpleResolvers: true })
export class PublishedDeciders extends PublishedWords {
  @Field(() => Int, { nullable: true, description: 'So many people at least; null where it is not said.' })
  atLeastPeople!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Of so many agencies at least; null where it is not said.',
  })
  atLeastAgencies!: number | null;

  @Field(() => String, { nullable: true, description: 'In which role.' })
  role!: string | null;
}

@ObjectType({ description: 'What holds for the panel.', simpleResolvers: true })
export class PublishedPanel extends PublishedWords {
  @Field(() => Int, { nullable: true, description: 'So many people at least.' })
  atLeastPeople!: number | null;

  @Field(() => Int, { nullable: true, description: 'Of so many agencies at least.' })
  atLeastAgencies!: number | null;

  @Field(() => [AgencyKindEnum], {
    description: 'Kinds of agency that must take part; empty where it is not said.',
  })
  kinds!: readonly AgencyKind[];

  @Field(() => [PublishedItem], {
    complexity: listOf(1),
    description: 'Who else is invited, and when; empty where it is not said.',
  })
  alsoInvited!: readonly PublishedItem[];

  @Field(() => String, { nullable: true, description: 'Who chairs it.' })
  chairedBy!: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the chair has no part in the case; null where it is not said.',
  })
  chairIsIndependentOfCase!: boolean | null;

  @Field(() => String, { nullable: true, description: 'Who signs the outcome; null where it is not said.' })
  outcomeSignedBy!: string | null;

  @Field(() => String, { description: 'How the victim takes part, such as "invited" or "not said".' })
  victim!: string;

  @Field(() => Int, { nullable: true, description: 'For so many minutes; null where it is not said.' })
  victimMinutes!: number | null;
}

@ObjectType({ description: 'How the outcome is told.', simpleResolvers: true })
export class PublishedOutcome extends PublishedWords {
  @Field(() => String, { description: 'Who writes it to the applicant.' })
  writtenBy!: string;
}

@ObjectType({
  description: 'How the complaints are counted with which the Act asks for a review. s.104(4) and (12)',
  simpleResolvers: true,
})
export class PublishedStatutoryLimb extends PublishedWords {
  @Field(() => Int, { description: 'So many qualifying complaints are enough.' })
  qualifyingComplaints!: number;

  @Field(() => Boolean, {
    description: 'Whether each of several complaints by one person of one incident counts.',
  })
  severalByOnePersonCount!: boolean;
}

@ObjectType({ description: 'What happens at the second report.', simpleResolvers: true })
export class PublishedSecondReport extends PublishedWords {
  @Field(() => Boolean, { description: 'Whether the victim is then told of the review.' })
  informs!: boolean;
}

@ObjectType({ description: 'What say the victim has on the action plan.', simpleResolvers: true })
export class PublishedDraftPlan extends PublishedWords {
  @Field(() => Boolean, { description: 'Whether the victim is asked about it before it is final.' })
  victimConsulted!: boolean;
}

@ObjectType({ description: 'A kind of anti-social behaviour.', simpleResolvers: true })
export class PublishedBehaviour extends PublishedItem {
  @Field(() => String, { description: 'personal, nuisance or environmental.' })
  heading!: string;
}
