import type { RiskBand, RiskMatrix, RiskQuestion } from '#domain/policy/risk-matrix.js';

/** The answer to one question of a risk matrix, both by their ids. */
export interface RiskAnswerGiven {
  readonly question: string;
  readonly answer: string;
}

/** What a matrix makes of answers. */
export interface AssessedRisk {
  /** The points of the answers, and the fewest that the open questions add. */
  readonly least: number;
  /** The same with the most that they add. */
  readonly most: number;
  /** Present where it is the same whatever the open questions add. */
  readonly band?: RiskBand;
  /** Questions that were not answered, in the order of the matrix. */
  readonly open: readonly RiskQuestion[];
}

/** Adds up the points of answers, each times the weight of its question, and finds the band that they reach. */
export function assessRisk(matrix: RiskMatrix, given: readonly RiskAnswerGiven[]): AssessedRisk {
  const ranges = matrix.questions.map((question) => rangeOf(question, given));
  const least = ranges.reduce((sum, range) => sum + range.least, 0);
  const most = ranges.reduce((sum, range) => sum + range.most, 0);
  const band = bandOf(matrix, least);
  const isSettled = band !== undefined && bandOf(matrix, most) === band;
  return {
    least,
    most,
    ...(isSettled && { band }),
    open: ranges.filter(({ isOpen }) => isOpen).map(({ question }) => question),
  };
}

function rangeOf(question: RiskQuestion, given: readonly RiskAnswerGiven[]) {
  const { weight = 1, answers, id } = question;
  const answer = given.find((each) => each.question === id)?.answer;
  const chosen = answers.filter((each) => each.id === answer);
  const points = (chosen.length > 0 ? chosen : answers).map((each) => weight * each.points);
  return { question, isOpen: chosen.length === 0, least: Math.min(...points), most: Math.max(...points) };
}

/** Bands stand from the lowest to the highest; the lowest begins at 0. */
function bandOf({ bands }: RiskMatrix, points: number): RiskBand | undefined {
  return bands.findLast(({ from }) => from <= points);
}
