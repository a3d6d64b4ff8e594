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
      () => add({ casework, stores }, { input, agencyId, today }),
    ),
  );
}

async function add(
  { casework, stores }: { casework: Casework; stores: Stores },
  { input, agencyId, today }: { input: RecordReport; agencyId: string; today: LocalDate },
): Promise<Outcome<{ reportId: string }>> {
  const reportId = casework.ids.newId();
  const { category, occurredOn, place, reference, hatePerceived } = input;
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
  ];
}

function checkFollows(
  date: LocalDate | undefined,
  { path, after, today }: { path: string; after: LocalDate; today: LocalDate },
): Problem[] {
  if (!date) return [];
  if (isBefore(date, after))
    return [
      {
        path,
        message: `is ${inWords(date)}: expected ${inWords(after)} or later, as a report follows its incident.`,
      },
    ];
  return checkNotFuture(date, path, today);
}
