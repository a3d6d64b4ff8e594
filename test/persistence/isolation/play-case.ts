import { Temporal } from 'temporal-polyfill';
import { applyForReview } from '#casework/apply-for-review.js';
import { confirmIncident } from '#casework/confirm-incident.js';
import { decideThreshold } from '#casework/decide-threshold.js';
import { declareConflict } from '#casework/declare-conflict.js';
import { liftConflict } from '#casework/lift-conflict.js';
import { linkReport } from '#casework/link-report.js';
import { done, type Outcome } from '#casework/outcome.js';
import type { Casework } from '#casework/ports.js';
import type { Member } from '#casework/principal.js';
import { proposeDecision } from '#casework/propose-decision.js';
import { recordReport } from '#casework/record-report.js';
import { setMarker } from '#casework/set-marker.js';
import { requestInformation } from '#casework/request-information.js';
import type { UnitOfWork } from '#persistence/unit-of-work.js';

/** Who acts in a partnership. */
export interface Cast {
  readonly slug: string;
  readonly tenantId: string;
  readonly police: string;
  readonly policeId: string;
  readonly coordinator: Member;
  readonly chair: Member;
  /** An officer of the police, who become party to the case. */
  readonly officer: Member;
}

export interface PlayedCase {
  readonly caseId: string;
  readonly reference: string;
  readonly reportId: string;
}

const day = (iso: string) => Temporal.PlainDate.from(iso);

/** A value, where the use case is expected to do what it was asked. */
export function valueOf<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusal));
  return outcome.value;
}

export interface Stage {
  readonly casework: Casework;
  readonly unitOfWork: UnitOfWork;
}

/** An application, and the question to the one agency that was told; the agency has not answered. */
export async function openCase({ casework }: Stage, cast: Cast, name: string) {
  const { tenantId, police, policeId, coordinator } = cast;
  const visitor = { kind: 'public', tenantId } as const;
  const received = valueOf(
    await applyForReview(casework, visitor, {
      clientKey: `${name}-application`,
      application: applicationTold(police),
    }),
  );
  const { caseId, reference, secret } = received;
  valueOf(await requestInformation(casework, coordinator, { caseId, version: 1, agencyIds: [policeId] }));
  return { caseId, reference, secret };
}

/**
 * From the application to the decision that the threshold is met, by the use cases, over the real stores. Applicants share
 * one actor, so every case of a partnership has client keys of its own name.
 */
export async function playCase(stage: Stage, cast: Cast, name = 'first'): Promise<PlayedCase> {
  const { casework } = stage;
  const { officer } = cast;
  const { caseId, reference } = await openCase(stage, cast, name);
  await conflict(stage, cast, caseId);
  const { reportId } = valueOf(
    await recordReport(casework, officer, { ...aReport, clientKey: `${name}-report` }),
  );
  const { version } = valueOf(await linkReport(casework, officer, { caseId, reportId }));
  await judge(stage, cast, caseId);
  await decide(stage, cast, { caseId, version, reportId });
  await mark(stage, cast, caseId);
  return { caseId, reference, reportId };
}

/** Of the case, at the version that a decision leaves it at. */
async function mark({ casework, unitOfWork }: Stage, { coordinator }: Cast, caseId: string): Promise<void> {
  const { version, personId } = await findSubjects(unitOfWork, coordinator, caseId);
  const marker = { kind: 'SAFE_CONTACT', personId, rule: 'After six.', reason: 'As asked.' } as const;
  valueOf(await setMarker(casework, coordinator, { ...marker, caseId, version, opensTo: [] }));
}

/** The chair had a conflict of interest, which was lifted again. */
async function conflict({ casework }: Stage, { coordinator, chair }: Cast, caseId: string): Promise<void> {
  const { membershipId } = chair;
  const { conflictId } = valueOf(
    await declareConflict(casework, coordinator, { caseId, version: 2, membershipId, reason: 'A friend.' }),
  );
  valueOf(await liftConflict(casework, coordinator, { caseId, version: 3, conflictId, reason: 'Of old.' }));
}

/** What was judged and assessed, put into the stores as such, whatever the partnership's policy asks. */
async function judge({ casework }: Stage, { coordinator }: Cast, caseId: string): Promise<void> {
  const recorded = { caseId, why: 'The log shows it.', recordedBy: coordinator.userId };
  const on = day('2026-02-01');
  valueOf(
    await casework.inTransaction(coordinator, async ({ judgements, pauses }) => {
      const recordedAt = casework.clock.now();
      await judgements.add({
        ...recorded,
        id: casework.ids.newId(),
        question: 'problem_persists',
        answer: true,
        incidentIds: null,
        factors: [],
        answeredBy: 'coordinator',
        answeredOn: on,
        agencyId: null,
        recordedAt,
      });
      await judgements.addRisk({
        ...recorded,
        id: casework.ids.newId(),
        band: 'high',
        points: null,
        assessedBy: 'coordinator',
        assessedOn: on,
        recordedAt,
      });
      for (const pause of pausesOf(recorded.recordedBy, { caseId, on, recordedAt }))
        await pauses.add({ ...pause, id: casework.ids.newId() });
      return done({});
    }),
  );
}

/** A pause that lasts, and one of a day. */
function pausesOf(
  recordedBy: string,
  { caseId, on, recordedAt }: { caseId: string; on: Temporal.PlainDate; recordedAt: Temporal.Instant },
) {
  const reason = 'agreed_with_applicant' as const;
  return [null, on].map((through) => ({ caseId, reason, from: on, through, recordedBy, recordedAt }));
}

async function decide(
  { casework, unitOfWork }: Stage,
  { coordinator }: Cast,
  { caseId, version, reportId }: { caseId: string; version: number; reportId: string },
): Promise<void> {
  const { incidentId, personId } = await findSubjects(unitOfWork, coordinator, caseId);
  const matched = valueOf(
    await confirmIncident(casework, coordinator, {
      caseId,
      version,
      incidentId,
      match: 'CONFIRMED',
      causedHarassment: true,
      reports: [{ reportId, madeBy: { kind: 'PERSON', personId } }],
      acceptedComplaints: [],
    }),
  );
  const proposed = valueOf(
    await proposeDecision(casework, coordinator, { caseId, version: matched.version }),
  );
  const { proposalId } = proposed;
  const reason = 'The panel should hear of it all the same.';
  valueOf(
    await decideThreshold(casework, coordinator, {
      caseId,
      version: proposed.version,
      outcome: 'MET',
      proposalId,
      reason,
    }),
  );
}

async function findSubjects(unitOfWork: UnitOfWork, coordinator: Member, caseId: string) {
  const [found] = valueOf(
    await unitOfWork.write(coordinator, async (sql) =>
      done(
        await sql.query<{ incidentId: string; personId: string; version: number }>(
          `select i.id as "incidentId", p.id as "personId", c.version
           from concord.case_incidents i join concord.case_people p using (tenant_id, case_id)
           join concord.cases c on c.tenant_id = i.tenant_id and c.id = i.case_id
           where i.tenant_id = $1 and i.case_id = $2`,
          [coordinator.tenantId, caseId],
        ),
      ),
    ),
  );
  if (!found) throw new Error('The coordinator sees the incident.');
  return found;
}

export const aReport = {
  reference: 'CRIME/1',
  category: 'ASB',
  occurredOn: day('2026-01-10'),
  reportedOn: day('2026-01-12'),
  reporterName: 'Vera Example',
  place: 'Invented Street',
  hatePerceived: false,
} as const;

/** An application of a victim of one noisy night, told to one agency. */
function applicationTold(agency: string) {
  return {
    applicantKind: 'VICTIM',
    name: 'Vera Example',
    contact: { email: 'vera@example.org' },
    household: '1 Invented Street',
    victims: [],
    incidents: [
      {
        occurredOn: day('2026-01-10'),
        place: 'Invented Street',
        description: 'Shouting through the night',
        hatePerceived: false,
        affected: ['Vera Example'],
        complaints: [{ agency, madeOn: day('2026-01-12'), madeByVictim: true }],
      },
    ],
    dissatisfied: true,
    dissatisfaction: 'Nobody came.',
  } as const;
}
