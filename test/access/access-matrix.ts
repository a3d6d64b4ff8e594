import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { GraphQLSchema } from 'graphql';
import { projectFolder } from '#main/prepare.js';
import type { Answer } from '../support/running-app.js';
import { everyone, type Who } from './two-partnerships.js';

/** Everybody of the matrix: people and the public, and a program of the asked agency with every scope there is. */
const viewers = [...everyone, 'service_account'] as const;
type Viewer = Who | 'service_account';

export const outcomes = ['ALLOWED', 'FORBIDDEN', 'UNAUTHENTICATED', 'NOT_FOUND'] as const;
export type AccessOutcome = (typeof outcomes)[number];

export interface MatrixRow {
  /** `Type.field` of the schema's root types. */
  readonly operation: string;
  readonly expected: Readonly<Record<Viewer, AccessOutcome>>;
}

/** Who may run what, as people wrote it down in `docs/security/access-matrix.csv`. */
export function readMatrix(): readonly MatrixRow[] {
  const text = readFileSync(join(projectFolder, 'docs/security/access-matrix.csv'), 'utf8');
  const rows = parse<Record<string, string>>(text, { columns: true });
  return rows.map((row) => {
    const { operation = '', reason: _, ...cells } = row;
    const unknown = Object.entries(cells).filter(([who, cell]) => !isViewer(who) || !isOutcome(cell));
    if (unknown.length > 0) throw new Error(`${operation}: ${JSON.stringify(unknown)} is not understood.`);
    const expected = Object.fromEntries(viewers.map((who) => [who, outcomeIn(cells[who], operation)]));
    return { operation, expected: expected as Record<Viewer, AccessOutcome> };
  });
}

/** Every root field of a schema as `Type.field`. */
export function listOperations(schema: GraphQLSchema): string[] {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  return roots.flatMap((root) =>
    root ? Object.keys(root.getFields()).map((field) => `${root.name}.${field}`) : [],
  );
}

function outcomeIn(cell: string | undefined, operation: string): AccessOutcome {
  if (cell !== undefined && isOutcome(cell)) return cell;
  throw new Error(`${operation} has a cell "${cell ?? ''}": expected one of ${outcomes.join(', ')}.`);
}

function isOutcome(cell: string): cell is AccessOutcome {
  return (outcomes as readonly string[]).includes(cell);
}

function isViewer(name: string): name is Viewer {
  return (viewers as readonly string[]).includes(name);
}

/** What an answer amounts to. A refusal of another kind than "not found" means that the caller was let in. */
export function outcomeOf({ status, data, errors }: Answer): string {
  const code = errors?.[0]?.extensions['code'];
  if (status === 404 && code === 'UNKNOWN_PARTNERSHIP' && data === undefined) return 'NOT_FOUND';
  const isEmpty = Object.values(data ?? {}).every((each) => each === null);
  if (status === 401 && code === 'UNAUTHENTICATED' && isEmpty) return 'UNAUTHENTICATED';
  if (status === 403 && code === 'FORBIDDEN' && isEmpty) return 'FORBIDDEN';
  if (errors || status !== 200 || !data) return `${String(status)} ${JSON.stringify(errors)}`;
  const [value] = Object.values(data) as ({ __typename?: string } | null)[];
  return value === null || value?.__typename === 'NotFound' ? 'NOT_FOUND' : 'ALLOWED';
}
