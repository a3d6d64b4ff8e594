import { accepted, applicationOf, incidentOn, ReviewCase } from '../support/review-case.js';
import { startTestApp, type TestApp } from '../support/running-app.js';
import {
  administrator,
  agreementOf,
  done,
  later,
  managers,
  officers,
  outsider,
  owner,
  reader,
  signatories,
  withoutDemonstration,
} from './acts.js';
import type { AgreementState, GrantState, LinkState } from './oracle.js';
import {
  agreementPlans,
  expiresOn,
  grantPlans,
  type AgreementPlan,
  type GrantPlan,
  type Step,
} from './plans.js';

/** One report of the owner, how it was put to its case, and what was given. */
export interface LinkOfTest {
  readonly plan: string;
  readonly reportId: string;
  readonly under: AgreementPlan;
  readonly grants: readonly GrantState[];
}

/** A server with one case for each fate of an agreement, to each of which a report is put in every way there is. */
export class SharingWorld {
  readonly agreementIds = new Map<AgreementPlan, string>();
  readonly cases = new Map<AgreementPlan, ReviewCase>();
  readonly links: LinkOfTest[] = [];
  readonly #agreements = new Map<AgreementPlan, AgreementState>();
  #parties: readonly string[] = [owner, reader, outsider];

  private constructor(readonly app: TestApp) {}

  static async start(): Promise<SharingWorld> {
    const app = await startTestApp();
    const world = new SharingWorld(app);
    try {
      await withoutDemonstration(app);
      for (const plan of agreementPlans) await world.#agree(plan);
      for (const plan of agreementPlans) await world.#openCase(plan);
      return world;
    } catch (error) {
      await app.stop();
      throw error;
    }
  }

  /** The whole of what the oracle is told of one link, at the day that the server's clock shows. */
  stateOf({ grants }: LinkOfTest): LinkState {
    return {
      owner,
      parties: this.#parties,
      agreements: Object.fromEntries(this.#agreements),
      grants,
      today: this.today,
    };
  }

  get today(): string {
    return this.app.clock.now().toZonedDateTimeISO('Europe/London').toPlainDate().toString();
  }

  agreementOf(plan: AgreementPlan): AgreementState {
    const found = this.#agreements.get(plan);
    if (!found) throw new Error(`No agreement is ${plan}.`);
    return found;
  }

  caseOf(plan: AgreementPlan): ReviewCase {
    const found = this.cases.get(plan);
    if (!found) throw new Error(`No case has an agreement that is ${plan}.`);
    return found;
  }

  idOf(plan: AgreementPlan): string {
    return this.agreementIds.get(plan) ?? '';
  }

  /** Asks one more agency in every case. */
  async askLater(): Promise<void> {
    for (const review of this.cases.values()) accepted(await review.ask([later]));
    this.#parties = [...this.#parties, later];
  }

  /** Lets come over every agreement what it stands here for, except what the clock brings. */
  async endAgreements(): Promise<void> {
    const end = (plan: AgreementPlan) => ({ agreementId: this.idOf(plan), reason: 'As the test says' });
    await done(this.app, administrator, ['withdrawSharingAgreement', end('withdrawn')]);
    this.#change('withdrawn', { withdrawn: true });
    await done(this.app, managers[owner], ['leaveSharingAgreement', end('left by the owner')]);
    this.#change('left by the owner', { left: [owner] });
    await done(this.app, managers[reader], ['leaveSharingAgreement', end('left by the reader')]);
    this.#change('left by the reader', { left: [reader] });
  }

  #change(plan: AgreementPlan, change: Partial<AgreementState>): void {
    this.#agreements.set(plan, { ...this.agreementOf(plan), ...change });
  }

  async #agree(plan: AgreementPlan): Promise<void> {
    const days = {
      startsOn: '2026-01-01',
      expiresOn: plan === 'expired by the clock' ? expiresOn : '2026-12-31',
      reviewOn,
    };
    this.agreementIds.set(plan, await agreementOf(this.app, { ...days, title: `An agreement ${plan}` }));
    this.#agreements.set(plan, { ...days, withdrawn: false, parties: signatories, left: [] });
  }

  async #openCase(under: AgreementPlan): Promise<void> {
    const incident = incidentOn('2026-01-10', [[owner, '2026-01-12']]);
    const review = await ReviewCase.apply(this.app, 'leicester', applicationOf([incident]));
    this.cases.set(under, review);
    accepted(await review.ask([owner, reader, outsider]));
    for (const [plan, how] of Object.entries(grantPlans))
      await this.#put(review, under, {
        plan,
        how,
        isSparse: this.links.length % 3 === 2,
      });
    await this.#match(review, under);
  }

  /** The coordinator finds the incident in what they may read the dates of, where somebody is named who complained. */
  async #match(review: ReviewCase, under: AgreementPlan): Promise<void> {
    const known = this.links.filter((link, index) => {
      const [opened] = link.grants.filter(({ audience }) => audience === 'COORDINATOR').slice(-1);
      return link.under === under && index % 3 !== 2 && opened?.level !== 'LOCATOR' && !opened?.revoked;
    });
    accepted(await review.match(1, { reports: known.map(({ reportId }) => reportId) }));
  }

  async #put(
    review: ReviewCase,
    under: AgreementPlan,
    { plan, how, isSparse }: { plan: string; how: GrantPlan; isSparse: boolean },
  ): Promise<void> {
    const reportId = await review.record(owner, isSparse ? { on: '2026-01-10' } : fullReport);
    const { coordinatorLevel, partyLevel, steps } = how;
    const given: Step[] = [{ audience: 'COORDINATOR', level: coordinatorLevel }];
    if (partyLevel) given.push({ audience: 'OTHER_AGENCIES', level: partyLevel });
    const link = { caseId: review.id, reportId, agreementId: this.idOf(under), coordinatorLevel };
    await done(this.app, officers[owner], [
      'linkReport',
      { ...link, ...(partyLevel ? { partyLevel } : { closedToParties: true }) },
    ]);
    for (const step of steps) await this.#take(review, { reportId, under, step });
    this.links.push({ plan, reportId, under, grants: grantsAfter([...given, ...steps], under) });
  }

  async #take(
    review: ReviewCase,
    { reportId, under, step }: { reportId: string; under: AgreementPlan; step: Step },
  ): Promise<void> {
    const { audience, agency, level, untilOn } = step;
    if (level === undefined) {
      const grantId = await this.#openGrant(review, { reportId, step });
      await done(this.app, officers[owner], ['withdrawGrant', { grantId, reason: 'As the test says' }]);
      return;
    }
    const input = {
      caseId: review.id,
      reportId,
      agreementId: this.idOf(step.under ?? under),
      audience,
      level,
      ...(agency !== undefined && { agencyId: await review.agencyId(agency) }),
      ...(untilOn !== undefined && { untilOn }),
    };
    await done(this.app, officers[owner], ['shareReport', input]);
  }

  async #openGrant(
    review: ReviewCase,
    { reportId, step }: { reportId: string; step: Step },
  ): Promise<string> {
    const { case: seen } = await review.officer(owner).query(
      `query ($id: ID!) { case(id: $id) { reports { reportId report { grants {
          id audience withdrawnAt agency { slug } } } } } }`,
      { id: review.id },
    );
    const { reports } = seen as { reports: { reportId: string; report: { grants: GrantSeen[] } }[] };
    const open = reports
      .find((each) => each.reportId === reportId)
      ?.report.grants.find(
        ({ audience, agency, withdrawnAt }) =>
          audience === step.audience && agency?.slug === step.agency && withdrawnAt === null,
      );
    if (!open) throw new Error(`Nothing is open to ${step.audience} that could be withdrawn.`);
    return open.id;
  }
}

/** The local day from which the review of every agreement is due. */
export const reviewOn = '2026-03-11';

interface GrantSeen {
  readonly id: string;
  readonly audience: string;
  readonly withdrawnAt: string | null;
  readonly agency: { readonly slug: string } | null;
}

/** A report with a value in every field that an officer may fill. */
export const fullReport = {
  on: '2026-01-10',
  reportedOn: '2026-01-12',
  recordedOn: '2026-01-13',
  closedOn: '2026-01-19',
  reporterName: 'Vera Example',
  summary: 'Noise through the night',
  district: 'Leicester',
  household: '1 Invented Street',
  affected: ['Vera Example'],
  actionTaken: 'A letter was sent.',
  behaviours: [],
  recordedAsHate: false,
};

/** The grants that come of steps, in their order; a step without a level withdraws the last one of its audience. */
function grantsAfter(steps: readonly Step[], under: AgreementPlan): GrantState[] {
  const grants: GrantState[] = [];
  for (const { level, under: other, ...rest } of steps) {
    if (level) grants.push({ ...rest, level, agreement: other ?? under, revoked: false });
    else {
      const last = grants.findLastIndex(
        (grant) => grant.audience === rest.audience && grant.agency === rest.agency,
      );
      const revoked = grants[last];
      if (revoked) grants[last] = { ...revoked, revoked: true };
    }
  }
  return grants;
}
