import { createClient, type Client } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { DemoClient, Person } from './demo-client.js';
import { cursorDocument, eventsDocument } from './documents.js';
import { DemoStopped } from './narrator.js';

/** An event as a dashboard receives it. */
export interface SeenEvent {
  readonly type: string;
  readonly caseId: string;
  readonly caseVersion: number;
  readonly stage: string;
}

type Item = { readonly __typename: string; readonly reason?: string } & Partial<SeenEvent>;

const patienceMs = 10_000;

/** Somebody's dashboard: follows every case of a partnership that they may see, over a WebSocket. */
export class Dashboard {
  readonly #seen: SeenEvent[] = [];
  readonly #taken = new Map<string, number>();
  #fault: DemoStopped | undefined;
  #news: () => void = () => undefined;

  private constructor(
    readonly viewer: Person,
    readonly partnership: string,
    private readonly client: Client,
  ) {}

  /** Queries a cursor first and subscribes after it, so that nothing falls between the two. */
  static async open(client: DemoClient, viewer: Person & { readonly subject: string }): Promise<Dashboard> {
    const { eventCursor } = await client.ask<{ eventCursor: string }>(viewer, cursorDocument);
    const authorization = `Bearer ${await client.tokenOf(viewer.subject)}`;
    const socket = createClient({
      url: `${client.origin.replace(/^http/, 'ws')}/${client.partnership}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: { authorization },
      retryAttempts: 0,
      lazy: true,
    });
    const dashboard = new Dashboard(viewer, client.partnership, socket);
    dashboard.#follow(eventCursor);
    return dashboard;
  }

  /** The next event of a case that was not taken yet. */
  async next(caseId: string): Promise<SeenEvent> {
    const taken = this.#taken.get(caseId) ?? 0;
    const deadline = performance.now() + patienceMs;
    for (;;) {
      const event = this.eventsOf(caseId)[taken];
      if (event) {
        this.#taken.set(caseId, taken + 1);
        return event;
      }
      if (this.#fault) throw this.#fault;
      await this.#wait(deadline - performance.now());
    }
  }

  eventsOf(caseId: string): readonly SeenEvent[] {
    return this.#seen.filter((event) => event.caseId === caseId);
  }

  async close(): Promise<void> {
    await this.client.dispose();
  }

  #follow(after: string): void {
    this.client.subscribe<{ caseEvents: Item }>(
      { query: eventsDocument, variables: { after } },
      {
        next: ({ data, errors }) => {
          if (errors) this.#fail(JSON.stringify(errors));
          else if (data) this.#receive(data.caseEvents);
        },
        error: (error) => {
          this.#fail(error instanceof Error ? error.message : JSON.stringify(error));
        },
        complete: () => {
          this.#fail('the stream ended');
        },
      },
    );
  }

  #receive({ __typename: kind, reason, type = '', caseId = '', caseVersion = 0, stage = '' }: Item): void {
    if (kind === 'CaseEvent') this.#seen.push({ type, caseId, caseVersion, stage });
    else if (kind === 'StreamEnded')
      this.#fail(`the server ended the stream: ${reason ?? 'no reason given'}`);
    this.#news();
  }

  #fail(why: string): void {
    this.#fault ??= new DemoStopped(`The dashboard of ${this.viewer.name} broke: ${why}.`);
    this.#news();
  }

  async #wait(milliseconds: number): Promise<void> {
    if (milliseconds <= 0)
      throw new DemoStopped(`The dashboard of ${this.viewer.name} waited ten seconds for an event in vain.`);
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.#news = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
