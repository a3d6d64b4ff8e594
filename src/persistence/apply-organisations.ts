import type { QueryRunner } from 'typeorm';
import type { ApplySettings, TenantToApply } from './tenant-to-apply.js';

/** Adds the organisations that the partnership's agencies belong to, or brings them up to date; ids by slug. */
export async function applyOrganisations(
  { organisations, newId }: ApplySettings,
  runner: QueryRunner,
  { agencies }: TenantToApply,
): Promise<ReadonlyMap<string, string>> {
  const named = new Set(agencies.flatMap(({ organisation }) => organisation ?? []));
  for (const { slug, name, kind } of organisations.filter((each) => named.has(each.slug)))
    await runner.query(
      `insert into directory.organisations (id, slug, name, kind) values ($1, $2, $3, $4)
       on conflict (slug) do update set name = excluded.name, kind = excluded.kind`,
      [newId(), slug, name, kind],
    );
  const rows = (await runner.query('select id, slug from directory.organisations')) as {
    id: string;
    slug: string;
  }[];
  return new Map(rows.map((row) => [row.slug, row.id]));
}
