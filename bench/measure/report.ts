import { appendFileSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Figures } from './figures.js';

export interface Row {
  readonly label: string;
  readonly figures: Figures;
}

/** A quotient of two rates and the least it must reach. */
export interface Ratio {
  readonly name: string;
  readonly value: number;
  readonly target: number;
}

/** What a run found. */
export interface Outcome {
  readonly rows: readonly Row[];
  readonly ratios: readonly Ratio[];
}

const columns: readonly (readonly [string, (figures: Figures) => string])[] = [
  ['pages/s', ({ requestsPerSecond }) => requestsPerSecond.toFixed(1)],
  ['p50 ms', ({ p50 }) => p50.toFixed(0)],
  ['p99 ms', ({ p99 }) => p99.toFixed(0)],
  ['bytes', ({ bytes }) => bytes.toFixed(0)],
  ['statements', ({ statements }) => statements.toFixed(1)],
  ['CPU ms', ({ cpuMs }) => cpuMs.toFixed(1)],
  ['errors', ({ errors }) => String(errors)],
];

/** The figures as a table for people. CPU is the processor time of the candidate's own process for one page. */
export function tableOf(rows: readonly Row[], ratios: readonly Ratio[]): string {
  const wide = Math.max(...rows.map(({ label }) => label.length));
  const head = ['', ...columns.map(([name]) => name)];
  const lines = rows.map(({ label, figures }) => [label, ...columns.map(([, show]) => show(figures))]);
  const table = [head, ...lines].map(([label = '', ...cells]) =>
    [label.padEnd(wide), ...cells.map((cell) => cell.padStart(10))].join(' '),
  );
  return [...table, '', ...ratios.map(ratioInWords), ''].join('\n');
}

function ratioInWords({ name, value, target }: Ratio): string {
  return `${name} = ${value.toFixed(2)}, to reach ${target.toFixed(2)}: ${value >= target ? 'reached' : 'missed'}`;
}

/** Adds the same to a file, one JSON object a line. */
export function writeLines(file: string, { about, rows, ratios }: { about: object } & Outcome): void {
  const lines = [
    { kind: 'run', at: new Date().toISOString(), node: process.version, ...about },
    ...rows.map(({ label, figures }) => ({ kind: 'candidate', label, ...figures })),
    ...ratios.map((ratio) => ({ kind: 'ratio', ...ratio, reached: ratio.value >= ratio.target })),
  ];
  mkdirSync(dirname(file), { recursive: true });
  appendFileSync(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
}
