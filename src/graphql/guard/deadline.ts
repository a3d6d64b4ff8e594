import type { GraphQLError } from 'graphql';
import { outOfTime } from './refusals.js';

/** By when an operation must be answered. */
export class Deadline {
  readonly #end: number;
  #over = false;

  constructor(private readonly allowedMs: number) {
    this.#end = performance.now() + allowedMs;
  }

  /** How long a transaction may last that is opened now. A little longer than the answer waits, which so tells why; 0 when it is too late. */
  transactionMs(): number {
    const left = this.#end - performance.now();
    return left > 0 ? left + graceMs : 0;
  }

  /** Whether it is too late to change anything: the answer that there is none was given, or is about to be. */
  isOver(): boolean {
    return this.#over || performance.now() >= this.#end;
  }

  /** The work's result, or in its place, at the deadline, why there is none. What the work leaves running is its own to end. */
  async within<T>(work: Promise<T>, instead: (late: GraphQLError) => T): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<T>((resolve) => {
      timer = setTimeout(
        () => {
          this.#over = true;
          resolve(instead(outOfTime(this.allowedMs)));
        },
        Math.max(0, this.#end - performance.now()),
      );
    });
    try {
      return await Promise.race([work, late]);
    } finally {
      clearTimeout(timer);
    }
  }
}

const graceMs = 25;
