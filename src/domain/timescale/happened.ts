import type { CaseMoment } from '#domain/policy/timescales.js';

/** However the threshold is decided, it is decided. */
const DECISIONS: readonly CaseMoment[] = ['threshold_met', 'threshold_not_met', 'declined'];

/** The moments that a moment is at once, itself first: time that runs from one of them runs from it. */
export function startsAs(moment: CaseMoment): readonly CaseMoment[] {
  return DECISIONS.includes(moment) ? [moment, 'threshold_decided'] : [moment];
}

/**
 * The moments that a moment is good for when time ends, itself first. Whoever is told the decision need not be told any
 * more that the application arrived.
 */
export function endsAs(moment: CaseMoment): readonly CaseMoment[] {
  if (DECISIONS.includes(moment)) return [moment, 'threshold_decided', 'acknowledged'];
  return moment === 'threshold_decided' ? [moment, 'acknowledged'] : [moment];
}

/** A day agreed beforehand: what counts is the day last agreed, and what prepares for it ends before it. */
export function isPlanned(moment: CaseMoment): boolean {
  return moment === 'panel_planned' || moment === 'appeal_panel_planned';
}

/** The meeting for which a day is agreed beforehand. */
export function meetingOf(moment: CaseMoment): CaseMoment | undefined {
  if (moment === 'panel_planned') return 'panel_met';
  return moment === 'appeal_panel_planned' ? 'appeal_panel_met' : undefined;
}

const APPEAL: readonly CaseMoment[] = [
  'appeal_received',
  'appeal_acknowledged',
  'appeal_papers_sent',
  'appeal_panel_planned',
  'appeal_panel_met',
  'appeal_decided',
  'appeal_outcome_sent',
  'appeal_outcome_received',
  'second_appeal_received',
  'second_appeal_papers_sent',
  'second_appeal_decided',
  'second_appeal_outcome_sent',
];

/** What may come once more, so that one that came does not show that the next time is done already. */
export function comesAgain(moment: CaseMoment): boolean {
  return moment === 'applicant_updated' || moment === 'actions_reviewed' || APPEAL.includes(moment);
}

const AFTER_CLOSING: readonly CaseMoment[] = ['case_closed', 'satisfaction_asked', ...APPEAL];

const AFTER_REFUSAL: readonly CaseMoment[] = [
  'threshold_decision_sent',
  'threshold_decision_received',
  'withdrawn',
  ...AFTER_CLOSING,
];

/** What can still happen after a moment that ends a case, or the part of it that a review would have been. */
const AFTER: ReadonlyMap<CaseMoment, readonly CaseMoment[]> = new Map([
  ['threshold_not_met', AFTER_REFUSAL],
  ['declined', AFTER_REFUSAL],
  ['withdrawn', AFTER_CLOSING],
  ['case_closed', AFTER_CLOSING],
]);

/**
 * Whether one moment can still come after another, as far as the course of a case says: no panel after the threshold was
 * not met, no "not met" after met.
 */
export function canFollow(later: CaseMoment, earlier: CaseMoment): boolean {
  if (earlier === 'threshold_met') return later !== 'threshold_not_met' && later !== 'declined';
  return AFTER.get(earlier)?.includes(later) ?? true;
}

/** Whether anything cannot come any more after a moment. */
export function closes(moment: CaseMoment): boolean {
  return moment === 'threshold_met' || AFTER.has(moment);
}

/** Whether a moment ends what ends with one of these: it is one of them, or none of them can come after it. */
export function endsWhatEndsWith(endings: readonly CaseMoment[], moment: CaseMoment): boolean {
  return (
    endsAs(moment).some((each) => endings.includes(each)) ||
    endings.every((ending) => !canFollow(ending, moment))
  );
}

/**
 * Moments that stand in for one of which no day is known, best first: what usually comes with it. They serve forecasts
 * only.
 */
const STAND_INS: ReadonlyMap<CaseMoment, readonly CaseMoment[]> = new Map<CaseMoment, readonly CaseMoment[]>([
  ['application_completed', ['application_received']],
  ['enquiries_made', ['all_information_received', 'information_answered']],
  ['passed_to_agencies', ['information_requested']],
  ['information_requested', ['passed_to_agencies']],
  ['information_answered', ['all_information_received']],
  ['all_information_received', ['information_answered']],
  ['threshold_met', ['threshold_decided']],
  ['threshold_not_met', ['threshold_decided']],
  ['declined', ['threshold_decided']],
  ['threshold_decision_sent', ['threshold_decided']],
  ['threshold_decision_received', ['threshold_decision_sent', 'threshold_decided']],
  ['panel_appointed', ['chair_appointed']],
  ['chair_appointed', ['panel_appointed']],
  ['panel_planned', ['panel_met']],
  ['panel_met', ['panel_planned']],
  ['review_decided', ['panel_met', 'panel_planned']],
  ['outcome_with_coordinator', ['review_decided', 'panel_met', 'panel_planned']],
  ['review_completed', ['review_decided', 'panel_met', 'panel_planned']],
  ['action_plan_agreed', ['review_decided', 'panel_met', 'panel_planned']],
  ['outcome_sent', ['review_completed']],
  ['outcome_received', ['outcome_sent', 'review_completed']],
  ['recommendations_sent', ['outcome_sent']],
  ['appeal_panel_planned', ['appeal_panel_met']],
  ['appeal_panel_met', ['appeal_panel_planned']],
  ['appeal_decided', ['appeal_panel_met', 'appeal_panel_planned']],
  ['appeal_outcome_sent', ['appeal_decided']],
  ['appeal_outcome_received', ['appeal_outcome_sent', 'appeal_decided']],
  ['second_appeal_outcome_sent', ['second_appeal_decided']],
]);

/** Itself, and the moments that stand in for it in a forecast, best first. */
export function withStandIns(moment: CaseMoment): readonly CaseMoment[] {
  return [moment, ...(STAND_INS.get(moment) ?? [])];
}
