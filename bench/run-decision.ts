import { performance } from 'node:perf_hooks';
import { evaluate } from '#domain/threshold/evaluate.js';
import { evaluateCase } from '#domain/threshold/evaluate-case.js';
import type { Verdict } from '#domain/threshold/finding.js';
import { DECISION_SHAPES } from './decision/decision-shapes.js';
import { firstDecision } from './decision/first-decision.js';
import { writtenCases } from './decision/written-policies.js';

/** How long one decision of a shape took, in milliseconds. */
export interface DecisionFigures {
  readonly label: string;
  readonly verdict: Verdict;
  /** Of the wall clock; the least is what it takes when nothing else runs. */
  readonly least: number;
  readonly median: number;
  readonly p99: number;
  /** Of the processor, all threads of the process, on average. */
  readonly cpu: number;
  /** Of the wall clock, the first of a fresh process; left out where it was not timed. */
  readonly first?: number;
}

/**
 * Any decision over 500 reports is to take less of one core. The processor time is that of all threads of the
 * process, so it holds what collecting garbage costs; wall time beside it is slowed down by other work.
 */
const TARGET_MS = 5;

/** How many of the written policies are timed to the end, the dearest first, and how long each is tried before. */
const DEAREST = 3;
const TRIED_MS = 60;

/** Times decisions without a server or database, on the one thread of this process. */
export function runDecision(seconds: number): readonly DecisionFigures[] {
  const milliseconds = seconds * 1000;
  const shapes = DECISION_SHAPES.map(({ label, rule, facts }, n) => {
    const figures = figuresOf(label, () => evaluate(rule, facts).verdict, milliseconds);
    return { ...figures, first: firstDecision(n) };
  });
  const written = writtenCases().map(({ label, policy, facts }) => {
    const decide = () => evaluateCase(policy, facts).verdict;
    return { decide, ...figuresOf(label, decide, TRIED_MS) };
  });
  const dearest = written.sort((one, other) => other.cpu - one.cpu).slice(0, DEAREST);
  return [...shapes, ...dearest.map(({ label, decide }) => figuresOf(label, decide, milliseconds))];
}

/** The figures as a table for people. */
export function decisionsInWords(figures: readonly DecisionFigures[]): string {
  const wide = Math.max(...figures.map(({ label }) => label.length));
  const heads = ['least ms', 'median ms', 'p99 ms', 'CPU ms', 'first ms'];
  const head = [''.padEnd(wide), ...heads.map((each) => each.padStart(10)), ' verdict'].join(' ');
  const lines = figures.map(({ label, least, median, p99, cpu, first, verdict }) => {
    const numbers = [least, median, p99, cpu, first].map((each) => (each?.toFixed(2) ?? '').padStart(10));
    return [label.padEnd(wide), ...numbers, ` ${verdict}`].join(' ');
  });
  const about = `The last ${String(DEAREST)} are the dearest of all written policies, with the limb of the Act beside each.`;
  return `${[head, ...lines].join('\n')}\n\n${about}\nCPU of every decision under ${String(TARGET_MS)} ms: ${isReached(figures) ? 'reached' : 'missed'}\n`;
}

/** Whether every shape is decided in time. */
export function isReached(figures: readonly DecisionFigures[]): boolean {
  return figures.every(({ cpu }) => cpu < TARGET_MS);
}

function figuresOf(label: string, decide: () => Verdict, milliseconds: number): DecisionFigures {
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
