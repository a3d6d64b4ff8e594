import type { Dashboard, SeenEvent } from './dashboard.js';
import { firstName } from './demo-client.js';
import type { Narrator } from './narrator.js';

/** A step as every dashboard that may see the case must receive it. */
export type Step = readonly [type: string, stage: string];

/** Holds the events of one case on every dashboard against the steps that were taken. */
export class CaseWatch {
  readonly #expected = new Map<Dashboard, SeenEvent[]>();
  #viewers: readonly Dashboard[];
  version = 0;

  constructor(
    private readonly narrator: Narrator,
    readonly caseId: string,
    dashboards: { readonly seenBy: readonly Dashboard[]; readonly hiddenFrom: readonly Dashboard[] },
  ) {
    this.#viewers = dashboards.seenBy;
    for (const each of [...dashboards.seenBy, ...dashboards.hiddenFrom]) this.#expected.set(each, []);
  }

  /** Somebody who may see the case from the next step on. */
  add(viewer: Dashboard): void {
    this.#viewers = [...this.#viewers, viewer];
  }

  /** One more step of the case: waits until every viewer's dashboard shows it. */
  async step([type, stage]: Step): Promise<void> {
    this.version += 1;
    const event: SeenEvent = { type, caseId: this.caseId, caseVersion: this.version, stage };
    for (const viewer of this.#viewers) {
      this.#expected.get(viewer)?.push(event);
      const seen = await viewer.next(this.caseId);
      this.narrator.check(
        `event ${String(this.version)} on the dashboard of ${viewer.viewer.name}`,
        seen,
        event,
      );
    }
    const names = this.#viewers.map(({ viewer }) => firstName(viewer)).join(' and ');
    const saw = `${names} saw ${type}, version ${String(this.version)}, stage ${stage}`;
    this.narrator.tell('  on the dashboards', saw);
  }

  /**
   * In the end: each dashboard has shown exactly what it should of this case. A later event on a dashboard, which must
   * have come by now, closes the time in which something else could still have arrived.
   */
  close(): void {
    for (const [dashboard, expected] of this.#expected)
      this.narrator.check(
        `events of the case on the dashboard of ${dashboard.viewer.name}`,
        dashboard.eventsOf(this.caseId),
        expected,
      );
  }
}
