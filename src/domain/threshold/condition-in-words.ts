import type { ConditionKind } from '#domain/policy/criterion.js';

interface ConditionWords {
  /** What holds when it is answered with yes. */
  readonly yes: string;
  readonly no: string;
  /** What is asked, after "whether". */
  readonly whether: string;
  readonly askedOf: 'applicant' | 'coordinator';
}

const WORDS: Readonly<Record<ConditionKind, ConditionWords>> = {
  dissatisfied_with_response: ofApplicant(
    'the applicant is dissatisfied with the response of the agencies',
    'the applicant is not dissatisfied with the response of the agencies',
    'they are dissatisfied with the response of the agencies',
  ),
  feels_ignored: ofApplicant(
    'the applicant feels ignored',
    'the applicant does not feel ignored',
    'they feel ignored',
  ),
  feels_no_action_taken: ofApplicant(
    'the applicant feels that no action was taken',
    'the applicant does not feel that no action was taken',
    'they feel that no action was taken',
  ),
  feels_action_inadequate: ofApplicant(
    'the applicant feels that the action taken was inadequate',
    'the applicant does not feel that the action taken was inadequate',
    'they feel that the action taken was inadequate',
  ),
  feels_no_action_or_inadequate: ofApplicant(
    'the applicant feels that no action or only inadequate action was taken',
    'the applicant does not feel that no action or only inadequate action was taken',
    'they feel that no action or only inadequate action was taken',
  ),
  no_action_taken: judged('no action was taken', 'action was taken'),
  action_inadequate: judged('the action taken was inadequate', 'the action taken was adequate'),
  no_action_or_inadequate: judged(
    'no action or only inadequate action was taken',
    'action was taken and was adequate',
  ),
  problem_persists: judged('the problem persists', 'the problem does not persist'),
  case_closed: judged('the agencies had closed the case', 'the agencies had not closed the case'),
  nothing_pending: judged(
    'nothing that an agency had promised was still to come',
    'something that an agency had promised was still to come',
  ),
  took_part_in_resolution: judged(
    'the applicant took part in the attempts to resolve the problem',
    'the applicant did not take part in the attempts to resolve the problem',
  ),
  caused_harassment_alarm_or_distress: judged(
    'the behaviour caused harassment, alarm or distress',
    'the behaviour did not cause harassment, alarm or distress',
  ),
  caused_harm: judged('the behaviour caused harm', 'the behaviour did not cause harm'),
  reviewed_within: judged(
    'a review had been applied for or completed within the time that is asked about',
    'no review had been applied for or completed within the time that is asked about',
  ),
  caused_by_people_in_area: judged(
    'people in the area caused the behaviour',
    'nobody in the area caused the behaviour',
  ),
};

/** The words for a condition, and who is asked about it. */
export function conditionWords(condition: ConditionKind): ConditionWords {
  return WORDS[condition];
}

/** What somebody said who is asked about it: applicants say of themselves that they feel so. */
export function saidInWords(condition: ConditionKind, answer: boolean, by: string): string {
  const { yes, no, askedOf } = WORDS[condition];
  const words = answer ? yes : no;
  if (askedOf !== 'applicant' || (by !== 'applicant' && by !== 'victim')) return `that ${words}`;
  return `that ${words
    .replace('the applicant is ', 'they are ')
    .replace('the applicant does not ', 'they do not ')
    .replace('the applicant feels ', 'they feel ')}`;
}

function ofApplicant(yes: string, no: string, whether: string): ConditionWords {
  return { yes, no, whether, askedOf: 'applicant' };
}

function judged(yes: string, no: string): ConditionWords {
  return { yes, no, whether: yes, askedOf: 'coordinator' };
}
