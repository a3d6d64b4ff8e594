import type { FirstDay } from '#domain/calendar/first-day.js';
import type { CalendarLength } from '#domain/calendar/length.js';
import type { AgencyKind } from './agency-kind.js';
import type { Decider } from './decider.js';
import type { Told } from './told.js';
import type { ReportedWithin, Window, WindowBeforeApplication } from './window.js';

export type {
  AnyPeriod,
  PerComplaint,
  PeriodFromFirst,
  TestedDate,
  Window,
  WindowBeforeApplication,
} from './window.js';

/** What every test of a threshold carries: an id unique in its policy version, its meaning, and where it is published. */
interface Test extends Told {
  /** Kebab-case, unique within the policy version; findings refer to it. */
  readonly id: string;
}

/** How incidents belong together. A label in the facts, or a judgement of a person, says which do. */
export const RELATIONS = [
  'same_incident',
  'same_problem',
  'same_or_similar',
  'similar',
  'related',
  'same_place',
  'same_person_complained_of',
  'same_case',
] as const;
export type Relation = (typeof RELATIONS)[number];

/** Numbers that the same selection must reach beside the first: "five reports by more than one person". */
export interface AlsoAtLeast {
  readonly incidents?: number;
  readonly reports?: number;
  readonly people?: number;
  readonly households?: number;
  /** Distinct agencies that hold a complaint that counts. */
  readonly agencies?: number;
  /** Hate incidents among what is counted: "two reports if at least one is hate". In units of the count. */
  readonly hate?: number;
}

/** An id of a kind of behaviour, or one that counts after all where a person judged what it caused. */
export type ExceptedBehaviour =
  string | { readonly id: string; readonly unless: 'harassment_alarm_or_distress' };

/** Met when at least one of its parts is, or so many of them as `atLeast` says: "any two of these". */
export interface AnyOf extends Test {
  readonly test: 'any_of';
  /** No more than there are parts. Left out: 1. */
  readonly atLeast?: number;
  readonly criteria: readonly Criterion[];
}

/** Met when every part is. */
export interface AllOf extends Test {
  readonly test: 'all_of';
  readonly criteria: readonly Criterion[];
}

/**
 * Counts distinct incidents, reports, people, households or agencies. Everything below narrows what may be counted;
 * the selection that comes furthest (of one victim, in one period, of related incidents) is taken.
 */
export interface Count extends Test {
  readonly test: 'count';
  /**
   * `incidents`: several complaints about one count once. `reports`: each complaint, see `dedupe`. `people`,
   * `households`: who complained. `agencies`: to whom. A victim and somebody who is surely none are two people, though
   * nobody knows who they are; whatever else is not known may be the same as another.
   */
  readonly unit: 'incidents' | 'reports' | 'people' | 'households' | 'agencies';
  readonly atLeast: number;
  readonly alsoAtLeast?: AlsoAtLeast;
  /**
   * `asb` and `any` take every incident, since a hate incident is anti-social behaviour too; `asb_without_hate` those
   * where no hate is perceived, `hate` those where it is.
   */
  readonly category: 'asb' | 'hate' | 'any' | 'asb_without_hate';
  /**
   * What makes an incident one of hate: `perceived`, that the victim or another person perceives it; `recorded`, that
   * the police recorded it so; `perceived_or_recorded`; `crime`, that it is perceived and a person settled that it
   * amounts to a crime. Left out: perceived.
   */
  readonly hateIs?: 'perceived' | 'recorded' | 'perceived_or_recorded' | 'crime';
  /** Only incidents with one of these of the partnership's own kinds of behaviour. */
  readonly behaviours?: readonly string[];
  /** No incident with one of these kinds of behaviour, but under `unless` one that was judged to have caused that. */
  readonly exceptBehaviours?: readonly ExceptedBehaviour[];
  /** Whether an incident of which nobody said the kind counts where kinds are asked, or is open. Left out: open. */
  readonly unlabelled?: 'counts' | 'open';
  /**
   * Whose complaints count: those of one victim (every victim is counted alone), of any one person, of any one household,
   * of anybody, or of anybody but the victims. Where something need only be suffered: who suffered it.
   */
  readonly by: 'victim' | 'one_person' | 'one_household' | 'anybody' | 'others';
  /**
   * A complaint that somebody made for a victim is that victim's own: the guidance lets a representative do whatever the
   * victim may. True: only complaints that people made themselves.
   */
  readonly inPerson?: boolean;
  /** No complaint whose reporter told nobody who they are. */
  readonly exceptAnonymous?: boolean;
  /** People and households only: the victim must be among those counted ("you and four neighbours"). */
  readonly includesVictim?: boolean;
  /**
   * What must stand behind an incident: `complaint`, that an agency was told; `recorded_report`, that an agency formally
   * recorded it; `suffered`, only that it happened: to the victim, or where people are counted to each of those whom the
   * facts name as affected.
   */
  readonly needs: 'complaint' | 'recorded_report' | 'suffered';
  /**
   * Kinds of agency whose record, or to whom the complaint, counts. Left out: any. A complaint to an agency that nobody
   * knows may count.
   */
  readonly recordedBy?: readonly AgencyKind[];
  /** The stretch of time in which everything that counts must lie. Of several each has to hold. */
  readonly window?: Window | readonly Window[];
  readonly reportedWithin?: ReportedWithin;
  /**
   * `last_review`: a complaint that was made before the day of the last application for a review does not count, or
   * where something need only be suffered an incident before it. A review of one problem concerns that problem alone.
   */
  readonly since?: 'last_review';
  /** An ISO day: what was complained of, or need only be suffered, before it does not count. */
  readonly notBefore?: string;
  /** Only incidents that belong together in one of these ways are counted together. `same_incident`: of one incident. */
  readonly related?: readonly Relation[];
  /** People and households only: each must have complained of an incident of their own, not several of the same. */
  readonly separateIncidents?: boolean;
  /** Incidents only: those of one day count once ("on separate occasions", "on different dates"). */
  readonly separateDays?: boolean;
  /**
   * Reports only. `one_per_incident_and_person`: what one person told several agencies about one incident is one report;
   * `one_per_incident_and_agency`; `one_per_person_and_day`. Left out: every complaint is a report of its own.
   */
  readonly dedupe?: 'one_per_incident_and_person' | 'one_per_incident_and_agency' | 'one_per_person_and_day';
  /** What each person whose complaint counts must have said of their own feelings. */
  readonly each?: { readonly condition: Feeling };
  /** A question that a person must have answered with yes for each incident. */
  readonly judgement?: 'harassment_alarm_or_distress';
}

/**
 * The earliest complaint must have been made within the length of its incident. Met where there was none. Whose is
 * looked at, `by` says: `anybody`, the earliest of all; `victim`, the earliest that a victim made, and only where no
 * victim made any, the earliest of all. Left out, it is anybody's.
 */
export interface InitialComplaintWithin extends Test {
  readonly test: 'initial_complaint_within';
  readonly by?: 'victim' | 'anybody';
  readonly length: CalendarLength;
  readonly firstDay?: FirstDay;
  /** When given, only complaints made inside it are looked at. */
  readonly window?: WindowBeforeApplication;
}

/**
 * The first or the latest of the incidents, of those of them that an agency was told of, or of the complaints about
 * them, that are not surely without ground.
 */
export type MarkedDay =
  | 'first_incident'
  | 'latest_incident'
  | 'first_reported_incident'
  | 'latest_reported_incident'
  | 'first_complaint'
  | 'latest_complaint';

/** Among what the marked day is looked for. */
interface Marked {
  readonly of: MarkedDay;
  /**
   * Ids of counts of the same threshold: the day is looked for among the incidents and complaints that made one of them,
   * of one person, one group and one period as that count selects them. Where several selections reach the number, one
   * that meets this test too is enough; where none can, what surely counts in the furthest is looked at. Left
   * out: among everything that the case names.
   */
  readonly among?: string | readonly string[];
}

/**
 * The application was received within the length of the marked day: a deadline for applying, or recency ("the latest
 * incident within a month of the application").
 */
export interface AppliedWithin extends Test, Marked {
  readonly test: 'applied_within';
  readonly length: CalendarLength;
  readonly firstDay?: FirstDay;
}

/** The application was received at least the length after the marked day: time for the agencies to act has passed. */
export interface AppliedAfter extends Test, Marked {
  readonly test: 'applied_after';
  readonly length: CalendarLength;
}

/** What a condition asks of the response, or of how the victim took part in it. */
export const CONDITIONS = [
  'dissatisfied_with_response',
  'no_action_taken',
  'action_inadequate',
  'no_action_or_inadequate',
  'feels_no_action_taken',
  'feels_action_inadequate',
  'feels_no_action_or_inadequate',
  'feels_ignored',
  'problem_persists',
  'case_closed',
  'nothing_pending',
  'took_part_in_resolution',
  'caused_harassment_alarm_or_distress',
  'caused_harm',
  'caused_by_people_in_area',
  'reviewed_within',
] as const;
export type ConditionKind = (typeof CONDITIONS)[number];

/** Those that only the applicant can say. */
export const FEELINGS = [
  'dissatisfied_with_response',
  'feels_no_action_taken',
  'feels_action_inadequate',
  'feels_no_action_or_inadequate',
  'feels_ignored',
] as const satisfies readonly ConditionKind[];
export type Feeling = (typeof FEELINGS)[number];

/** Something that the applicant states, or that a person judges, about the response as a whole. */
export interface Condition extends Test {
  readonly test: 'condition';
  readonly condition: ConditionKind;
  /** What the partnership means by it: its own definition of inadequate action. */
  readonly definition?: string;
  /** Who is asked, where it is not what the applicant feels. Left out: the coordinator, or of feelings the applicant. */
  readonly judgedBy?: Decider;
  /** The answer with which the test is met. Left out: yes. */
  readonly metBy?: 'yes' | 'no';
  /**
   * `reviewed_within` only, and there always: how long before this application an earlier review was completed, or while
   * that is not known applied for, at most.
   */
  readonly length?: CalendarLength;
}

/** A question of the partnership's own that a person answers for the case. */
export interface Judgement extends Test {
  readonly test: 'judgement';
  /** Ends with a question mark. */
  readonly question: string;
  /** Who is asked. The answer of another role counts too, and the finding says that it was another's. */
  readonly judgedBy: Decider;
  /** The answer with which the test is met. Left out: yes. */
  readonly metBy?: 'yes' | 'no';
}

/** The victim was assessed at this band of the partnership's risk matrix, or above it. */
export interface Risk extends Test {
  readonly test: 'risk';
  /** Id of a band of the policy's risk matrix. */
  readonly band: string;
}

/** A named role may decide that the threshold is met, having weighed the listed factors. @source s.104(5) */
export interface Discretion extends Test {
  readonly test: 'discretion';
  /** Who is asked; as `judgedBy` of a judgement. */
  readonly decidedBy: Decider;
  /** Whether all factors must have been weighed, or any one of them is enough. Left out: all. */
  readonly weighs?: 'all' | 'any';
  /** What must be weighed, each answered by its id. */
  readonly factors?: readonly ({ readonly id: string } & Told)[];
}

/** A threshold, or one part of it. */
export type Criterion =
  | AnyOf
  | AllOf
  | Count
  | InitialComplaintWithin
  | AppliedWithin
  | AppliedAfter
  | Condition
  | Judgement
  | Risk
  | Discretion;
