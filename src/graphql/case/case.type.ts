import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { DayText, InstantText } from '#casework/views.js';
import { AreaTeam } from '../partnership/partnership.type.js';
import { InstantScalar, LocalDateScalar } from '../scalars.js';
import { ApplicantKindEnum, CaseActionEnum, CaseStageEnum, PauseReasonEnum } from './case.enum.js';
import { listOf, nodesOfPage, pageInfo } from '../guard/prices.js';

@ObjectType({ description: 'A case: the joint record that one application opened.' })
export class Case {
  @Field(() => ID, { description: 'Opaque.' })
  id!: string;

  /** The row's own id, for the fields that are read by it. */
  caseId!: string;
  policyVersionId!: string;
  leadsReview!: boolean;

  @Field(() => String, { description: 'The reference that people use, such as LEI-7K3F-9QXM.' })
  reference!: string;

  @Field(() => Int, { description: 'Raised by every change; mutations take the version that was seen.' })
  version!: number;

  @Field(() => CaseStageEnum, { description: 'Where it stands.' })
  stage!: CaseStageEnum;

  @Field(() => [CaseActionEnum], { description: 'What may be done in this stage.' })
  availableActions!: CaseActionEnum[];

  @Field(() => AreaTeam, {
    nullable: true,
    description: 'The area team that keeps the applicant informed.',
  })
  areaTeam!: AreaTeam | null;

  @Field(() => InstantScalar, { description: 'When the application arrived.' })
  receivedAt!: InstantText;

  @Field(() => LocalDateScalar, { description: 'The local day of receipt; the rules count from it.' })
  receivedOn!: DayText;

  @Field(() => ApplicantKindEnum, { description: 'Whether the victim or a third party applied.' })
  applicantKind!: ApplicantKindEnum;

  @Field(() => String, { nullable: true, description: 'What a third party is to the victim.' })
  relationship!: string | null;

  @Field(() => Boolean, { description: "Whether the applicant is dissatisfied with the agencies' response." })
  dissatisfied!: boolean;

  @Field(() => String, { nullable: true, description: 'Why, in their own words.' })
  dissatisfaction!: string | null;
}

@ObjectType({ description: 'Where a page ends and whether another follows.', simpleResolvers: true })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether another page follows.' })
  hasNextPage!: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'Give it as "after" for the next page; null on an empty page.',
  })
  endCursor!: string | null;
}

@ObjectType({ description: 'A page of cases, newest first.' })
export class CaseConnection {
  @Field(() => [Case], { complexity: nodesOfPage, description: 'The cases of this page.' })
  nodes!: Case[];

  @Field(() => PageInfo, { complexity: pageInfo, description: 'Where it ends.' })
  pageInfo!: PageInfo;
}

export enum DisclosureState {
  WITHHELD = 'WITHHELD',
  REDACTED = 'REDACTED',
}
registerEnumType(DisclosureState, {
  name: 'DisclosureState',
  description: 'Why a field does not show what is recorded.',
});

@ObjectType({
  description: 'A field that is not shown to this viewer. A null without one is truly empty.',
  simpleResolvers: true,
})
export class FieldDisclosure {
  @Field(() => String, { description: 'Name of the field.' })
  field!: string;

  @Field(() => DisclosureState, { description: 'What was done to it.' })
  state!: DisclosureState;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True where it would be shown, were the case or the person not marked as sensitive.',
  })
  marked?: boolean | null;
}

export enum PersonRole {
  VICTIM = 'VICTIM',
  THIRD_PARTY = 'THIRD_PARTY',
  COMPLAINANT = 'COMPLAINANT',
  AFFECTED = 'AFFECTED',
}
registerEnumType(PersonRole, {
  name: 'PersonRole',
  description:
    'Victim, third party who applies with authority, or somebody else who complained or was affected.',
});

export enum AuthorityKindEnum {
  WRITTEN = 'WRITTEN',
  SPOKEN = 'SPOKEN',
  LEGAL = 'LEGAL',
}
registerEnumType(AuthorityKindEnum, {
  name: 'AuthorityKind',
  description: 'How a victim gave authority to act for them.',
});

@ObjectType({ description: 'A person of the case.', simpleResolvers: true })
export class CasePerson {
  @Field(() => ID, { description: 'Opaque.' })
  id!: string;

  personId!: string;

  caseId!: string;
  householdId!: string | null;

  @Field(() => PersonRole, { description: 'What they are in the case.' })
  role!: PersonRole;

  @Field(() => Boolean, { description: 'Whether they made the application.' })
  isApplicant!: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'Their name, or the label that tells complainants apart.',
  })
  name!: string | null;

  @Field(() => String, { nullable: true, description: 'E-mail address.' })
  email!: string | null;

  @Field(() => String, { nullable: true, description: 'Telephone number.' })
  phone!: string | null;

  @Field(() => String, { nullable: true, description: 'Postal address.' })
  address!: string | null;

  @Field(() => AuthorityKindEnum, {
    nullable: true,
    description: 'The authority that a represented victim gave.',
  })
  authorityKind!: AuthorityKindEnum | null;

  @Field(() => LocalDateScalar, { nullable: true, description: 'When it was given.' })
  authorityGivenOn!: DayText | null;

  @Field(() => String, {
    nullable: true,
    description: 'What they do not want shared, with whom and why: read it before you share.',
  })
  sharingObjection!: string | null;

  @Field(() => [FieldDisclosure], { complexity: listOf(1), description: 'Fields withheld from this viewer.' })
  disclosure!: FieldDisclosure[];
}

@ObjectType({ description: 'A running or ended timescale of the case.', simpleResolvers: true })
export class CaseClock {
  @Field(() => ID, { description: 'Opaque.' })
  id!: string;

  @Field(() => String, { description: 'The step of the policy that it times.' })
  step!: string;

  @Field(() => String, { description: "The step in the policy's words." })
  words!: string;

  @Field(() => LocalDateScalar, { description: 'The last day on which the step is in time, inclusive.' })
  dueOn!: DayText;

  @Field(() => String, { description: 'How the day was reckoned, in words.' })
  arithmetic!: string;

  @Field(() => Boolean, {
    description:
      'Whether the day may still move because bank holidays are not known yet, or it stands still.',
  })
  provisional!: boolean;

  @Field(() => Boolean, {
    description: 'Whether it stands still and nobody knows yet until when; its day moves on meanwhile.',
  })
  standsStill!: boolean;

  @Field(() => Boolean, {
    description:
      'Whether the policy promises it only as the usual time, so that more is later than usual and no breach.',
  })
  soft!: boolean;

  @Field(() => Boolean, { description: 'Whether the policy allows more time with a letter.' })
  extendable!: boolean;

  @Field(() => String, { nullable: true, description: 'Why it was extended.' })
  extensionReason!: string | null;

  @Field(() => InstantScalar, { nullable: true, description: 'When the step was done; null while it runs.' })
  stoppedAt!: InstantText | null;

  @Field(() => InstantScalar, {
    nullable: true,
    description: 'When it was marked as fallen due; null while in time.',
  })
  fellDueAt!: InstantText | null;
}

@ObjectType({
  description: 'Days on which the clocks stand still whose steps the policy lets stand still for the reason.',
  simpleResolvers: true,
})
export class ClockPause {
  @Field(() => ID, { description: 'Opaque.' })
  id!: string;

  @Field(() => PauseReasonEnum, { description: 'Why.' })
  reason!: PauseReasonEnum;

  @Field(() => LocalDateScalar, { description: 'The first day, inclusive.' })
  from!: DayText;

  @Field(() => LocalDateScalar, {
    nullable: true,
    description: 'The last day, inclusive; null while it lasts.',
  })
  through!: DayText | null;
}
