import { performance } from 'node:perf_hooks';
import { evaluate } from '#domain/threshold/evaluate.js';
import { DECISION_SHAPES, type DecisionShape } from './decision/decision-shapes.js';

/** How long one decision of a shape took, in milliseconds. */
export interface DecisionFigures {
  readonly label: string;
  readonly verdict: string;
  /** Of the wall clock; the least is what it takes when nothing else runs. */
  readonly least: number;
  readonly median: number;
  readonly p99: number;
  /** Of the processor, all threads of the process, on average. */
  readonly cpu: number;
}

/**
 * Any decision over 500 reports is to take less of one core. The processor time is that of all threads of the
 * process, so it holds what collecting garbage costs; wall time beside it is slowed down by other work.
 */
const TARGET_MS = 5;

/** Times decisions without a server or database, on the one thread of this process. */
export function runDecision(seconds: number): readonly DecisionFigures[] {
  return DECISION_SHAPES.map((shape) => figuresOf(shape, seconds * 1000));
}

/** The figures as a table for people. */
export function decisionsInWords(figures: readonly DecisionFigures[]): string {
  const wide = Math.max(...figures.map(({ label }) => label.length));
  const head = `${''.padEnd(wide)} ${'least ms'.padStart(10)} ${'median ms'.padStart(10)} ${'p99 ms'.padStart(10)} ${'CPU ms'.padStart(10)}  verdict`;
  const lines = figures.map(
    ({ label, least, median, p99, cpu, verdict }) =>
      `${label.padEnd(wide)} ${least.toFixed(2).padStart(10)} ${median.toFixed(2).padStart(10)} ${p99.toFixed(2).padStart(10)} ${cpu.toFixed(2).padStart(10)}  ${verdict}`,
  );
  return `${[head, ...lines].join('\n')}\n\nCPU of every decision under ${String(TARGET_MS)} ms: ${isReached(figures) ? 'reached' : 'missed'}\n`;
}

/** Whether every shape is decided in time. */
export function isReached(figures: readonly DecisionFigures[]): boolean {
  return figures.every(({ cpu }) => cpu < TARGET_MS);
}

function figuresOf({ label, rule, facts }: DecisionShape, milliseconds: number): DecisionFigures {
  const decide = () => evaluate(rule, facts).verdict;
  const verdict = decide();
  const warmUntil = performance.now() + milliseconds / 4;
  while (performance.now() < warmUntil) decide();
  const times: number[] = [];
  const before = process.cpuUsage();
  const until = performance.now() + milliseconds;
  while (performance.now() < until) {
    const from = performance.now();
    decide();
    times.push(performance.now() - from);
  }
  const { user, system } = process.cpuUsage(before);
  times.sort((a, b) => a - b);
  const at = (part: number) => times[Math.floor((times.length - 1) * part)] ?? Number.NaN;
  return {
    label,
    verdict,
    least: at(0),
    median: at(0.5),
    p99: at(0.99),
    cpu: (user + system) / 1000 / times.length,
  };
}
