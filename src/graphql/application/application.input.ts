import { Field, InputType } from 'type-graphql';
import type { Temporal } from 'temporal-polyfill';
import { ApplicantKindEnum } from '../case/case.enum.js';
import { AuthorityKindEnum } from '../case/case.type.js';
import { LocalDateScalar } from '../scalars.js';

@InputType({ description: 'How to reach the applicant: at least one way.' })
export class ContactInput {
  @Field(() => String, { nullable: true, description: 'E-mail address.' })
  email?: string;

  @Field(() => String, { nullable: true, description: 'Telephone number.' })
  phone?: string;

  @Field(() => String, { nullable: true, description: 'Postal address.' })
  address?: string;
}

@InputType({ description: 'A victim for whom a third party applies.' })
export class RepresentedVictimInput {
  @Field(() => String, { description: "The victim's name." })
  name!: string;

  @Field(() => AuthorityKindEnum, { description: 'How they gave authority.' })
  authorityKind!: AuthorityKindEnum;

  @Field(() => LocalDateScalar, { description: 'When they gave it; not in the future.' })
  authorityGivenOn!: Temporal.PlainDate;

  @Field(() => String, {
    nullable: true,
    description:
      'Where they live, by a label that is the same for all who live there, such as a house number.',
  })
  household?: string;

  @Field(() => String, {
    nullable: true,
    description: 'What they do not want shared, with whom and why. A wish: the bodies share as a duty.',
  })
  sharingObjection?: string;
}

@InputType({ description: 'To whom and when an incident was reported.' })
export class ComplaintInput {
  @Field(() => String, { description: 'Slug of the agency that was told.' })
  agency!: string;

  @Field(() => LocalDateScalar, { description: 'When; on the day of the incident or later.' })
  madeOn!: Temporal.PlainDate;

  @Field(() => Boolean, {
    defaultValue: true,
    description: 'Whether the victim reported it; false for somebody else.',
  })
  madeByVictim!: boolean;

  @Field(() => String, { nullable: true, description: "The agency's reference, where known." })
  reference?: string;

  @Field(() => String, {
    nullable: true,
    description: 'Where whoever reported it lives, by its label; only where the victim did not.',
  })
  household?: string;
}

@InputType({ description: 'One incident complained of: what happened at one time and place.' })
export class IncidentInput {
  @Field(() => LocalDateScalar, { description: 'The day; not in the future.' })
  occurredOn!: Temporal.PlainDate;

  @Field(() => String, { description: 'Where.' })
  place!: string;

  @Field(() => String, { description: 'What happened.' })
  description!: string;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Whether the victim or another person perceives hate.',
  })
  hatePerceived!: boolean;

  @Field(() => [String], {
    nullable: true,
    description: "Ids of the partnership's kinds of behaviour that it was, as the public policy lists them.",
  })
  behaviours?: string[];

  @Field(() => [String], {
    nullable: true,
    description:
      'Everybody whom it befell, the victim by the name given here, others by a name or label. Left out, the victims.',
  })
  affected?: string[];

  @Field(() => [ComplaintInput], { description: 'To whom and when it was reported; empty when it was not.' })
  complaints!: ComplaintInput[];
}

@InputType({ description: 'An application for a review. Nobody needs an account to make one.' })
export class ApplyForReviewInput {
  @Field(() => String, {
    description: 'Your own key, 8 to 100 characters: the same key and input give the first answer again.',
  })
  clientKey!: string;

  @Field(() => ApplicantKindEnum, { description: 'The victim, or a third party with authority to act.' })
  applicantKind!: ApplicantKindEnum;

  @Field(() => String, { description: "The applicant's name." })
  name!: string;

  @Field(() => ContactInput, { description: 'How to reach the applicant.' })
  contact!: ContactInput;

  @Field(() => String, {
    nullable: true,
    description: 'What a third party is to the victim: carer, councillor, support worker, …',
  })
  relationship?: string;

  @Field(() => [RepresentedVictimInput], {
    defaultValue: [],
    description: 'Victims that a third party applies for.',
  })
  victims!: RepresentedVictimInput[];

  @Field(() => String, {
    nullable: true,
    description:
      'Where the victim who applies lives, by a label that is the same for all who live there, such as a house number.',
  })
  household?: string;

  @Field(() => String, {
    nullable: true,
    description: 'The district where it happened; finds the area team.',
  })
  district?: string;

  @Field(() => [IncidentInput], { description: 'The incidents complained of: 1 to 50.' })
  incidents!: IncidentInput[];

  @Field(() => Boolean, { description: "Whether you are dissatisfied with the agencies' response." })
  dissatisfied!: boolean;

  @Field(() => String, { nullable: true, description: 'Why.' })
  dissatisfaction?: string;

  @Field(() => String, {
    nullable: true,
    description: 'What you do not want shared, with whom and why. A wish: the bodies share as a duty.',
  })
  sharingObjection?: string;
}
