import { inWords, isBefore, type LocalDate } from '#domain/calendar/local-date.js';
import type { PolicyVersion } from '#domain/policy/policy-version.js';
import type { RiskMatrix } from '#domain/policy/risk-matrix.js';
import { checkNotFuture } from '#domain/review/check-application.js';
import type { Problem } from '#domain/review/problem.js';
import type { RiskAnswerGiven } from '#domain/threshold/assess-risk.js';
import { questionsOf } from '#domain/threshold/questions.js';
import { questionAsked, type ReviewSetting } from './review-facts.js';
import {
  mostToCheck,
  type AnswerToCheck,
  type ComplaintToCheck,
  type IncidentToCheck,
  type ReviewToCheck,
} from './review-to-check.js';

/** Everything that is wrong with what somebody tells; of more than is looked at, that alone. */
export function checkReviewInput(review: ReviewToCheck, setting: ReviewSetting): Problem[] {
  const tooMuch = checkAmount(review);
  if (tooMuch.length > 0) return tooMuch;
  const { incidents, answers = [], risk = [] } = review;
  return [
    ...incidents.flatMap((incident, index) =>
      checkIncident(incident, `incidents[${String(index)}]`, setting),
    ),
    ...answers.flatMap((answer, index) =>
      checkAnswer(answer, `answers[${String(index)}]`, { policy: setting.policy, many: incidents.length }),
    ),
    ...risk.flatMap((each, index) => checkRiskAnswer(each, `risk[${String(index)}]`, setting.policy)),
    ...checkEachOnce(risk),
  ];
}

function checkAmount({ incidents, answers = [], risk = [] }: ReviewToCheck): Problem[] {
  const complaints = incidents.reduce((sum, each) => sum + each.complaints.length, 0);
  const most = mostToCheck.complaintsInAll;
  return [
    ...tooLong(incidents, 'incidents', mostToCheck.incidents),
    ...(complaints <= most
      ? []
      : [
          {
            path: 'incidents',
            message: `have ${String(complaints)} complaints: expected ${String(most)} at most in all.`,
          },
        ]),
    ...tooLong(answers, 'answers', mostToCheck.answers),
    ...tooLong(risk, 'risk', mostToCheck.riskAnswers),
  ];
}

function tooLong(list: readonly unknown[], path: string, most: number): Problem[] {
  if (list.length <= most) return [];
  return [{ path, message: `has ${String(list.length)} entries: expected ${String(most)} at most.` }];
}

function checkIncident(incident: IncidentToCheck, path: string, setting: ReviewSetting): Problem[] {
  const { occurredOn, behaviours = [], complaints } = incident;
  const known = (setting.policy.behaviours ?? []).map(({ id }) => id);
  return [
    ...checkNotFuture(occurredOn, `${path}.occurredOn`, setting.today),
    ...behaviours
      .filter((id) => !known.includes(id))
      .slice(0, 1)
      .map(() => unknown(`${path}.behaviours`, { what: 'kind of behaviour', known })),
    ...complaints.flatMap((complaint, index) =>
      checkComplaint(complaint, `${path}.complaints[${String(index)}]`, { ...setting, occurredOn }),
    ),
  ];
}

function checkComplaint(
  complaint: ComplaintToCheck,
  path: string,
  { occurredOn, today, agencies }: ReviewSetting & { readonly occurredOn: LocalDate },
): Problem[] {
  const { madeOn, recordedOn, agency, to } = complaint;
  const made = { day: occurredOn, what: 'its incident' };
  const recorded = madeOn ? { day: madeOn, what: 'the complaint' } : made;
  return [
    ...(madeOn ? checkDay(madeOn, `${path}.madeOn`, { after: made, today }) : []),
    ...(recordedOn ? checkDay(recordedOn, `${path}.recordedOn`, { after: recorded, today }) : []),
    ...checkAgency({ agency, to }, path, agencies),
  ];
}

interface DayToCheck {
  readonly after: { readonly day: LocalDate; readonly what: string };
  readonly today: LocalDate;
}

function checkDay(day: LocalDate, path: string, { after, today }: DayToCheck): Problem[] {
  if (!isBefore(day, after.day)) return checkNotFuture(day, path, today);
  const message = `is ${inWords(day)}, before ${after.what} of ${inWords(after.day)}: expected that day or later.`;
  return [{ path, message }];
}

function checkAgency(
  { agency, to }: Pick<ComplaintToCheck, 'agency' | 'to'>,
  path: string,
  agencies: ReviewSetting['agencies'],
): Problem[] {
  if (agency === undefined) return [];
  const found = agencies.find(({ slug }) => slug === agency);
  const known = agencies.map(({ slug }) => slug);
  if (!found) return [unknown(`${path}.agency`, { what: 'agency of this partnership', known })];
  if (to === undefined || to === found.kind) return [];
  const message = `is not the kind of that agency: expected ${found.kind.toUpperCase()}, or nothing.`;
  return [{ path: `${path}.to`, message }];
}

function checkAnswer(
  { question, incidents }: AnswerToCheck,
  path: string,
  { policy, many }: { readonly policy: PolicyVersion; readonly many: number },
): Problem[] {
  const asked = questionAsked(policy, question);
  if (!asked) {
    const known = questionsOf(policy.threshold).map((each) => each.question);
    return [unknown(`${path}.question`, { what: 'question of this policy', known })];
  }
  if (!incidents) return [];
  const own = `${path}.incidents`;
  if (!asked.isOfIncidents)
    return [{ path: own, message: 'are given though the question is about the whole: expected none.' }];
  if (new Set(incidents).size < 2)
    return [{ path: own, message: 'are too few: expected two or more, or none for all.' }];
  const wrong = incidents.find((number) => number < 1 || number > many);
  if (wrong === undefined) return [];
  return [{ path: own, message: `name ${String(wrong)}: expected numbers from 1 to ${String(many)}.` }];
}

function checkRiskAnswer(
  { question, answer }: RiskAnswerGiven,
  path: string,
  { riskMatrix }: PolicyVersion,
): Problem[] {
  if (!riskMatrix)
    return [{ path, message: 'is given though this policy has no risk matrix: expected none.' }];
  const found = riskMatrix.questions.find(({ id }) => id === question);
  if (!found) {
    const known = idsOf(riskMatrix.questions);
    return [unknown(`${path}.question`, { what: 'question of the risk matrix', known })];
  }
  const known = idsOf(found.answers);
  if (known.includes(answer)) return [];
  return [unknown(`${path}.answer`, { what: `answer to ${question}`, known })];
}

function checkEachOnce(risk: readonly RiskAnswerGiven[]): Problem[] {
  const questions = risk.map(({ question }) => question);
  const twice = questions.find((question, index) => questions.indexOf(question) < index);
  if (twice === undefined) return [];
  return [{ path: 'risk', message: `answers ${twice} twice: expected each question once.` }];
}

function idsOf(list: RiskMatrix['questions'] | RiskMatrix['questions'][number]['answers']): string[] {
  return list.map(({ id }) => id);
}

/** What was given is not repeated: it may be anything. */
function unknown(
  path: string,
  { what, known }: { readonly what: string; readonly known: readonly string[] },
): Problem {
  const expected = known.length === 0 ? 'none, as there are none' : `one of ${known.join(', ')}`;
  return { path, message: `is no ${what}: expected ${expected}.` };
}
