import { localDateOf } from '#domain/calendar/local-date.js';
import type { RiskBand } from '#domain/policy/risk-matrix.js';
import { checkText, textLimits } from '#domain/review/check-text.js';
import type { Problem } from '#domain/review/problem.js';
import type { CaseVersion } from './case-version.js';
import { changeCase } from './change-case.js';
import { done, invalid, type Outcome } from './outcome.js';
import type { Casework } from './ports.js';
import type { Member } from './principal.js';
import { getPolicy } from './propose-decision.js';

export interface RecordRiskAssessment extends CaseVersion {
  /** Id of a band of the risk matrix of the case's policy. */
  readonly band: string;
  /** The sum that the matrix gave; must lie in the band. */
  readonly points?: number | undefined;
  /** Names nobody. */
  readonly why: string;
}

/** Records how high the risk to the victim was assessed, by the matrix of the case's policy. The last one stands. */
export function recordRiskAssessment(
  casework: Casework,
  principal: Member,
  input: RecordRiskAssessment,
): Promise<Outcome<CaseVersion>> {
  const { caseId, version, band, points, why } = input;
  const change = { caseId, version, action: 'ASSESS_RISK' } as const;
  return changeCase(casework, { principal, change }, async ({ stores, locked }) => {
    const policy = await getPolicy(stores, locked.policyVersionId);
    const problems = [
      ...checkBand(input, policy.version.riskMatrix?.bands ?? []),
      ...checkText(why, { path: 'why', limit: textLimits.short, required: true }),
    ];
    if (problems.length > 0) return invalid(problems);
    const [id, recordedAt] = [casework.ids.newId(), casework.clock.now()];
    await stores.judgements.addRisk({
      id,
      caseId,
      band,
      points: points ?? null,
      why,
      assessedBy: 'coordinator',
      assessedOn: localDateOf(recordedAt),
      recordedBy: principal.userId,
      recordedAt,
    });
    return done({
      type: 'RISK_ASSESSED',
      subjectId: id,
      audit: { kind: 'ALTERATION', subjectType: 'RISK_ASSESSMENT', subjectIds: [id] },
      value: {},
    });
  });
}

function checkBand({ band, points }: RecordRiskAssessment, bands: readonly RiskBand[]): Problem[] {
  const place = bands.findIndex(({ id }) => id === band);
  const own = bands[place];
  if (!own) {
    const known = bands.map(({ id }) => id).join(', ');
    const expected = known === '' ? 'it has no risk matrix' : `expected one of ${known}`;
    return [{ path: 'band', message: `is no band of this case's policy: ${expected}.` }];
  }
  const next = bands[place + 1];
  if (points === undefined || (points >= own.from && (!next || points < next.from))) return [];
  const through = next ? ` and below ${String(next.from)}` : '';
  return [
    {
      path: 'points',
      message: `does not lie in the band: expected a number from ${String(own.from)}${through}.`,
    },
  ];
}
