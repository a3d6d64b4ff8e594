import { levelOfRank, type SharingLevel } from '#domain/sharing/sharing-level.js';
import type { Problem } from '#domain/review/problem.js';
import { changeCase } from './change-case.js';
import type { CaseVersion } from './case-version.js';
import { checkLevel, checkObjection, disclosureOf } from './check-sharing.js';
import { chooseAgreement } from './choose-agreement.js';
import { done, invalid, notFound, notPossibleNow, type Outcome } from './outcome.js';
import type { Casework } from './ports.js';
import type { Member } from './principal.js';
import type { ReportRecord } from './report-ports.js';
import type { AgreementRecord, NewGrant } from './sharing-ports.js';

export interface LinkReport {
  readonly caseId: string;
  readonly reportId: string;
  /** Needed only where the agency is party to several that are in force. */
  readonly agreementId?: string | undefined;
  /** How far it is open to the coordinator; left out, as the agreement says. */
  readonly coordinatorLevel?: SharingLevel | undefined;
  /** How far it is open to the other agencies of the case; left out, as the agreement says. */
  readonly partyLevel?: SharingLevel | undefined;
  /** Whether the other agencies of the case may not even know that it exists. */
  readonly closedToParties?: boolean | undefined;
  /** Why it is shared although somebody of the case objects. */
  readonly despiteObjection?: string | undefined;
}

/**
 * An agency puts one of its own reports to a case that it was asked about, and opens it under a sharing agreement: to the
 * coordinator, and to the other agencies of the case. It depends on nothing that others change, so it takes no version:
 * agencies link at the same time.
 */
export function linkReport(
  casework: Casework,
  principal: Member,
  input: LinkReport,
): Promise<Outcome<CaseVersion>> {
  const { agencyId } = principal;
  if (agencyId === undefined) return Promise.resolve(notFound('report'));
  const change = { caseId: input.caseId, action: 'LINK_REPORT' } as const;
  return changeCase(casework, { principal, change }, async ({ stores, locked }) => {
    const report = await stores.reports.find(input.reportId);
    if (!report || report.agencyId !== agencyId) return notFound('report');
    const chosen = await chooseAgreement({ casework, stores }, { agencyId, agreementId: input.agreementId });
    if (!chosen.ok) return chosen;
    const problems = checkLevels(input, chosen.value);
    if (problems.length > 0) return invalid(problems);
    const objection = await checkObjection({ stores, locked }, input.despiteObjection);
    if (!objection.ok) return objection;
    const by = { linkedBy: principal.userId, linkedAt: casework.clock.now() };
    const linked = await stores.reports.link(locked.id, report, by);
    if (linked === 'ALREADY_LINKED') return notPossibleNow('This report is linked to the case already.');
    const sharing = { input, report, agreement: chosen.value, principal, despite: objection.value };
    await stores.grants.give(grantsOf(casework, sharing));
    return done({
      type: 'REPORT_LINKED',
      subjectId: report.id,
      audience: await stores.grants.listReaders(locked.id, report.id),
      audit: disclosureOf(report.id, chosen.value.id, objection.value),
      value: {},
    });
  });
}

interface Sharing {
  readonly input: LinkReport;
  readonly report: ReportRecord;
  readonly agreement: AgreementRecord;
  readonly principal: Member;
  /** Why it is shared although somebody objects. */
  readonly despite: string | null;
}

function checkLevels(input: LinkReport, agreement: AgreementRecord): Problem[] {
  return [
    ...checkLevel(input.coordinatorLevel, 'coordinatorLevel', agreement),
    ...checkLevel(input.partyLevel, 'partyLevel', agreement),
    ...(input.closedToParties === true && input.partyLevel !== undefined
      ? [
          {
            path: 'partyLevel',
            message: `is ${input.partyLevel}: expected none, as the report is to be closed to the other agencies.`,
          },
        ]
      : []),
  ];
}

function grantsOf({ ids, clock }: Casework, sharing: Sharing): NewGrant[] {
  const { input, report, agreement, principal, despite } = sharing;
  const grant = (audience: 'COORDINATOR' | 'OTHER_AGENCIES', level: SharingLevel): NewGrant => ({
    id: ids.newId(),
    agreementId: agreement.id,
    caseId: input.caseId,
    reportId: report.id,
    ownerAgencyId: report.agencyId,
    audience,
    agencyId: null,
    level,
    untilAt: null,
    despite,
    givenBy: principal.userId,
    givenAt: clock.now(),
  });
  const toCoordinator = input.coordinatorLevel ?? levelOfRank(agreement.coordinatorRank) ?? 'LOCATOR';
  const toParties =
    input.closedToParties === true ? undefined : (input.partyLevel ?? levelOfRank(agreement.partyRank));
  return [grant('COORDINATOR', toCoordinator), ...(toParties ? [grant('OTHER_AGENCIES', toParties)] : [])];
}
