// SQL names columns of the catalogue. cspell:ignoreRegExp /\x60[^\x60]*\x60/g
import type { TestApp } from '../support/running-app.js';
import { adminSql } from '../support/case-record.js';
import { canary } from '../access/answers-seen.js';
import { openCursor } from '#platform/cursors.js';
import { parseNodeId } from '#platform/node-ids.js';

/** How a value was known to be the other partnership's. */
export type Mark = 'id' | 'text' | 'day' | 'instant' | 'number' | 'cursor';

/** Knows the values of one partnership by what stands in its rows and in nobody else's. */
export interface ForeignMarks {
  /** Undefined for what may be anybody's. */
  markOf(value: unknown): Mark | undefined;
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const day = /^\d{4}-\d{2}-\d{2}$/;
const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/;

/**
 * Reads every row of every table of the partnerships, past row-level security. What both have is nobody's mark, so read
 * them when all that is looked at has been written.
 */
export async function foreignMarks(
  app: Pick<TestApp, 'database' | 'secretKey'>,
  tenantId: string,
): Promise<ForeignMarks> {
  const own = new Set<string | number>();
  const others = new Set<string | number>();
  for (const { name } of await listTenantTables(app))
    for (const { tenant_id, row } of await adminSql<{ tenant_id: string; row: object }>(
      app,
      `select tenant_id, to_jsonb(t) - 'tenant_id' as row from concord.${name} t`,
    ))
      collect(row, tenant_id === tenantId ? own : others);
  const names = await adminSql<{ tenant_id: string; display_name: string }>(
    app,
    'select m.tenant_id, u.display_name from concord.memberships m join directory.users u on u.id = m.user_id',
  );
  for (const { tenant_id, display_name } of names)
    collect(display_name, tenant_id === tenantId ? own : others);
  for (const value of others) own.delete(value);
  return { markOf: (value) => markOf(value, { own, tenantId, secretKey: app.secretKey }) };
}

export function listTenantTables(app: Pick<TestApp, 'database'>): Promise<{ name: string }[]> {
  return adminSql<{ name: string }>(
    app,
    `select relname as name from pg_class join pg_namespace n on n.oid = relnamespace
     where nspname = 'concord' and relkind in ('r', 'p') order by 1`,
  );
}

const constant = /^[A-Z_]+$/;

/** Texts of four characters at least that are no constants, and numbers that do not come about by counting. */
function collect(value: unknown, into: Set<string | number>): void {
  if (typeof value === 'string' && value.length >= 4 && !constant.test(value)) into.add(normal(value));
  else if (typeof value === 'number' && (value >= 1_000 || !Number.isInteger(value))) into.add(value);
  else if (typeof value === 'object' && value !== null)
    for (const [key, each] of Object.entries(value)) {
      collect(key, into);
      collect(each, into);
    }
}

function normal(text: string): string {
  return instant.test(text) ? new Date(text).toISOString() : text;
}

interface Known {
  readonly own: ReadonlySet<string | number>;
  readonly tenantId: string;
  readonly secretKey: Buffer;
}

function markOf(value: unknown, { own, tenantId, secretKey }: Known): Mark | undefined {
  if (typeof value === 'number') return own.has(value) ? 'number' : undefined;
  if (typeof value !== 'string') return undefined;
  const id = parseNodeId(value)?.id ?? (uuid.test(value) ? value : undefined);
  if (id !== undefined) return own.has(id) ? 'id' : undefined;
  if (openCursor(secretKey, value)?.partnershipId === tenantId) return 'cursor';
  const [, lastId] = Buffer.from(value, 'base64url').toString('latin1').split(' ');
  if (lastId !== undefined && uuid.test(lastId)) return own.has(lastId) ? 'cursor' : undefined;
  if (value.toLowerCase().includes(canary.toLowerCase())) return 'text';
  if (!own.has(normal(value))) return undefined;
  return day.test(value) ? 'day' : instant.test(value) ? 'instant' : 'text';
}
