import { accepted, applicationOf, incidentOn, ReviewCase } from '../support/review-case.js';
import { startTestApp, type TestApp } from '../support/running-app.js';
import {
  agreementOf,
  done,
  officers,
  outsider,
  owner,
  reader,
  withoutDemonstration,
  type ActAnswer,
} from './acts.js';
import type { Audience, Level } from './oracle.js';

/** A linked report as these tests ask for it. */
export interface LinkSeen {
  readonly reportId: string;
  readonly opened: string;
  readonly incidentIds: readonly string[];
  readonly category: string | null;
  readonly report: {
    readonly id: string;
    readonly summary: string | null;
    readonly reporterName: string | null;
    readonly grants: readonly GrantSeen[];
  } | null;
}

export interface GrantSeen {
  readonly id: string;
  readonly audience: Audience;
  readonly level: Level;
  readonly agency: { readonly slug: string } | null;
  readonly withdrawnAt: string | null;
  readonly despiteObjection: string | null;
}

const ofCase = `query ($id: ID!) { case(id: $id) { reports { reportId opened incidentIds category
  report { id summary reporterName grants { id audience level agency { slug } withdrawnAt despiteObjection } } } } }`;

/** How a report is put to the case; left out, the coordinator reads all of it and the parties its content. */
export interface Opening {
  readonly coordinatorLevel?: Level;
  readonly partyLevel?: Level;
  readonly closedToParties?: boolean;
  readonly despiteObjection?: string;
  readonly agreementId?: string;
}

/** A server with one agreement of the signatories, and cases to which the owner, a reader and an outsider are party. */
export class OneAgreement {
  private constructor(
    readonly app: TestApp,
    readonly agreementId: string,
  ) {}

  static async start(): Promise<OneAgreement> {
    const app = await startTestApp();
    try {
      await withoutDemonstration(app);
      return new OneAgreement(app, await agreementOf(app));
    } catch (error) {
      await app.stop();
      throw error;
    }
  }

  async openCase(application: object = {}): Promise<ReviewCase> {
    const incident = incidentOn('2026-01-10', [[owner, '2026-01-12']]);
    const review = await ReviewCase.apply(this.app, 'leicester', applicationOf([incident], application));
    accepted(await review.ask([owner, reader, outsider]));
    return review;
  }

  /** The owner records a report and puts it to the case. */
  async put(review: ReviewCase, opening: Opening = {}): Promise<string> {
    const reportId = await this.record(review);
    await done(this.app, officers[owner], ['linkReport', this.linkInput(review, reportId, opening)]);
    return reportId;
  }

  record(review: ReviewCase): Promise<string> {
    return review.record(owner, {
      on: '2026-01-10',
      reportedOn: '2026-01-12',
      reporterName: 'Vera Example',
      summary: 'Noise through the night',
    });
  }

  linkInput(review: ReviewCase, reportId: string, opening: Opening = {}): Record<string, unknown> {
    const { closedToParties } = opening;
    return {
      caseId: review.id,
      reportId,
      agreementId: this.agreementId,
      coordinatorLevel: 'IDENTITIES',
      ...(closedToParties !== true && { partyLevel: 'CONTENT' }),
      ...opening,
    };
  }

  /** The owner opens a report to the parties of the case, or to whom `more` says. */
  share(review: ReviewCase, reportId: string, more: Readonly<Record<string, unknown>>): Promise<ActAnswer> {
    return done(this.app, officers[owner], ['shareReport', this.shareInput(review, reportId, more)]);
  }

  shareInput(
    review: ReviewCase,
    reportId: string,
    more: Readonly<Record<string, unknown>>,
  ): Record<string, unknown> {
    return {
      caseId: review.id,
      reportId,
      agreementId: this.agreementId,
      audience: 'OTHER_AGENCIES',
      ...more,
    };
  }

  async linksFor(review: ReviewCase, as: string): Promise<readonly LinkSeen[]> {
    const { data, errors } = await this.app.ask('leicester', ofCase, { as, variables: { id: review.id } });
    if (errors) throw new Error(JSON.stringify(errors));
    return (data?.['case'] as { reports: readonly LinkSeen[] }).reports;
  }

  async linkFor(review: ReviewCase, as: string, reportId: string): Promise<LinkSeen | undefined> {
    return (await this.linksFor(review, as)).find((link) => link.reportId === reportId);
  }

  /** The grants of a report that were not withdrawn, as its owner reads them. */
  async standing(review: ReviewCase, reportId: string): Promise<readonly GrantSeen[]> {
    const link = await this.linkFor(review, officers[owner], reportId);
    return (link?.report?.grants ?? []).filter(({ withdrawnAt }) => withdrawnAt === null);
  }

  async grantTo(review: ReviewCase, reportId: string, audience: Audience): Promise<string> {
    const found = (await this.standing(review, reportId)).find((grant) => grant.audience === audience);
    if (!found) throw new Error(`Nothing is open to ${audience}.`);
    return found.id;
  }
}
