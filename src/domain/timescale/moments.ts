import type { CaseMoment, TimescaleStep } from '#domain/policy/timescales.js';

const WORDS: Readonly<Record<CaseMoment, string>> = {
  application_received: 'the application was received',
  application_completed: 'the completed application was received',
  completion_asked_for: 'the applicant was asked to complete the application',
  form_sent: 'the form was sent',
  acknowledged: 'the application was acknowledged',
  applicant_contacted: 'the applicant was contacted',
  applicant_updated: 'the applicant was told how the case stands',
  enquiries_made: 'the enquiries were made',
  authority_received: 'the authority to act for the victim was received',
  risk_assessed: 'the risk to the victim was assessed',
  passed_to_agencies: 'the application was passed to the agencies',
  information_requested: 'the agencies were asked for information',
  information_answered: 'an agency answered',
  all_information_received: 'all information was received',
  threshold_met: 'the threshold was decided to be met',
  threshold_not_met: 'the threshold was decided not to be met',
  declined: 'the application was declined',
  threshold_decided: 'the threshold was decided',
  threshold_decision_sent: 'the decision on the threshold was sent',
  threshold_decision_received: 'the decision on the threshold reached the applicant',
  panel_appointed: 'the panel was appointed',
  chair_appointed: 'the chair was appointed',
  panel_planned: 'the panel is to meet',
  panel_papers_sent: 'the papers were sent to the panel',
  victim_told_of_panel: 'the victim was told of the panel',
  panel_met: 'the panel met',
  review_decided: 'the review was decided',
  outcome_with_coordinator: 'the outcome was with the coordinator',
  review_completed: 'the review was completed',
  draft_plan_shared: 'the draft of the action plan was shared with the victim',
  action_plan_agreed: 'the action plan was agreed',
  outcome_sent: 'the outcome was sent',
  outcome_received: 'the outcome reached the applicant',
  recommendations_sent: 'the recommendations were sent',
  recommendations_answered: 'the recommendations were answered',
  actions_reviewed: 'the actions were reviewed',
  actions_completed: 'the actions were completed',
  satisfaction_asked: 'the applicant was asked whether they are satisfied',
  case_closed: 'the case was closed',
  withdrawn: 'the application was withdrawn',
  appeal_received: 'the appeal was received',
  appeal_acknowledged: 'the appeal was acknowledged',
  appeal_papers_sent: 'the papers of the appeal were sent',
  appeal_panel_planned: 'the panel of the appeal is to meet',
  appeal_panel_met: 'the panel of the appeal met',
  appeal_decided: 'the appeal was decided',
  appeal_outcome_sent: 'the outcome of the appeal was sent',
  appeal_outcome_received: 'the outcome of the appeal reached the applicant',
  second_appeal_received: 'the second appeal was received',
  second_appeal_papers_sent: 'the papers of the second appeal were sent',
  second_appeal_decided: 'the second appeal was decided',
  second_appeal_outcome_sent: 'the outcome of the second appeal was sent',
};

/** What happened, as a clause: "the application was received". */
export function momentInWords(moment: CaseMoment): string {
  return WORDS[moment];
}

/** Several of which one is enough, as a clause: "the panel met, or the review was decided". */
export function anyInWords(moments: readonly CaseMoment[]): string {
  return moments.map(momentInWords).join(', or ');
}

/** The one moment, or the several, of a step; none where it names none. */
export function momentsOf(moments: TimescaleStep['onlyIf']): readonly CaseMoment[] {
  if (moments === undefined) return [];
  return typeof moments === 'string' ? [moments] : moments;
}
