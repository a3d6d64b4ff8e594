import type { Performance } from './stage.js';

/** The two partnerships that act. */
export type Side = 'leicester' | 'north-yorkshire';

const casts = {
  leicester: {
    coordinator: 'priya.coordinator',
    officer: 'dev.council',
    chair: 'helen.chair',
    agency: 'leicester-city-council',
  },
  'north-yorkshire': {
    coordinator: 'ruth.coordinator',
    officer: 'bethan.council',
    chair: 'joan.chair',
    agency: 'north-yorkshire-council',
  },
} as const satisfies Record<Side, object>;

type Somebody = 'public' | 'coordinator' | 'officer' | 'chair';

/** The people of one partnership: what they know is what they were told. */
export class Player {
  /** Every answer, as it came. */
  readonly heard: string[] = [];
  readonly references: string[] = [];
  readonly secrets: string[] = [];
  readonly reports: string[] = [];
  #keys = 0;

  constructor(
    private readonly performance: Performance,
    readonly side: Side,
  ) {}

  get agency(): string {
    return casts[this.side].agency;
  }

  /** A client key; both partnerships use the same ones. */
  nextKey(): string {
    this.#keys += 1;
    return `script-key-${String(this.#keys)}`;
  }

  async ask(
    who: Somebody,
    query: string,
    variables: Record<string, unknown> = {},
  ): Promise<Record<string, unknown>> {
    const as = who === 'public' ? undefined : casts[this.side][who];
    const { line, data } = await this.performance.post(this.side, as, { query, variables });
    this.heard.push(line);
    return data ?? {};
  }

  /** The place in the log, in plain words. */
  async eventCursor(): Promise<string> {
    const { eventCursor } = await this.ask('coordinator', '{ eventCursor }');
    return this.performance.plain(JSON.stringify(eventCursor)).slice(1, -1);
  }
}
