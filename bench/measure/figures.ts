import type { Loaded } from '../load/messages.js';

/** What was found for one candidate, rounds taken together: the median of each figure. */
export interface Figures {
  readonly requestsPerSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly bytes: number;
  readonly statements: number;
  /** Processor time of its own process, milliseconds a request. */
  readonly cpuMs: number;
  readonly errors: number;
}

export interface Round extends Loaded {
  readonly cpuMs: number;
}

export function figuresOf(rounds: readonly Round[], statements: number): Figures {
  const middle = (of: (round: Round) => number) => median(rounds.map(of));
  return {
    requestsPerSecond: middle(({ answers, seconds }) => answers / seconds),
    p50: middle(({ p50 }) => p50),
    p99: middle(({ p99 }) => p99),
    bytes: middle(({ bytes }) => bytes),
    statements,
    cpuMs: middle(({ cpuMs, answers }) => cpuMs / Math.max(1, answers)),
    errors: rounds.reduce((sum, { errors }) => sum + errors, 0),
  };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const [below = Number.NaN, above = below] = [
    sorted[Math.floor((sorted.length - 1) / 2)],
    sorted[Math.floor(sorted.length / 2)],
  ];
  return (below + above) / 2;
}
