/** What is known of a moment, so that whoever adds one writes all of it in one place. */
interface MomentFacts<Moment extends string> {
  /** What happened, as a clause: "the application was received". */
  readonly words: string;
  /** Comes in from outside, whenever somebody sends it; everything else is done by people at work. */
  readonly comesIn?: true;
  /** Happens in cases without a step of the policy that leads to it. */
  readonly ofItself?: true;
  /** Happens where the policy says who declares a form complete. */
  readonly ofForms?: true;
  /** Belongs to an appeal of the first or the second level, and so may come after all else, and come again. */
  readonly appeal?: 1 | 2;
  /** The moments that it is at once: time that runs from one of them runs from it. */
  readonly isAlso?: readonly Moment[];
  /** The moments that it is as good as when time ends: who is told the decision knows that the application arrived. */
  readonly alsoEnds?: readonly Moment[];
  /** A day agreed beforehand, and the meeting for which: the day last agreed counts, and what prepares ends before it. */
  readonly planned?: Moment;
  /** May come once more, so that one that came does not show that the next time is done already. */
  readonly comesAgain?: true;
  /** Ends what a review would have been, or the whole case: only what is `stillAfter` can follow. */
  readonly closes?: 'review' | 'case';
  /** Can come after a review was refused; or after the case is over as well. */
  readonly stillAfter?: 'review' | 'case';
  /** What a step that ends with it promises, of what every procedure should. */
  readonly says?: 'acknowledgement' | 'decision' | 'outcome';
  /** What usually comes with it, best first, and stands in for it in a forecast where no day of it is known. */
  readonly standIns?: readonly Moment[];
}

/** In the order in which a case comes to them, which is also that of those of one instant. */
const TABLE = {
  agency_case_closed: { words: 'an agency closed its own case', ofItself: true },
  agency_last_letter: { words: 'the last letter of an agency was sent', ofItself: true },
  application_received: { words: 'the application was received', comesIn: true, ofItself: true },
  application_completed: {
    words: 'the completed application was received',
    comesIn: true,
    ofForms: true,
    standIns: ['application_received'],
  },
  completion_asked_for: { words: 'the applicant was asked to complete the application', ofForms: true },
  form_sent: { words: 'the form was sent' },
  acknowledged: { words: 'the application was acknowledged', ofItself: true, says: 'acknowledgement' },
  applicant_contacted: { words: 'the applicant was contacted', says: 'acknowledgement' },
  update_asked_for: {
    words: 'the applicant asked how the case stands',
    comesIn: true,
    ofItself: true,
    comesAgain: true,
  },
  applicant_updated: { words: 'the applicant was told how the case stands', comesAgain: true },
  enquiries_made: {
    words: 'the enquiries were made',
    ofItself: true,
    standIns: ['all_information_received', 'information_answered'],
  },
  authority_received: { words: 'the authority to act for the victim was received', comesIn: true },
  risk_assessed: { words: 'the risk to the victim was assessed' },
  passed_to_agencies: {
    words: 'the application was passed to the agencies',
    ofItself: true,
    standIns: ['information_requested'],
  },
  information_requested: {
    words: 'the agencies were asked for information',
    ofItself: true,
    standIns: ['passed_to_agencies'],
  },
  information_answered: {
    words: 'an agency answered',
    comesIn: true,
    ofItself: true,
    standIns: ['all_information_received'],
  },
  all_information_received: {
    words: 'all information was received',
    comesIn: true,
    ofItself: true,
    standIns: ['information_answered'],
  },
  threshold_met: {
    words: 'the threshold was decided to be met',
    ofItself: true,
    isAlso: ['threshold_decided'],
    alsoEnds: ['acknowledged'],
    says: 'decision',
    standIns: ['threshold_decided'],
  },
  threshold_not_met: {
    words: 'the threshold was decided not to be met',
    ofItself: true,
    isAlso: ['threshold_decided'],
    alsoEnds: ['acknowledged'],
    closes: 'review',
    says: 'decision',
    standIns: ['threshold_decided'],
  },
  declined: {
    words: 'the application was declined',
    ofItself: true,
    isAlso: ['threshold_decided'],
    alsoEnds: ['acknowledged'],
    closes: 'review',
    standIns: ['threshold_decided'],
  },
  threshold_decided: {
    words: 'the threshold was decided',
    ofItself: true,
    alsoEnds: ['acknowledged'],
    says: 'decision',
  },
  threshold_decision_sent: {
    words: 'the decision on the threshold was sent',
    ofItself: true,
    alsoEnds: ['acknowledged'],
    stillAfter: 'review',
    says: 'decision',
    standIns: ['threshold_decided'],
  },
  threshold_decision_received: {
    words: 'the decision on the threshold reached the applicant',
    ofItself: true,
    stillAfter: 'review',
    says: 'decision',
    standIns: ['threshold_decision_sent', 'threshold_decided'],
  },
  panel_appointed: { words: 'the panel was appointed', ofItself: true, standIns: ['chair_appointed'] },
  chair_appointed: { words: 'the chair was appointed', ofItself: true, standIns: ['panel_appointed'] },
  panel_planned: {
    words: 'the panel is to meet',
    ofItself: true,
    planned: 'panel_met',
    standIns: ['panel_met'],
  },
  panel_papers_sent: { words: 'the papers were sent to the panel' },
  victim_invited: { words: 'the victim was invited to the panel', ofItself: true },
  attendance_asked_for: {
    words: 'the victim asked to take part in the panel',
    comesIn: true,
    ofItself: true,
  },
  victim_views_asked: { words: 'the victim was asked for their views', ofItself: true },
  victim_views_received: { words: 'the views of the victim were received', comesIn: true, ofItself: true },
  victim_told_of_panel: { words: 'the victim was told of the panel' },
  panel_met: { words: 'the panel met', ofItself: true, says: 'outcome', standIns: ['panel_planned'] },
  review_decided: {
    words: 'the review was decided',
    ofItself: true,
    says: 'outcome',
    standIns: ['panel_met', 'panel_planned'],
  },
  outcome_with_coordinator: {
    words: 'the outcome was with the coordinator',
    ofItself: true,
    says: 'outcome',
    standIns: ['review_decided', 'panel_met', 'panel_planned'],
  },
  review_completed: {
    words: 'the review was completed',
    ofItself: true,
    says: 'outcome',
    standIns: ['review_decided', 'panel_met', 'panel_planned'],
  },
  draft_plan_shared: { words: 'the draft of the action plan was shared with the victim', says: 'outcome' },
  action_plan_agreed: {
    words: 'the action plan was agreed',
    ofItself: true,
    says: 'outcome',
    standIns: ['review_decided', 'panel_met', 'panel_planned'],
  },
  outcome_sent: {
    words: 'the outcome was sent',
    ofItself: true,
    says: 'outcome',
    standIns: ['review_completed'],
  },
  outcome_received: {
    words: 'the outcome reached the applicant',
    ofItself: true,
    says: 'outcome',
    standIns: ['outcome_sent', 'review_completed'],
  },
  recommendations_sent: {
    words: 'the recommendations were sent',
    ofItself: true,
    standIns: ['outcome_sent'],
  },
  recommendations_answered: { words: 'the recommendations were answered', comesIn: true, ofItself: true },
  actions_reviewed: { words: 'the actions were reviewed', comesAgain: true },
  actions_completed: { words: 'the actions were completed', ofItself: true },
  satisfaction_asked: { words: 'the applicant was asked whether they are satisfied', stillAfter: 'case' },
  case_closed: {
    words: 'the case was closed',
    ofItself: true,
    closes: 'case',
    stillAfter: 'case',
    says: 'outcome',
  },
  withdrawn: { words: 'the application was withdrawn', ofItself: true, closes: 'case', stillAfter: 'review' },
  appeal_received: { words: 'the appeal was received', comesIn: true, appeal: 1 },
  appeal_acknowledged: { words: 'the appeal was acknowledged', appeal: 1 },
  appeal_papers_sent: { words: 'the papers of the appeal were sent', appeal: 1 },
  appeal_panel_planned: {
    words: 'the panel of the appeal is to meet',
    appeal: 1,
    planned: 'appeal_panel_met',
    standIns: ['appeal_panel_met'],
  },
  appeal_panel_met: { words: 'the panel of the appeal met', appeal: 1, standIns: ['appeal_panel_planned'] },
  appeal_decided: {
    words: 'the appeal was decided',
    appeal: 1,
    standIns: ['appeal_panel_met', 'appeal_panel_planned'],
  },
  appeal_outcome_sent: {
    words: 'the outcome of the appeal was sent',
    appeal: 1,
    standIns: ['appeal_decided'],
  },
  appeal_outcome_received: {
    words: 'the outcome of the appeal reached the applicant',
    appeal: 1,
    standIns: ['appeal_outcome_sent', 'appeal_decided'],
  },
  second_appeal_received: { words: 'the second appeal was received', comesIn: true, appeal: 2 },
  second_appeal_acknowledged: { words: 'the second appeal was acknowledged', appeal: 2 },
  second_appeal_papers_sent: { words: 'the papers of the second appeal were sent', appeal: 2 },
  second_appeal_decided: { words: 'the second appeal was decided', appeal: 2 },
  second_appeal_outcome_sent: {
    words: 'the outcome of the second appeal was sent',
    appeal: 2,
    standIns: ['second_appeal_decided'],
  },
} as const satisfies Readonly<Record<string, MomentFacts<string>>>;

/**
 * What happens in a case. A timescale runs from one of these and ends with one, or one of several. Those that end in
 * `_planned` are days agreed beforehand, from which time is also reckoned backwards.
 */
export type CaseMoment = keyof typeof TABLE;

/** Everything that is known of each moment. */
export const MOMENTS: Readonly<Record<CaseMoment, MomentFacts<CaseMoment>>> = TABLE;

/** Every moment, in the order in which a case comes to them. */
export const CASE_MOMENTS = Object.keys(TABLE) as readonly CaseMoment[];
