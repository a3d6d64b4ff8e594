import type { CaseEventType } from '#domain/review/case-event.js';
import {
  mayDo,
  stageAfter,
  type CaseAction,
  type CaseStage,
  type ThresholdOutcome,
} from '#domain/review/stage.js';
import type { AuditDraft } from './audit.js';
import type { LockedCase } from './case-ports.js';
import type { EventBody } from './events.js';
import { conflicted, done, notFound, notPossibleNow, stale, type Outcome } from './outcome.js';
import type { Casework, Stores } from './ports.js';
import type { Principal } from './principal.js';

export interface CaseChange {
  readonly caseId: string;
  /** The version that the caller saw; left out only where the change does not depend on what the case says. */
  readonly version?: number;
  /** Left out where it may be done at any stage. */
  readonly action?: CaseAction;
  /** Only by somebody without a conflict of interest in the case. */
  readonly independently?: true;
}

/** What a change did: the event that tells it, and what the caller gets back. */
export interface Changed<T> {
  readonly type: CaseEventType;
  readonly subjectId?: string;
  readonly outcome?: ThresholdOutcome;
  readonly body?: EventBody;
  /** Where not every agency of the case may know of it: those that may. */
  readonly audience?: readonly string[];
  /** Agencies that become parties by this change. */
  readonly newParties?: readonly string[];
  readonly audit: Omit<AuditDraft, 'action'>;
  readonly value: T;
}

/** Everything a change is given: the stores of its transaction and the locked case. */
export interface ChangeScope {
  readonly stores: Stores;
  readonly locked: LockedCase;
}

/**
 * The one way to change a case: lock it, refuse what its stage or a stale version forbids, make the change, raise the
 * version, append the event. Two at once queue at the lock, and the second sees the first's version.
 */
export async function changeCase<T>(
  casework: Casework,
  { principal, change }: { principal: Principal; change: CaseChange },
  make: (scope: ChangeScope) => Promise<Outcome<Changed<T>>>,
): Promise<Outcome<T & { readonly caseId: string; readonly version: number }>> {
  return casework.inTransaction(principal, async (stores) => {
    const locked = await stores.cases.findForUpdate(change.caseId);
    if (!locked) return notFound('case');
    if (change.version !== undefined && change.version !== locked.version) return stale(locked.version);
    const { action } = change;
    if (action && !mayDo(action, locked.stage)) return notPossibleNow(refusalOf(action, locked.stage));
    const grounds = change.independently ? await stores.conflicts.listOwnGrounds(locked.id) : [];
    if (grounds.length > 0) return conflicted(grounds);
    const made = await make({ stores, locked });
    if (!made.ok) return made;
    const version = await record({ stores, locked }, made.value);
    return done({ ...made.value.value, caseId: locked.id, version });
  });
}

async function record<T>({ stores, locked }: ChangeScope, changed: Changed<T>): Promise<number> {
  const { type, outcome, body, subjectId } = changed;
  const version = locked.version + 1;
  const stage = stageAfter(locked.stage, { type, ...(outcome && { outcome }) });
  await stores.cases.advance(locked.id, { version, stage });
  stores.appendEvent({
    type,
    caseId: locked.id,
    caseVersion: version,
    stage,
    ...(subjectId !== undefined && { subjectId }),
    agencyIds: [...new Set([...(changed.audience ?? locked.agencyIds), ...(changed.newParties ?? [])])],
    body: { ...body, ...(outcome && { outcome }) },
  });
  stores.recordAudit({ ...changed.audit, action: type });
  return version;
}

const actionInWords: Record<CaseAction, string> = {
  ACKNOWLEDGE: 'acknowledged',
  REQUEST_INFORMATION: 'taken to further agencies',
  LINK_REPORT: 'given further reports',
  SHARE_REPORT: 'shared otherwise',
  ANSWER_REQUEST: 'answered on',
  MATCH_INCIDENT: 'matched to records',
  RECORD_JUDGEMENT: 'judged',
  ASSESS_RISK: 'assessed for risk',
  PROPOSE_DECISION: 'evaluated',
  DECIDE_THRESHOLD: 'decided',
  EXTEND_CLOCK: 'given more time',
  PAUSE_CLOCKS: 'paused',
  RESUME_CLOCKS: 'resumed',
};

function refusalOf(action: CaseAction, stage: CaseStage): string {
  return `The case cannot be ${actionInWords[action]} in stage ${stage}.`;
}
