import type { Length } from '#domain/calendar/length.js';
import type { AgencyKind } from './agency-kind.js';
import type { Behaviour } from './behaviour.js';
import type { CaseMoment } from './case-moments.js';
import type { Criterion } from './criterion.js';
import type { Figures } from './figures.js';
import type { RiskMatrix } from './risk-matrix.js';
import type {
  Actor,
  CompleteForm,
  LocalClosingDay,
  MeetingCalendar,
  TimescaleStep,
  WorkingDayRules,
} from './timescales.js';
import type { Told } from './told.js';

/** A ground on which an application may be declined, which is not the same as a threshold that is not met. */
export interface DeclineGround extends Told {
  readonly id: string;
}

/** Who may apply, where the policy lists them. */
export const APPLICANT_KINDS = ['victim', 'representative', 'resident', 'group', 'business'] as const;
export type ApplicantKind = (typeof APPLICANT_KINDS)[number];

/** In which form a victim's consent to a third party is asked for. */
export const CONSENTS = ['stated', 'written', 'signed'] as const;
export type Consent = (typeof CONSENTS)[number];

/** Who may apply. */
export interface Applicants extends Told {
  readonly thirdParties: boolean;
  /** Whether one third party may act for several victims. */
  readonly severalVictims: boolean;
  /** Left out: the policy lists nobody in particular. */
  readonly who?: readonly ApplicantKind[];
  /** Left out: the policy does not say. */
  readonly consent?: Consent;
}

/** Against what an applicant may appeal. */
export const APPEALABLE = ['threshold_not_met', 'declined', 'handling', 'review_outcome'] as const;
export type Appealable = (typeof APPEALABLE)[number];

/** One level of appeal: how an applicant may have the handling or the review looked at again. @source Schedule 4 */
export interface Appeal extends Told {
  readonly id: string;
  /** Slug of an agency, or a role in words; left out when the policy does not say. */
  readonly to?: string;
  /** What kind of body hears it. */
  readonly heardBy?: Actor;
  /** Where another partnership hears it: its slug, or in words how it is chosen. */
  readonly peer?: string;
  /**
   * By when it must be lodged. With `from` a clock of its own gives the day; without it, that of a step that ends with
   * appeal_received.
   */
  readonly within?: Length;
  /** From which moment, the first of several, each time that it happens. Left out: a step of the procedure says so. */
  readonly from?: CaseMoment | readonly CaseMoment[];
  /** A closed list of grounds; left out: any. */
  readonly grounds?: readonly DeclineGround[];
  /** Left out: against all. */
  readonly against?: readonly Appealable[];
  readonly effect?: 'refers_back' | 'replaces' | 'recommends';
  /** Papers that go with it. */
  readonly papers?: readonly string[];
}

/** How many people of how many agencies decide the threshold. */
export interface Deciders extends Told {
  readonly atLeastPeople?: number;
  readonly atLeastAgencies?: number;
  readonly role?: Actor;
}

/** What holds for the panel. */
export interface PanelRules extends Told {
  readonly atLeastPeople?: number;
  readonly atLeastAgencies?: number;
  /** Kinds of agency that must take part. */
  readonly kinds?: readonly AgencyKind[];
  /** Who else is invited, and when: "the youth offending team where the person complained of is under 18". */
  readonly alsoInvited?: readonly DeclineGround[];
  readonly chairedBy?: string;
  readonly chairIsIndependentOfCase?: boolean;
  readonly outcomeSignedBy?: string;
  /** Whether the victim is invited. `not_said` where the policy does not say. */
  readonly victim: 'invited' | 'invited_for_part' | 'represented' | 'statement' | 'not_invited' | 'not_said';
  readonly victimMinutes?: number;
}

/**
 * How the mandatory limb of the Act is computed here. @source ASB, Crime and Policing Act 2014, s.104(4), (11), (12)
 */
export interface StatutoryLimb extends Told {
  /** At most three. Left out: three. */
  readonly qualifyingComplaints?: number;
  /** Which of several complaints by one person about one incident qualify. Left out: one. */
  readonly severalByOnePerson?: 'one_per_incident' | 'each';
}

/** A characteristic by which the partnership knows hate, where its policy lists them. */
export type HateCharacteristic = DeclineGround;

/** Whether a victim is told of the review at the second report. @source Home Office guidance, 17 September 2025 */
export interface SecondReport extends Told {
  readonly informs: boolean;
}

/** Whether the victim has a say on the plan before it is final. @source Home Office guidance, 17 September 2025 */
export interface DraftPlan extends Told {
  readonly victimConsulted: boolean;
}

/**
 * The rules of one partnership from a day on. It is plain JSON, so that the stored document, its digest and what is
 * evaluated are one and the same.
 */
export interface PolicyVersion {
  /** First local day on which it is in force, ISO, inclusive. Only the first version may leave it out: since ever. */
  readonly inForceFrom?: string;
  /** The last day, ISO, inclusive; the next version must begin the day after. Left out: until the next begins. */
  readonly inForceThrough?: string;
  readonly source?: string;
  /** The law, and the day on which it was last looked up. */
  readonly checkedAgainst?: { readonly law: string; readonly on: string };
  /** The partnership's own kinds of anti-social behaviour. Left out: it names none. */
  readonly behaviours?: readonly Behaviour[];
  readonly hateCharacteristics?: readonly HateCharacteristic[];
  readonly threshold: Criterion;
  readonly statutory?: StatutoryLimb;
  readonly deciders?: Deciders;
  readonly riskMatrix?: RiskMatrix;
  readonly timescales: readonly TimescaleStep[];
  readonly workingDay?: WorkingDayRules;
  readonly closingDays?: readonly LocalClosingDay[];
  readonly meetings?: readonly MeetingCalendar[];
  readonly completeForm?: CompleteForm;
  readonly declineGrounds: readonly DeclineGround[];
  readonly applicants: Applicants;
  /** In the order in which they are gone through. */
  readonly appeals: readonly Appeal[];
  readonly panel?: PanelRules;
  readonly outcome?: Told & { readonly writtenBy: string };
  readonly secondReport?: SecondReport;
  readonly draftPlan?: DraftPlan;
  readonly figures?: Figures;
  /** Days before the end of a clock from which it is at risk, where the partnership says so. Left out: 2 days. */
  readonly atRiskDays?: number;
}
