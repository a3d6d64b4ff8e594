import type { Temporal } from 'temporal-polyfill';
import type { LocalDate } from '#domain/calendar/local-date.js';

export type ReportCategory = 'ASB' | 'HATE_INCIDENT' | 'HATE_CRIME' | 'OTHER_CRIME';

/** A report as an agency's officer records it. */
export interface NewReport {
  readonly id: string;
  readonly agencyId: string;
  /** The agency's own reference, unique within the agency. */
  readonly reference: string;
  readonly category: ReportCategory;
  readonly occurredOn: LocalDate;
  readonly reportedOn: LocalDate | null;
  readonly recordedOn: LocalDate | null;
  readonly reporterName: string | null;
  readonly place: string;
  readonly district: string | null;
  readonly summary: string | null;
  readonly hatePerceived: boolean;
  /** Ids of kinds of behaviour; null where the agency named none. */
  readonly behaviours: readonly string[] | null;
  /** Null: as the category says. */
  readonly recordedAsHate: boolean | null;
  readonly household: string | null;
  readonly affected: readonly string[] | null;
  readonly actionTaken: string | null;
  readonly closedOn: LocalDate | null;
  readonly createdAt: Temporal.Instant;
}

export interface ReportRecord {
  readonly id: string;
  readonly agencyId: string;
  readonly occurredOn: LocalDate | null;
  readonly reportedOn: LocalDate | null;
  readonly background: boolean;
  readonly category: ReportCategory;
}

/** A row of a bulk import that names no reporter and no report date. */
export interface BackgroundReport {
  readonly id: string;
  readonly reference: string;
  readonly occurredMonth: string;
  readonly place: string;
  readonly district: string;
  readonly lsoaCode: string;
  readonly longitude: number | null;
  readonly latitude: number | null;
}

export interface ReportStore {
  /** False when the agency has recorded that reference before. */
  add(report: NewReport): Promise<boolean>;
  find(id: string): Promise<ReportRecord | undefined>;
  link(
    caseId: string,
    report: ReportRecord,
    by: { linkedBy: string; linkedAt: Temporal.Instant },
  ): Promise<'LINKED' | 'ALREADY_LINKED'>;
  /** Those of the ids that are linked to the case. */
  listLinked(caseId: string, reportIds: readonly string[]): Promise<readonly ReportRecord[]>;
  /** Whether the agency has put any report of its own to the case. */
  hasLinked(caseId: string, agencyId: string): Promise<boolean>;
  /** Adds those whose reference the agency does not have yet; returns how many that were. */
  addBackground(
    agencyId: string,
    reports: readonly BackgroundReport[],
    createdAt: Temporal.Instant,
  ): Promise<number>;
}

/** Runs of imports, for whoever asks later what was read when. */
export interface ImportRunStore {
  start(run: {
    id: string;
    agencyId: string;
    format: string;
    fileName: string;
    startedAt: Temporal.Instant;
  }): Promise<void>;
  /** `summary` holds counts only, never what a row says. */
  end(id: string, ended: { endedAt: Temporal.Instant; summary: object }): Promise<void>;
}
