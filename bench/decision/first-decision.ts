import { execFileSync } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { evaluate } from '#domain/threshold/evaluate.js';
import { DECISION_SHAPES } from './decision-shapes.js';

/** Milliseconds of the clock that the first decision of a fresh process takes, the shape being given by its number. */
export function firstDecision(shape: number): number {
  const file = fileURLToPath(import.meta.url);
  return Number(execFileSync(process.execPath, [file, String(shape)], { encoding: 'utf8' }));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const shape = DECISION_SHAPES[Number(process.argv[2])];
  if (shape === undefined) throw new Error('expected the number of a shape');
  const from = performance.now();
  evaluate(shape.rule, shape.facts);
  process.stdout.write(String(performance.now() - from));
}
