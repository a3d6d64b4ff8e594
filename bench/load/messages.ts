/** A request as it goes out, again and again. */
export interface PreparedRequest {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Load {
  readonly origin: string;
  readonly requests: readonly PreparedRequest[];
  readonly seconds: number;
  readonly connections: number;
}

/** What one load found. Latencies are milliseconds. */
export interface Loaded {
  readonly answers: number;
  readonly seconds: number;
  readonly p50: number;
  readonly p99: number;
  /** Mean bytes of an answer with its headers. */
  readonly bytes: number;
  /** Answers with another status than 200, connections that broke, and answers that did not come. */
  readonly errors: number;
}
