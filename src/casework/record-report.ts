import { behavioursKnownBy } from '#domain/policy/known-behaviours.js';
import { checkAffected } from '#domain/review/check-affected.js';
import { checkBehaviours } from '#domain/review/check-behaviours.js';
import { inWords, isBefore, localDateOf, type LocalDate } from '#domain/calendar/local-date.js';
import { checkNotFuture } from '#domain/review/check-application.js';
import { checkText, textLimits } from '#domain/review/check-text.js';
import type { Problem } from '#domain/review/problem.js';
import { checkClientKey, onceByClientKey } from './once-by-client-key.js';
import { done, invalid, notFound, type Outcome } from './outcome.js';
import type { Casework, Stores } from './ports.js';
import type { Member } from './principal.js';
import type { ReportCategory } from './report-ports.js';

export interface RecordReport {
  readonly clientKey: string;
  readonly reference: string;
  readonly category: ReportCategory;
  readonly occurredOn: LocalDate;
  /** When somebody complained; left out, the report is background. */
  readonly reportedOn?: LocalDate | undefined;
  /** When the agency recorded it formally; left out, today. */
  readonly recordedOn?: LocalDate | undefined;
  /** Who complained; left out, the report is background. */
  readonly reporterName?: string | undefined;
  readonly place: string;
  readonly district?: string | undefined;
  readonly summary?: string | undefined;
  readonly hatePerceived: boolean;
  /** Ids of kinds of behaviour that a policy in force by today names; none where nobody said. */
  readonly behaviours?: readonly string[] | undefined;
  /** Whether it is recorded as one of hate; left out, as the category says. */
  readonly recordedAsHate?: boolean | undefined;
  /** Where whoever complained lives, as the agency calls it. */
  readonly household?: string | undefined;
  /** Whom it befell, as the agency calls them. */
  readonly affected?: readonly string[] | undefined;
  readonly actionTaken?: string | undefined;
  /** When the agency closed it; left out, it is open or nobody said. */
  readonly closedOn?: LocalDate | undefined;
}

/**
 * Records a complaint in the name of the officer's agency, to which it belongs. Without reporter or report date it is
 * background, and never counts towards a threshold.
 */
export function recordReport(
  casework: Casework,
  principal: Member,
  input: RecordReport,
): Promise<Outcome<{ reportId: string }>> {
  const agencyId = principal.agencyId;
  if (agencyId === undefined) return Promise.resolve(notFound('agency'));
  const today = localDateOf(casework.clock.now());
  const problems = [...checkClientKey(input.clientKey), ...checkReport(input, today)];
  if (problems.length > 0) return Promise.resolve(invalid(problems));
  return casework.inTransaction(principal, (stores) =>
    onceByClientKey(
      { stores, casework },
      { clientKey: input.clientKey, operation: 'recordReport', input },
      async () => {
        const unknown = await checkKinds(stores, input, today);
        return unknown.length > 0 ? invalid(unknown) : add({ casework, stores }, { input, agencyId, today });
      },
    ),
  );
}

async function add(
  { casework, stores }: { casework: Casework; stores: Stores },
  { input, agencyId, today }: { input: RecordReport; agencyId: string; today: LocalDate },
): Promise<Outcome<{ reportId: string }>> {
  const reportId = casework.ids.newId();
  const { category, occurredOn, place, reference, hatePerceived, behaviours = [], affected = [] } = input;
  const added = await stores.reports.add({
    id: reportId,
    agencyId,
    reference,
    category,
    occurredOn,
    place,
    hatePerceived,
    reportedOn: input.reportedOn ?? null,
    recordedOn: input.recordedOn ?? today,
    reporterName: input.reporterName?.trim() ? input.reporterName : null,
    district: input.district ?? null,
    summary: input.summary ?? null,
    behaviours: behaviours.length > 0 ? [...new Set(behaviours)].sort() : null,
    recordedAsHate: input.recordedAsHate ?? null,
    household: input.household?.trim() ? input.household : null,
    affected: affected.length > 0 ? [...new Set(affected)] : null,
    actionTaken: input.actionTaken?.trim() ? input.actionTaken : null,
    closedOn: input.closedOn ?? null,
    createdAt: casework.clock.now(),
  });
  if (!added)
    return invalid([
      { path: 'reference', message: 'is in use: your agency has recorded a report under it before.' },
    ]);
  stores.recordAudit({
    action: 'REPORT_RECORDED',
    kind: 'COLLECTION',
    subjectType: 'REPORT',
    subjectIds: [reportId],
  });
  return done({ reportId });
}

async function checkKinds(stores: Stores, input: RecordReport, today: LocalDate): Promise<Problem[]> {
  if (!input.behaviours) return [];
  const policies = await stores.partnership.listPolicies();
  const known = behavioursKnownBy(
    policies.map(({ version }) => version),
    today,
  );
  return checkBehaviours(input.behaviours, 'behaviours', known);
}

function checkReport(input: RecordReport, today: LocalDate): Problem[] {
  return [
    ...checkText(input.reference, { path: 'reference', limit: 100, required: true }),
    ...checkText(input.place, { path: 'place', limit: textLimits.short, required: true }),
    ...checkText(input.summary, { path: 'summary', limit: textLimits.long, required: false }),
    ...checkText(input.reporterName, { path: 'reporterName', limit: textLimits.name, required: false }),
    ...checkText(input.district, { path: 'district', limit: textLimits.name, required: false }),
    ...checkNotFuture(input.occurredOn, 'occurredOn', today),
    ...checkFollows(input.reportedOn, { path: 'reportedOn', after: input.occurredOn, today }),
    ...checkFollows(input.recordedOn, {
      path: 'recordedOn',
      after: input.reportedOn ?? input.occurredOn,
      today,
    }),
    ...checkText(input.household, { path: 'household', limit: textLimits.name, required: false }),
    ...checkAffected(input.affected, 'affected'),
    ...checkText(input.actionTaken, { path: 'actionTaken', limit: textLimits.long, required: false }),
    ...checkFollows(input.closedOn, {
      path: 'closedOn',
      after: input.reportedOn ?? input.occurredOn,
      today,
      why: 'as a report is closed after it is made',
    }),
    ...checkHate(input),
  ];
}

function checkHate({ category, recordedAsHate }: RecordReport): Problem[] {
  if (recordedAsHate !== false || (category !== 'HATE_INCIDENT' && category !== 'HATE_CRIME')) return [];
  const message = `is false though the category is ${category}: expected true, or nothing.`;
  return [{ path: 'recordedAsHate', message }];
}

function checkFollows(
  date: LocalDate | undefined,
  {
    path,
    after,
    today,
    why = 'as a report follows its incident',
  }: { path: string; after: LocalDate; today: LocalDate; why?: string },
): Problem[] {
  if (!date) return [];
  if (isBefore(date, after))
    return [
      {
        path,
        message: `is ${inWords(date)}: expected ${inWords(after)} or later, ${why}.`,
      },
    ];
  return checkNotFuture(date, path, today);
}
