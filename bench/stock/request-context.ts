import DataLoader from 'dataloader';
import { In, type DataSource, type EntityManager, type QueryRunner } from 'typeorm';
import type { Member } from '#casework/principal.js';
import { openingStatements } from '#persistence/session.js';
import { Agency, AreaTeam, Report, ReportLink } from './rows.js';

/** What one request works with: its transaction, its member and its loaders. */
export interface RequestContext {
  readonly member: Member;
  readonly manager: EntityManager;
  readonly runner: QueryRunner;
  readonly links: DataLoader<string, ReportLink[]>;
  readonly report: DataLoader<string, Report | null>;
  readonly agency: DataLoader<string, Agency | null>;
  readonly areaTeam: DataLoader<string, AreaTeam | null>;
}

/** Opens the request's transaction with the settings that row-level security reads. */
export async function openContext(dataSource: DataSource, member: Member): Promise<RequestContext> {
  const runner = dataSource.createQueryRunner();
  await runner.connect();
  await runner.query(openingStatements(member, 'REPEATABLE READ'));
  const { manager } = runner;
  const { tenantId } = member;
  return {
    member,
    runner,
    manager,
    links: new DataLoader((ids) => linksOf(manager, tenantId, ids)),
    report: new DataLoader(async (ids) => {
      const select = {
        id: true,
        reference: true,
        category: true,
        place: true,
        hatePerceived: true,
      } as const;
      return inOrder(ids, await manager.find(Report, { select, where: { tenantId, id: In(ids) } }));
    }),
    agency: new DataLoader(async (ids) => {
      const select = { id: true, name: true, kind: true } as const;
      return inOrder(ids, await manager.find(Agency, { select, where: { tenantId, id: In(ids) } }));
    }),
    areaTeam: new DataLoader(async (ids) => {
      const select = { id: true, name: true } as const;
      return inOrder(ids, await manager.find(AreaTeam, { select, where: { tenantId, id: In(ids) } }));
    }),
  };
}

/** Ends the transaction and gives its connection back. */
export async function closeContext({ runner }: RequestContext): Promise<void> {
  try {
    await runner.query('COMMIT');
  } finally {
    await runner.release();
  }
}

async function linksOf(
  manager: EntityManager,
  tenantId: string,
  caseIds: readonly string[],
): Promise<ReportLink[][]> {
  const rows = await manager.find(ReportLink, {
    select: {
      caseId: true,
      reportId: true,
      agencyId: true,
      occurredOn: true,
      reportedOn: true,
      linkedAt: true,
    },
    where: { tenantId, caseId: In(caseIds) },
    order: { linkedAt: 'ASC', reportId: 'ASC' },
  });
  const byCase = new Map<string, ReportLink[]>(caseIds.map((id) => [id, []]));
  for (const row of rows) byCase.get(row.caseId)?.push(row);
  return caseIds.map((id) => byCase.get(id) ?? []);
}

function inOrder<T extends { readonly id: string }>(
  ids: readonly string[],
  rows: readonly T[],
): (T | null)[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => byId.get(id) ?? null);
}
