import { randomUUID } from 'node:crypto';
import { dayInWords } from './days.js';
import type { Person } from './demo-client.js';
import type { CaseRead } from './documents.js';
import { DemoStopped } from './narrator.js';
import type { Scene } from './scene.js';

/** A report that an agency holds: when it happened, when somebody complained, who. */
export interface HeldReport {
  readonly occurredOn: string;
  readonly reportedOn: string;
  readonly reporterName: string;
}

/** An officer records reports of their agency and puts them to the case; returns the reports' ids. */
export async function recordAndLink(
  scene: Scene,
  officer: Person,
  reports: readonly HeldReport[],
): Promise<string[]> {
  const ids: string[] = [];
  for (const report of reports) {
    const reference = `DEMO-${scene.stage.run}-${randomUUID().slice(0, 8)}`;
    const recorded = await scene.client.do(officer, 'recordReport', {
      ...report,
      clientKey: randomUUID(),
      reference,
      category: 'ASB',
      recordedOn: report.reportedOn,
      place: 'Invented Street',
      hatePerceived: false,
    });
    const reportId = recorded.report?.id;
    if (reportId === undefined) throw new DemoStopped('The answer of recordReport has no report.');
    ids.push(reportId);
    await scene.change(officer, ['linkReport', { caseId: scene.caseId, reportId }], {
      step: ['REPORT_LINKED', 'GATHERING'],
      told: `recorded ${reference} of ${dayInWords(report.occurredOn)} and linked it to the case`,
    });
  }
  return ids;
}

/** An officer answers the request that they see: with what their agency did, or that it holds nothing. */
export async function respond(scene: Scene, officer: Person, actionsTaken?: string): Promise<void> {
  const requests = (await scene.read(officer)).requests;
  scene.narrator.check(`requests that ${officer.name} sees: the agency's own`, requests.length, 1);
  const requestId = requests[0]?.id;
  const answer = actionsTaken === undefined ? { holds: 'NOTHING' } : { holds: 'RECORDS', actionsTaken };
  await scene.change(officer, ['respondToRequest', { requestId, ...answer }], {
    step: ['INFORMATION_ANSWERED', 'GATHERING'],
    told:
      actionsTaken === undefined
        ? 'searched, and answered that they hold NOTHING'
        : `answered: ${actionsTaken}`,
  });
}

/** How the coordinator compares one incident with the records. */
export interface Comparison {
  /** The incident's number in the application, from 1. */
  readonly number: number;
  readonly match: 'CONFIRMED' | 'NOT_FOUND';
  readonly reportIds?: readonly string[];
  readonly causedHarassment?: boolean;
}

/** The coordinator judges which records show the incident; its reports were made by the case's victim. */
export async function compare(scene: Scene, comparison: Comparison): Promise<void> {
  const { number, match, reportIds = [], causedHarassment } = comparison;
  const read = await scene.read();
  const incidentId = read.incidents.find((each) => each.number === number)?.id;
  const personId = read.people.find((each) => each.role === 'VICTIM')?.id;
  const reports = reportIds.map((reportId) => ({ reportId, madeBy: { personId } }));
  const judged = causedHarassment !== undefined && { causedHarassment };
  const input = { ...scene.seen, incidentId, match, reports, ...judged };
  const judgement =
    causedHarassment === undefined
      ? ''
      : `; judged that it ${causedHarassment ? 'caused' : 'did not cause'} harassment, alarm or distress`;
  await scene.change(scene.coordinator, ['confirmIncident', input], {
    step: ['INCIDENT_MATCHED', 'GATHERING'],
    told: `compared incident ${String(number)} with the records: ${match}${judgement}`,
  });
}

/** Who owes what, until when. */
export function tellOwed({ narrator }: Scene, stillOwed: CaseRead['stillOwed']): void {
  for (const { by, what, dueOn } of stillOwed)
    narrator.tell('', `${by} still owes ${what}${dueOn === null ? '' : `, until ${dayInWords(dueOn)}`}`);
}
