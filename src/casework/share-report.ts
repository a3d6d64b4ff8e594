import {
  endOfLocalDay,
  inWords,
  isBefore,
  localDateOf,
  type LocalDate,
} from '#domain/calendar/local-date.js';
import { checkText, textLimits } from '#domain/review/check-text.js';
import type { Problem } from '#domain/review/problem.js';
import type { SharingLevel } from '#domain/sharing/sharing-level.js';
import { changeCase, type ChangeScope } from './change-case.js';
import type { CaseVersion } from './case-version.js';
import { chooseAgreement } from './choose-agreement.js';
import { checkLevel, checkObjection, disclosureOf } from './check-sharing.js';
import { done, invalid, notFound, notPossibleNow, type Outcome } from './outcome.js';
import type { Casework } from './ports.js';
import type { Member } from './principal.js';
import type { AgreementRecord, GrantAudience, NewGrant } from './sharing-ports.js';

export interface ShareReport {
  readonly caseId: string;
  readonly reportId: string;
  readonly agreementId?: string | undefined;
  readonly audience: GrantAudience;
  /** Where the audience is one agency of the case. */
  readonly agencyId?: string | undefined;
  readonly level: SharingLevel;
  /** The last day; left out, as long as the agreement. */
  readonly untilOn?: LocalDate | undefined;
  readonly despiteObjection?: string | undefined;
}

/** An agency opens a report that it put to a case to somebody else, or further, or less far, than before. */
export function shareReport(
  casework: Casework,
  principal: Member,
  input: ShareReport,
): Promise<Outcome<CaseVersion>> {
  const { agencyId } = principal;
  if (agencyId === undefined) return Promise.resolve(notFound('report'));
  const change = { caseId: input.caseId, action: 'SHARE_REPORT' } as const;
  return changeCase(casework, { principal, change }, async (scope) => {
    const { stores, locked } = scope;
    const [report] = await stores.reports.listLinked(locked.id, [input.reportId]);
    if (!report || report.agencyId !== agencyId) return notFound('report');
    const chosen = await chooseAgreement({ casework, stores }, { agencyId, agreementId: input.agreementId });
    if (!chosen.ok) return chosen;
    const agreement = chosen.value;
    const problems = checkShare(input, { agreement, scope, casework, agencyId });
    if (problems.length > 0) return invalid(problems);
    const objection = await checkObjection(scope, input.despiteObjection);
    if (!objection.ok) return objection;
    const under = { agencyId, agreementId: agreement.id, despite: objection.value };
    const grant = grantOf({ casework, principal }, input, under);
    if (await stores.grants.isGiven(grant)) return notPossibleNow('The report is open so far already.');
    const before = await stores.grants.listReaders(locked.id, report.id);
    await stores.grants.give([grant]);
    return done({
      type: 'SHARING_CHANGED',
      subjectId: report.id,
      audience: [...before, ...(await stores.grants.listReaders(locked.id, report.id))],
      audit: disclosureOf(report.id, agreement.id, objection.value),
      value: {},
    });
  });
}

function grantOf(
  { casework, principal }: { readonly casework: Casework; readonly principal: Member },
  input: ShareReport,
  {
    agencyId,
    ...under
  }: { readonly agencyId: string; readonly agreementId: string; readonly despite: string | null },
): NewGrant {
  return {
    ...under,
    id: casework.ids.newId(),
    caseId: input.caseId,
    reportId: input.reportId,
    ownerAgencyId: agencyId,
    audience: input.audience,
    agencyId: input.audience === 'AGENCY' ? (input.agencyId ?? null) : null,
    level: input.level,
    untilAt: input.untilOn ? endOfLocalDay(input.untilOn) : null,
    givenBy: principal.userId,
    givenAt: casework.clock.now(),
  };
}

export interface WithdrawGrant {
  readonly grantId: string;
  readonly reason: string;
}

/** An agency closes what it opened; it holds from the next thing that anybody reads. */
export async function withdrawGrant(
  casework: Casework,
  principal: Member,
  { grantId, reason }: WithdrawGrant,
): Promise<Outcome<CaseVersion>> {
  const found = await findCaseOf(casework, principal, grantId);
  if (!found.ok) return found;
  const problems = checkText(reason, { path: 'reason', limit: textLimits.short, required: true });
  if (problems.length > 0) return invalid(problems);
  const { caseId, reportId } = found.value;
  // What an agency opened it may close whatever has become of the case.
  return changeCase(casework, { principal, change: { caseId } }, async ({ stores }) => {
    const { agencyId = '', userId: by } = principal;
    if (!(await stores.grants.findOwn(grantId, agencyId))) return notFound('grant');
    const before = await stores.grants.listReaders(caseId, reportId);
    await stores.grants.revoke(grantId, { by, at: casework.clock.now(), reason });
    return done({
      type: 'SHARING_CHANGED',
      subjectId: reportId,
      audience: before,
      audit: { kind: 'ALTERATION', subjectType: 'REPORT', subjectIds: [reportId] },
      value: {},
    });
  });
}

function findCaseOf(casework: Casework, principal: Member, grantId: string) {
  return casework.inTransaction(principal, async ({ grants }) => {
    const { agencyId } = principal;
    const found = agencyId === undefined ? undefined : await grants.findOwn(grantId, agencyId);
    return found ? done(found) : notFound('grant');
  });
}

interface Checked {
  readonly agreement: AgreementRecord;
  readonly scope: ChangeScope;
  readonly casework: Casework;
  readonly agencyId: string;
}

function checkShare(input: ShareReport, { agreement, scope, casework, agencyId }: Checked): Problem[] {
  const today = localDateOf(casework.clock.now());
  return [
    ...checkLevel(input.level, 'level', agreement),
    ...checkAudience(input, { agreement, agencyId, parties: scope.locked.agencyIds }),
    ...(input.untilOn && isBefore(input.untilOn, today)
      ? [{ path: 'untilOn', message: `is ${inWords(input.untilOn)}: expected ${inWords(today)} or later.` }]
      : []),
  ];
}

function checkAudience(
  input: ShareReport,
  context: {
    readonly agreement: AgreementRecord;
    readonly agencyId: string;
    readonly parties: readonly string[];
  },
): Problem[] {
  const path = 'agencyId';
  if (input.audience !== 'AGENCY')
    return input.agencyId === undefined
      ? []
      : [{ path, message: `is given: expected none, as the audience is ${input.audience}.` }];
  if (input.agencyId === undefined)
    return [{ path, message: 'is missing: expected the agency that it is opened to.' }];
  if (input.agencyId === context.agencyId)
    return [{ path, message: 'is your own agency: expected another one.' }];
  if (!context.parties.includes(input.agencyId))
    return [{ path, message: 'is not of this case: expected an agency that was asked about it.' }];
  if (!context.agreement.agencyIds.includes(input.agencyId))
    return [{ path, message: `is not party to "${context.agreement.title}": expected one that is.` }];
  return [];
}
