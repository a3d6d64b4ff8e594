import { QueryFailedError } from 'typeorm';
import { ApplyRefused } from './apply-refused.js';
import type { ApplyScope } from './tenant-to-apply.js';

interface Removal {
  readonly table: 'concord.agencies' | 'concord.area_teams';
  readonly what: string;
  /** Slugs that stay. */
  readonly kept: readonly string[];
}

const foreignKeyViolation = '23503';

/**
 * Removes the rows that the files no longer name and nothing refers to.
 * @throws ApplyRefused naming every one that something refers to
 */
export async function removeUnlessReferred(
  { runner, tenantId }: ApplyScope,
  { table, what, kept }: Removal,
): Promise<void> {
  const rows = (await runner.query(
    `select id, slug, name from ${table} where tenant_id = $1 and slug <> all ($2::text[]) order by slug`,
    [tenantId, kept],
  )) as { id: string; slug: string; name: string }[];
  const referred: string[] = [];
  for (const { id, slug, name } of rows) {
    await runner.query('savepoint removal');
    try {
      await runner.query(`delete from ${table} where tenant_id = $1 and id = $2`, [tenantId, id]);
      await runner.query('release savepoint removal');
    } catch (error) {
      if (!isForeignKeyViolation(error)) throw error;
      await runner.query('rollback to savepoint removal');
      referred.push(
        `The ${what} ${slug} (${name}) cannot be taken out: records refer to it. Leave it in the files.`,
      );
    }
  }
  if (referred.length > 0) throw new ApplyRefused(referred);
}

function isForeignKeyViolation(error: unknown): boolean {
  if (!(error instanceof QueryFailedError)) return false;
  const cause = error.driverError as { code?: unknown };
  return cause.code === foreignKeyViolation;
}
