import {
  actor,
  agencyIds,
  readCase,
  type Actor,
  type CaseOfTest,
  type MutationAnswer,
  type MutationName,
} from './journey.js';
import type { TestApp } from './running-app.js';

/** Demo people of a partnership by what they do in it. */
const staff: Record<string, { coordinator: string; officers: Record<string, string> }> = {
  leicester: {
    coordinator: 'priya.coordinator',
    officers: {
      'leicestershire-police': 'callum.police',
      'leicester-city-council': 'dev.council',
      'sanctuary-housing': 'tomasz.sanctuary',
      'pa-housing': 'grace.pa-housing',
      'leicester-integrated-care-board': 'yusuf.health',
    },
  },
  'north-yorkshire': {
    coordinator: 'ruth.coordinator',
    officers: {
      'north-yorkshire-police': 'ewan.police',
      'north-yorkshire-council': 'bethan.council',
      'sanctuary-housing': 'tomasz.sanctuary',
      broadacres: 'imran.broadacres',
      'beyond-housing': 'lucy.beyond-housing',
      'humber-and-north-yorkshire-integrated-care-board': 'kofi.health',
    },
  },
};

export interface FindingOfTest {
  readonly criterionId: string;
  readonly words: string;
  readonly verdict: string;
  readonly sentence: string;
  readonly needed: number | null;
  readonly countedAtLeast: number | null;
  readonly countedAtMost: number | null;
  readonly counted: readonly ItemOfTest[];
  readonly notCounted: readonly ItemOfTest[];
  readonly undecided: readonly ItemOfTest[];
  readonly awaits: readonly { kind: string; what: string }[];
}

export interface ItemOfTest {
  readonly subject: string;
  readonly id: string;
  readonly reason: string;
}

export interface ProposalOfTest {
  readonly id: string;
  readonly verdict: string;
  readonly inWords: string;
  readonly findings: readonly FindingOfTest[];
  /** The version that the proposal made. */
  readonly version: number;
}

/** One report of an incident; `by` is the agency's slug, `on` the day of the complaint. */
export interface ReportPlan {
  readonly by: string;
  readonly on?: string;
  readonly reporterName?: string;
  /** A label of somebody else; the victim unless told. `nobody` is a complainant that nobody knows. */
  readonly madeBy?: string;
}

/** One incident of an application, with the reports that agencies hold about it. */
export interface IncidentPlan {
  readonly on: string;
  readonly reports?: readonly ReportPlan[];
  readonly hatePerceived?: boolean;
  readonly judged?: boolean;
}

/** How an incident is matched; a report by its id was made by the victim. CONFIRMED unless told. */
export interface MatchPlan {
  readonly match?: string;
  readonly reports?: readonly (string | object)[];
  readonly [field: string]: unknown;
}

let keys = 0;

/** A client key that no other submission of this run has used. */
export function newKey(): string {
  keys += 1;
  return `key-${String(process.pid)}-${String(Date.now())}-${String(keys)}`;
}

/** An application of one victim; every field may be replaced. */
export function applicationOf(incidents: readonly object[], overrides: object = {}): object {
  return {
    clientKey: newKey(),
    applicantKind: 'VICTIM',
    name: 'Vera Example',
    contact: { email: 'vera@example.org' },
    incidents,
    dissatisfied: true,
    ...overrides,
  };
}

/** An incident as an applicant names it; `told` are pairs of an agency's slug and the day on which it was told. */
export function incidentOn(occurredOn: string, told: readonly [string, string][] = [], more: object = {}) {
  return {
    occurredOn,
    place: 'Invented Street',
    description: 'Shouting and banging through the night',
    complaints: told.map(([agency, madeOn]) => ({ agency, madeOn })),
    ...more,
  };
}

/** Fails on a refusal, so that a test's preparations cannot fail silently. */
export function accepted(answer: MutationAnswer): MutationAnswer {
  if ('code' in answer) throw new Error(`refused: ${JSON.stringify(answer)}`);
  return answer;
}

/** One case from its application on, as its coordinator and its agencies work on it over HTTP. */
export class ReviewCase {
  readonly coordinator: Actor;
  #agencyIds: Record<string, string> | undefined;

  private constructor(
    private readonly app: TestApp,
    readonly partnership: string,
    readonly received: MutationAnswer,
    readonly id: string,
  ) {
    this.coordinator = actor(app, partnership, staff[partnership]?.coordinator);
  }

  static async apply(app: TestApp, partnership: string, application: object): Promise<ReviewCase> {
    const received = accepted(await actor(app, partnership).mutate('applyForReview', application));
    const coordinator = actor(app, partnership, staff[partnership]?.coordinator);
    const { id } = await readCase(coordinator, String(received['reference']));
    return new ReviewCase(app, partnership, received, id);
  }

  /** Applies, asks every agency that holds reports, lets them record, link and answer, and confirms each incident. */
  static async gathered(
    app: TestApp,
    partnership: string,
    { incidents, application = {} }: { incidents: readonly IncidentPlan[]; application?: object },
  ): Promise<ReviewCase> {
    const named = incidents.map(({ on, reports = [], hatePerceived = false }) =>
      incidentOn(
        on,
        reports.map((report) => [report.by, report.on ?? on]),
        { hatePerceived },
      ),
    );
    const review = await ReviewCase.apply(app, partnership, applicationOf(named, application));
    const agencies = [...new Set(incidents.flatMap(({ reports = [] }) => reports.map(({ by }) => by)))];
    if (agencies.length > 0) accepted(await review.ask(agencies));
    for (const [index, plan] of incidents.entries()) await review.#confirmAsPlanned(index + 1, plan);
    for (const agency of agencies) accepted(await review.answer(agency, 'RECORDS', 'A warning was given.'));
    return review;
  }

  get reference(): string {
    return String(this.received['reference']);
  }

  officer(agency: string): Actor {
    const subject = staff[this.partnership]?.officers[agency];
    if (subject === undefined) throw new Error(`No demo person acts for ${agency}.`);
    return actor(this.app, this.partnership, subject);
  }

  read(as: Actor = this.coordinator): Promise<CaseOfTest> {
    return readCase(as, this.reference);
  }

  async version(): Promise<number> {
    const { case: seen } = await this.coordinator.query('query ($id: ID!) { case(id: $id) { version } }', {
      id: this.id,
    });
    return (seen as { version: number }).version;
  }

  async agencyId(slug: string): Promise<string> {
    this.#agencyIds ??= await agencyIds(this.coordinator);
    return this.#agencyIds[slug] ?? slug;
  }

  /** A mutation of the coordinator on the case; its present version unless told. */
  async change(name: MutationName, input: object = {}): Promise<MutationAnswer> {
    const version = 'version' in input ? input.version : await this.version();
    return this.coordinator.mutate(name, { caseId: this.id, version, ...input });
  }

  async ask(agencies: readonly string[], more: object = {}): Promise<MutationAnswer> {
    const ids = await Promise.all(agencies.map((slug) => this.agencyId(slug)));
    return this.change('requestInformation', { agencyIds: ids, ...more });
  }

  /** The agency records a report; returns its id. Without reporter or day of the complaint it is background. */
  async record(
    agency: string,
    report: { on: string; reportedOn?: string; reporterName?: string; [field: string]: unknown },
  ): Promise<string> {
    const { on: occurredOn, ...rest } = report;
    const answer = accepted(
      await this.officer(agency).mutate('recordReport', {
        clientKey: newKey(),
        reference: newKey(),
        category: 'ASB',
        occurredOn,
        place: 'Invented Street',
        hatePerceived: false,
        ...rest,
      }),
    );
    return (answer['report'] as { id: string }).id;
  }

  link(agency: string, reportId: string, more: object = {}): Promise<MutationAnswer> {
    return this.officer(agency).mutate('linkReport', { caseId: this.id, reportId, ...more });
  }

  /** A full report, with reporter and day, that the agency has put to the case. */
  async linkedReport(agency: string, on: string, reportedOn = on): Promise<string> {
    const reportId = await this.record(agency, { on, reportedOn, reporterName: 'Vera Example' });
    accepted(await this.link(agency, reportId));
    return reportId;
  }

  async requestOf(agency: string): Promise<string> {
    const found = (await this.read()).requests.find((each) => each.agency.slug === agency);
    if (!found) throw new Error(`${agency} was not asked.`);
    return found.id;
  }

  async answer(agency: string, holds: 'RECORDS' | 'NOTHING', actionsTaken?: string): Promise<MutationAnswer> {
    const requestId = await this.requestOf(agency);
    return this.officer(agency).mutate('respondToRequest', { requestId, holds, actionsTaken });
  }

  /** Matches the incident of that number in the application. */
  async match(number: number, input: MatchPlan): Promise<MutationAnswer> {
    const { incidents, people } = await this.read();
    const incident = incidents.find((each) => each.number === number);
    const victim = people.find((person) => person.role === 'VICTIM');
    const reports = (input.reports ?? []).map((report) =>
      typeof report === 'string' ? { reportId: report, madeBy: { personId: victim?.id } } : report,
    );
    return this.change('confirmIncident', {
      incidentId: incident?.id,
      match: 'CONFIRMED',
      ...input,
      reports,
    });
  }

  async propose(): Promise<ProposalOfTest> {
    const answer = accepted(await this.change('proposeDecision'));
    return { ...(answer['proposal'] as ProposalOfTest), version: answer.case?.version ?? 0 };
  }

  decide(input: object): Promise<MutationAnswer> {
    return this.change('decideThreshold', input);
  }

  /** What the applicant reads with reference and secret. */
  async progress(): Promise<Record<string, unknown>> {
    const { application } = await actor(this.app, this.partnership).query(
      `query ($reference: String!, $secret: String!) { application(reference: $reference, secret: $secret) {
        stage receivedOn clocks { step dueOn stoppedAt extensionReason } decision { outcome reason declineGround } } }`,
      { reference: this.reference, secret: this.received['secret'] },
    );
    return application as Record<string, unknown>;
  }

  async #confirmAsPlanned(number: number, plan: IncidentPlan): Promise<void> {
    const { reports = [], judged } = plan;
    if (reports.length === 0) return;
    const matched: (string | object)[] = [];
    for (const { by, on = plan.on, reporterName = 'Vera Example', madeBy } of reports) {
      const reportId = await this.record(by, { on: plan.on, reportedOn: on, reporterName });
      accepted(await this.link(by, reportId));
      const who = madeBy === 'nobody' ? { unknown: true } : { label: madeBy };
      matched.push(madeBy === undefined ? reportId : { reportId, madeBy: who });
    }
    accepted(await this.match(number, { reports: matched, causedHarassment: judged }));
  }
}

/** The finding of one test in a proposal. */
export function findingOf(proposal: ProposalOfTest, criterionId: string): FindingOfTest {
  const found = proposal.findings.find((each) => each.criterionId === criterionId);
  if (!found) throw new Error(`There is no finding of ${criterionId}.`);
  return found;
}
