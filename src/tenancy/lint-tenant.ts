import type { FindPlace } from './find-place.js';
import { SEVERITIES, type LintFinding, type TenantFinding } from './lint/finding.js';
import { lintAppealTimes } from './lint/lint-appeal-times.js';
import { lintAppeals } from './lint/lint-appeals.js';
import { lintFigures, lintPublishedFigures } from './lint/lint-figures.js';
import { lintHate } from './lint/lint-hate.js';
import { lintMandatoryLimb } from './lint/lint-mandatory-limb.js';
import { lintMeetings } from './lint/lint-meetings.js';
import { lintPartnership } from './lint/lint-partnership.js';
import { lintProcedure } from './lint/lint-procedure.js';
import { lintTimes } from './lint/lint-times.js';
import { lintWelsh } from './lint/lint-welsh.js';
import type { PartnershipFile, TenantPolicy } from './tenant-file.js';

/**
 * Holds the versions of a policy, and the partnership's own file where there is one, against the Act and the guidance;
 * the weightiest findings first. Nothing of it stops a partnership from working, and nothing of it may be invented.
 */
export function lintTenant(
  policyVersions: readonly TenantPolicy[],
  partnership?: PartnershipFile,
): TenantFinding[] {
  const isWelsh = partnership?.nation === 'wales';
  const ofPolicies = policyVersions.flatMap(({ file, policy }) =>
    at(file, [
      ...lintMandatoryLimb(policy),
      ...lintHate(policy),
      ...lintProcedure(policy),
      ...lintAppeals(policy, partnership?.agencies),
      ...lintTimes(policy),
      ...lintAppealTimes(policy),
      ...lintMeetings(policy),
      ...lintFigures(policy, partnership),
      ...(isWelsh ? lintWelsh(policy) : []),
    ]),
  );
  const ofPartnership = partnership
    ? at('partnership.yaml', [
        ...lintPartnership(partnership),
        ...lintPublishedFigures(partnership),
        ...(isWelsh ? lintWelsh(textsOf(partnership)) : []),
      ])
    : [];
  const all = [...ofPolicies, ...ofPartnership];
  return SEVERITIES.flatMap((severity) => all.filter((finding) => finding.severity === severity));
}

function at(file: string, findings: readonly LintFinding[]): TenantFinding[] {
  return findings.map((finding) => ({
    ...finding,
    path: `${file}: ${finding.path}`,
    file,
    key: finding.path,
  }));
}

/** A finding with the line at which what it is about stands, or would stand. */
export interface PlacedFinding extends TenantFinding {
  /** The path of the file, which may be that of a base. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

/** The findings with their lines; a value that comes from a base is at the base's. */
export function placedFindings(findings: readonly TenantFinding[], find: FindPlace): PlacedFinding[] {
  return findings.map((finding) => ({ ...finding, ...find(finding.file, finding.key) }));
}

/** What of a partnership's file the public reads. */
function textsOf({ words, waysToApply, agencies, letters, privacyNotice }: PartnershipFile): object {
  return { words, waysToApply, agencies, letters, privacyNotice };
}
