import { APPEALABLE, type Appealable, type PolicyVersion } from '#domain/policy/policy-version.js';
import type { AgencyFile } from '../tenant-file.js';
import { RESTS, type LintFinding } from './finding.js';

/** Whether somebody who is dissatisfied is told what to do, as Schedule 4 asks. */
export function lintAppeals({ appeals }: PolicyVersion, agencies: readonly AgencyFile[] = []): LintFinding[] {
  if (appeals.length === 0) {
    const message =
      'no appeal is given, though procedures must say what happens when an applicant is dissatisfied with the handling ' +
      'of the application or with the review';
    return [{ rule: 'no-appeal', severity: 'must', path: 'appeals', message, rests: RESTS.schedule4 }];
  }
  return [...notAgainst(appeals), ...toNobody({ appeals, agencies })];
}

function notAgainst(appeals: PolicyVersion['appeals']): LintFinding[] {
  const against = new Set<Appealable>(appeals.flatMap((appeal) => appeal.against ?? APPEALABLE));
  const isAgainstHandling = (['handling', 'declined', 'threshold_not_met'] as const).some((each) =>
    against.has(each),
  );
  const missing = [
    ...(isAgainstHandling ? [] : ['how the application was handled']),
    ...(against.has('review_outcome') ? [] : ['the review']),
  ];
  if (missing.length === 0) return [];
  const message = `nobody may appeal against ${missing.join(' or ')}`;
  return [
    { rule: 'appeal-against-half', severity: 'must', path: 'appeals', message, rests: RESTS.schedule4 },
  ];
}

function toNobody({
  appeals,
  agencies,
}: Pick<PolicyVersion, 'appeals'> & { readonly agencies: readonly AgencyFile[] }): LintFinding[] {
  const holders = agencies.filter(({ roles }) => roles.includes('appeal')).map(({ slug }) => slug);
  const hint = holders.length === 0 ? '' : ` (role of appeal: ${holders.join(', ')})`;
  return appeals.flatMap(({ to, heardBy, peer }, index): LintFinding[] =>
    to !== undefined || heardBy !== undefined || peer !== undefined
      ? []
      : [
          {
            rule: 'appeal-to-nobody',
            severity: 'should',
            path: `appeals[${String(index)}].to`,
            message: `it is not said to whom to appeal${hint}`,
            rests: RESTS.schedule4,
          },
        ],
  );
}
