import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { Raw } from 'typeorm';
import type { RequestContext } from './request-context.js';
import { Agency, AreaTeam, Case, CasePage, Report, ReportLink } from './rows.js';

/** A cursor holds the place as Concord's own do, so that all candidates are asked alike. */
function positionOf(after: string): { at: string; id: string } {
  const [at = '', id = ''] = Buffer.from(after, 'base64url').toString('latin1').split(' ');
  return { at, id };
}

function cursorOf({ receivedAt, id }: Case): string {
  const at = receivedAt.toISOString().replace('.000Z', 'Z');
  return Buffer.from(`${at} ${id}`, 'latin1').toString('base64url');
}

@Resolver(() => Case)
export class CaseResolver {
  @Query(() => CasePage)
  async cases(
    @Arg('first', () => Int) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | undefined,
    @Ctx() { manager, member }: RequestContext,
  ): Promise<CasePage> {
    const rows = await manager.find(Case, {
      select: {
        id: true,
        reference: true,
        version: true,
        stage: true,
        receivedAt: true,
        receivedOn: true,
        areaTeamId: true,
      },
      where: {
        tenantId: member.tenantId,
        ...(after && { receivedAt: Raw((column) => `(${column}, id) < (:at, :id)`, positionOf(after)) }),
      },
      order: { receivedAt: 'DESC', id: 'DESC' },
      take: first + 1,
    });
    const nodes = rows.slice(0, first);
    const last = nodes.at(-1);
    return {
      nodes,
      pageInfo: { hasNextPage: rows.length > first, endCursor: last ? cursorOf(last) : null },
    };
  }

  @FieldResolver(() => AreaTeam, { nullable: true })
  areaTeam(@Root() root: Case, @Ctx() { areaTeam }: RequestContext): Promise<AreaTeam | null> | null {
    return root.areaTeamId === null ? null : areaTeam.load(root.areaTeamId);
  }

  @FieldResolver(() => [ReportLink])
  reports(@Root() root: Case, @Ctx() { links }: RequestContext): Promise<ReportLink[]> {
    return links.load(root.id);
  }
}

@Resolver(() => ReportLink)
export class ReportLinkResolver {
  @FieldResolver(() => Agency, { nullable: true })
  agency(@Root() root: ReportLink, @Ctx() { agency }: RequestContext): Promise<Agency | null> {
    return agency.load(root.agencyId);
  }

  @FieldResolver(() => Report, { nullable: true })
  report(@Root() root: ReportLink, @Ctx() { report }: RequestContext): Promise<Report | null> {
    return report.load(root.reportId);
  }
}
