import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { GraphQLSchema } from 'graphql';
import { projectFolder } from '#main/prepare.js';
import { everyone, type Who } from './two-partnerships.js';

export const outcomes = ['ALLOWED', 'FORBIDDEN', 'UNAUTHENTICATED', 'NOT_FOUND'] as const;
export type AccessOutcome = (typeof outcomes)[number];

export interface MatrixRow {
  /** `Type.field` of the schema's root types. */
  readonly operation: string;
  readonly expected: Readonly<Record<Who, AccessOutcome>>;
}

/** Who may run what, as people wrote it down in `docs/security/access-matrix.csv`. */
export function readMatrix(): readonly MatrixRow[] {
  const text = readFileSync(join(projectFolder, 'docs/security/access-matrix.csv'), 'utf8');
  const rows = parse<Record<string, string>>(text, { columns: true });
  return rows.map((row) => {
    const { operation = '', reason: _, ...cells } = row;
    const unknown = Object.entries(cells).filter(([who, cell]) => !isWho(who) || !isOutcome(cell));
    if (unknown.length > 0) throw new Error(`${operation}: ${JSON.stringify(unknown)} is not understood.`);
    const expected = Object.fromEntries(everyone.map((who) => [who, outcomeOf(cells[who], operation)]));
    return { operation, expected: expected as Record<Who, AccessOutcome> };
  });
}

/** Every root field of a schema as `Type.field`. */
export function listOperations(schema: GraphQLSchema): string[] {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  return roots.flatMap((root) =>
    root ? Object.keys(root.getFields()).map((field) => `${root.name}.${field}`) : [],
  );
}

function outcomeOf(cell: string | undefined, operation: string): AccessOutcome {
  if (cell !== undefined && isOutcome(cell)) return cell;
  throw new Error(`${operation} has a cell "${cell ?? ''}": expected one of ${outcomes.join(', ')}.`);
}

function isOutcome(cell: string): cell is AccessOutcome {
  return (outcomes as readonly string[]).includes(cell);
}

function isWho(name: string): name is Who {
  return (everyone as readonly string[]).includes(name);
}
