import { randomUUID } from 'node:crypto';
import { CaseWatch, type Step } from './case-watch.js';
import type { Dashboard } from './dashboard.js';
import { dayInWords, londonDay, plusDays } from './days.js';
import type { DemoClient, Person } from './demo-client.js';
import {
  partnershipDocument,
  type Answer,
  type CaseRead,
  type MutationName,
  type ProposalRead,
} from './documents.js';
import { DemoStopped, type Narrator } from './narrator.js';

/** What the acts of the play share. */
export interface Stage {
  readonly narrator: Narrator;
  /** Milliseconds since 1970, by the clock that the server follows. */
  readonly now: () => number;
  readonly isBankHoliday: (day: string) => boolean;
  /** Different in every run, so that the play can be repeated on one server. */
  readonly run: string;
}

/** One case being played in one partnership. */
export class Scene {
  #watch: CaseWatch | undefined;
  #agencies: ReadonlyMap<string, { readonly id: string; readonly name: string }> = new Map();
  reference = '';
  secret = '';
  caseId = '';
  readonly #startedOn: string;

  constructor(
    readonly stage: Stage,
    readonly client: DemoClient,
    readonly coordinator: Person,
  ) {
    this.#startedOn = this.today;
  }

  get narrator(): Narrator {
    return this.stage.narrator;
  }

  get today(): string {
    return londonDay(this.stage.now());
  }

  get watch(): CaseWatch {
    if (!this.#watch) throw new DemoStopped('No case is open yet.');
    return this.#watch;
  }

  /** So many days before the scene began: the play fits every day on which it is run, and holds still at midnight. */
  ago(days: number): string {
    return plusDays(this.#startedOn, -days);
  }

  /** The public applies; the answer carries reference, secret and the first due days. */
  async apply(applicant: Person, application: object): Promise<Answer> {
    const input = { clientKey: randomUUID(), ...application };
    const days = [this.today];
    const answer = await this.client.do(applicant, 'applyForReview', input);
    days.push(this.today);
    const { reference = '', secret = '', receivedOn = '', clocks = [] } = answer;
    Object.assign(this, { reference, secret });
    this.narrator.checkOneOf('the day of receipt', receivedOn, days);
    this.narrator.tell(
      `${applicant.name} (HTTP)`,
      `applied without an account: reference ${reference}, and a secret`,
    );
    for (const { arithmetic } of clocks) this.narrator.tell('', arithmetic);
    const again = await this.client.do(applicant, 'applyForReview', input);
    this.narrator.check('a duplicate submission gets the first answer', again, answer);
    this.narrator.tell(
      '',
      `sent it twice by mistake, and got the same reference again: ${again.reference ?? ''}`,
    );
    return answer;
  }

  /** The coordinator opens the case, which from now on is watched on the dashboards. */
  async open(dashboards: {
    seenBy: readonly Dashboard[];
    hiddenFrom: readonly Dashboard[];
  }): Promise<CaseRead> {
    const read = await this.read();
    this.caseId = read.id;
    this.#watch = new CaseWatch(this.narrator, read.id, dashboards);
    await this.watch.step(['APPLICATION_RECEIVED', 'RECEIVED']);
    return read;
  }

  read(person: Person = this.coordinator): Promise<CaseRead> {
    return this.client.getCase(person, this.reference);
  }

  /** Somebody changes the case: the answer and every dashboard must show the step. */
  async change(
    person: Person,
    [name, input]: readonly [MutationName, object],
    { step, told }: { step: Step; told: string },
  ): Promise<Answer> {
    const answer = await this.client.do(person, name, input);
    this.narrator.tell(`${person.name} (HTTP)`, told);
    await this.watch.step(step);
    this.narrator.check(`the answer of ${name}`, answer.case, {
      id: this.caseId,
      version: this.watch.version,
      stage: step[1],
    });
    return answer;
  }

  /** The case at the version that was seen, as mutations name it. */
  get seen(): { caseId: string; version: number } {
    return { caseId: this.caseId, version: this.watch.version };
  }

  /** The coordinator asks agencies by their slugs, to answer within a week. */
  async ask(slugs: readonly string[], { parties }: { parties: readonly Dashboard[] }): Promise<void> {
    const agencies = await Promise.all(slugs.map((slug) => this.agency(slug)));
    const answerBy = plusDays(this.today, 7);
    for (const each of parties) this.watch.add(each);
    await this.change(
      this.coordinator,
      ['requestInformation', { ...this.seen, agencyIds: agencies.map(({ id }) => id), answerBy }],
      {
        step: ['INFORMATION_REQUESTED', 'GATHERING'],
        told: `asked ${agencies.map(({ name }) => name).join(', ')}, by ${dayInWords(answerBy)}`,
      },
    );
  }

  async agency(slug: string): Promise<{ readonly id: string; readonly name: string }> {
    if (this.#agencies.size === 0) {
      interface Read {
        readonly partnership: { readonly agencies: readonly { id: string; slug: string; name: string }[] };
      }
      const { partnership } = await this.client.ask<Read>(this.coordinator, partnershipDocument);
      this.#agencies = new Map(partnership.agencies.map((each) => [each.slug, each]));
    }
    const found = this.#agencies.get(slug);
    if (!found) throw new DemoStopped(`${this.client.partnership} has no agency ${slug}.`);
    return found;
  }

  /** The rules are evaluated; the finding is told in words. */
  async propose(verdict: string): Promise<ProposalRead> {
    const { proposal } = await this.change(this.coordinator, ['proposeDecision', this.seen], {
      step: ['DECISION_PROPOSED', 'GATHERING'],
      told: 'had the rules evaluated over what is confirmed so far, and read:',
    });
    if (!proposal) throw new DemoStopped('The answer of proposeDecision has no proposal.');
    this.narrator.tell('', proposal.inWords);
    this.narrator.check('the verdict of the rules', proposal.verdict, verdict);
    return proposal;
  }
}
