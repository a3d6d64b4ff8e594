import { Temporal } from 'temporal-polyfill';
import { markClockFallenDue } from '#casework/mark-clock-fallen-due.js';
import { tenantsFolder } from '#main/prepare.js';
import { createCasework } from '#main/wiring.js';
import { createDataSource } from '#persistence/data-source.js';
import { Directory } from '#persistence/directory.js';
import { fixedClock } from '#platform/clock.js';
import { readTenants } from '#tenancy/read-tenants.js';
import {
  actor,
  agencyIds,
  applicationOfThreeNights,
  readCase,
  type Actor,
  type CaseOfTest,
  type MutationAnswer,
  type MutationName,
} from '../support/journey.js';
import type { TestApp } from '../support/running-app.js';
import { uuidOf } from './log-writer.js';

export interface PlayedCase extends CaseOfTest {
  readonly reference: string;
}

const coordinators = { leicester: 'priya.coordinator', 'north-yorkshire': 'ruth.coordinator' } as const;
export type PartnershipOfTest = keyof typeof coordinators;

/** Plays cases of one partnership over HTTP; a refusal fails the test. */
export class CasePlayer {
  private constructor(
    private readonly app: TestApp,
    private readonly partnership: PartnershipOfTest,
    private readonly agencies: Record<string, string>,
  ) {}

  static async of(app: TestApp, partnership: PartnershipOfTest): Promise<CasePlayer> {
    const agencies = await agencyIds(actor(app, partnership, coordinators[partnership]));
    return new CasePlayer(app, partnership, agencies);
  }

  get coordinator(): Actor {
    return this.as(coordinators[this.partnership]);
  }

  as(subject: string): Actor {
    return actor(this.app, this.partnership, subject);
  }

  agencyId(slug: string): string {
    const id = this.agencies[slug];
    if (id === undefined) throw new Error(`${slug} is no agency of ${this.partnership}`);
    return id;
  }

  async accepted(who: Actor, name: MutationName, input: object): Promise<MutationAnswer> {
    const answer = await who.mutate(name, input);
    if ('code' in answer) throw new Error(`${name} was refused: ${JSON.stringify(answer)}`);
    return answer;
  }

  async apply(): Promise<PlayedCase> {
    const council = this.partnership === 'leicester' ? 'leicester-city-council' : 'north-yorkshire-council';
    const nights = ['2026-01-10', '2026-01-24', '2026-02-07'].map((occurredOn) => ({
      occurredOn,
      place: 'A street',
      description: 'Loud music through the night',
      complaints: [{ agency: council, madeOn: occurredOn }],
    }));
    const input = { ...applicationOfThreeNights(), incidents: nights };
    const received = await this.accepted(actor(this.app, this.partnership), 'applyForReview', input);
    const reference = String(received['reference']);
    return { ...(await readCase(this.coordinator, reference)), reference };
  }

  acknowledge({ id }: { id: string }): Promise<MutationAnswer> {
    return this.accepted(this.coordinator, 'acknowledgeApplication', { caseId: id, version: 1 });
  }

  ask({ id }: { id: string }, version: number, agencies: readonly string[]): Promise<MutationAnswer> {
    const asked = agencies.map((slug) => this.agencyId(slug));
    return this.accepted(this.coordinator, 'requestInformation', { caseId: id, version, agencyIds: asked });
  }

  async answer(as: string, { reference }: PlayedCase, holds: 'RECORDS' | 'NOTHING'): Promise<void> {
    const officer = this.as(as);
    const [request] = (await readCase(officer, reference)).requests;
    const actionsTaken = 'A warning letter was sent.';
    const input = { requestId: request?.id, holds, ...(holds === 'RECORDS' && { actionsTaken }) };
    await this.accepted(officer, 'respondToRequest', input);
  }

  /** The officer records a report of the first incident and links it; answers with its id. */
  async linkReport(as: string, { id, reference }: PlayedCase): Promise<string> {
    const officer = this.as(as);
    const recorded = await this.accepted(officer, 'recordReport', {
      clientKey: `report-${reference}`,
      reference: `R/${reference}`,
      category: 'ASB',
      occurredOn: '2026-01-10',
      reportedOn: '2026-01-10',
      recordedOn: '2026-01-12',
      reporterName: 'Vera Example',
      place: 'A street',
      hatePerceived: false,
    });
    const reportId = (recorded['report'] as { id: string }).id;
    await this.accepted(officer, 'linkReport', { caseId: id, reportId });
    return reportId;
  }

  confirmFirstIncident({ id, incidents, people }: PlayedCase, version: number, reportId: string) {
    const victim = people.find((person) => person.role === 'VICTIM');
    return this.accepted(this.coordinator, 'confirmIncident', {
      caseId: id,
      version,
      incidentId: incidents[0]?.id,
      match: 'CONFIRMED',
      reports: [{ reportId, madeBy: { personId: victim?.id } }],
    });
  }

  /** Proposes, then decides that the threshold is met, departing from the rules with a reason. Makes two versions. */
  async decideMet({ id }: { id: string }, version: number): Promise<void> {
    const proposed = await this.accepted(this.coordinator, 'proposeDecision', { caseId: id, version });
    await this.accepted(this.coordinator, 'decideThreshold', {
      caseId: id,
      version: version + 1,
      proposalId: (proposed['proposal'] as { id: string }).id,
      outcome: 'MET',
      reason: 'Neighbours confirmed the two other nights.',
    });
  }

  async extendReview({ id, reference }: PlayedCase, version: number, dueOn: string): Promise<string> {
    const { clocks } = await readCase(this.coordinator, reference);
    const clockId = String(clocks.find((clock) => clock.step === 'review')?.id);
    const reason = 'The panel could not meet before Easter.';
    await this.accepted(this.coordinator, 'extendClock', { caseId: id, version, clockId, dueOn, reason });
    return clockId;
  }

  /** As a worker marks it whose clock shows this time: another process, which wakes nobody. */
  async clockFallsDue(clockId: string, at: string): Promise<void> {
    const url = this.app.database.workerUrl;
    const dataSource = await createDataSource({ url, applicationName: 'test worker' }).initialize();
    try {
      const { holidays } = readTenants(tenantsFolder);
      const clock = fixedClock(Temporal.Instant.from(at));
      const casework = createCasework({ dataSource, clock, holidays, secretKey: this.app.secretKey });
      const worker = { kind: 'worker', tenantId: await tenantIdOf(this.app, this.partnership) } as const;
      expect(await markClockFallenDue(casework, worker, uuidOf(clockId))).toMatchObject({
        value: { result: 'MARKED' },
      });
    } finally {
      await dataSource.destroy();
    }
  }
}

export async function tenantIdOf({ database }: TestApp, partnership: string): Promise<string> {
  const dataSource = await createDataSource({ url: database.appUrl, applicationName: 'test' }).initialize();
  try {
    const found = await new Directory(dataSource).findPartnership(partnership);
    if (!found) throw new Error(`there is no ${partnership}`);
    return found.tenantId;
  } finally {
    await dataSource.destroy();
  }
}
