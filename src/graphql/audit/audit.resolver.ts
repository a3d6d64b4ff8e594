import { GraphQLError } from 'graphql';
import { Args, Ctx, Query, Resolver } from 'type-graphql';
import type { AuditActor, AuditEntryView } from '#casework/audit-views.js';
import type { AgencyRecord } from '#casework/partnership-ports.js';
import { checkText, textLimits } from '#domain/review/check-text.js';
import { AllowedTo } from '../access.js';
import type { OperationContext } from '../context.js';
import { pageOfFirst } from '../guard/prices.js';
import { fromNodeId, toNodeId, type NodeType } from '../node-id.js';
import { checkFirst, openPage, pageOf } from '../paging.js';
import { AuditEntriesArgs, CaseAccessArgs, ReportAccessArgs } from './audit.args.js';
import { AuditEntryConnection, AuditTrail, RecordAccessConnection, type AuditEntry } from './audit.type.js';

/** A text that no database can look up is refused by its name. */
function checkActor(actor: string): string {
  const [problem] = checkText(actor, { path: 'actor', limit: textLimits.name, required: true });
  if (!problem) return actor;
  throw new GraphQLError(`"actor" ${problem.message}`, {
    extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } },
  });
}

@Resolver()
export class AuditResolver {
  @AllowedTo('audit.read')
  @Query(() => AuditEntryConnection, {
    complexity: pageOfFirst,
    description: 'Who did or saw what in this partnership, newest first. That it was read is recorded too.',
  })
  async auditEntries(
    @Args(() => AuditEntriesArgs) { first, after, kind, actor }: AuditEntriesArgs,
    @Ctx() { reads }: OperationContext,
  ): Promise<AuditEntryConnection> {
    const position = openPage(after, 'instant');
    const [page, actors, agencies] = await Promise.all([
      reads.pageAuditEntries({
        first: checkFirst(first),
        ...(position && { after: { at: position.key, id: position.id } }),
        ...(kind !== undefined && { kind }),
        ...(actor !== undefined && { actor: checkActor(actor) }),
      }),
      reads.listAuditActors(),
      reads.listAgencies(),
    ]);
    reads.consulted({
      action: 'AUDIT_READ',
      kind: 'CONSULTATION',
      subjectType: 'AUDIT_TRAIL',
      subjectIds: [],
    });
    const present = presenting(actors, agencies);
    return {
      nodes: page.nodes.map(present),
      pageInfo: pageOf(page, ({ at, id }) => ({ key: at, id })),
    };
  }

  @AllowedTo('audit.read')
  @Query(() => AuditTrail, { description: 'How far the audit trail is sealed, and what vouches for it.' })
  auditTrail(@Ctx() { reads }: OperationContext): Promise<AuditTrail> {
    return reads.getAuditTrail();
  }

  @AllowedTo('audit.read', 'cases.read_accesses')
  @Query(() => RecordAccessConnection, {
    complexity: pageOfFirst,
    description:
      'Who did or saw something with a case, newest first: for those who lead it, and for auditors.',
  })
  caseAccessLog(
    @Args(() => CaseAccessArgs) { caseId, ...page }: CaseAccessArgs,
    @Ctx() context: OperationContext,
  ): Promise<RecordAccessConnection> {
    return readAccessLog(context, { subjectType: 'CASE', id: fromNodeId('Case', caseId) }, page);
  }

  @AllowedTo('audit.read', 'reports.read_accesses')
  @Query(() => RecordAccessConnection, {
    complexity: pageOfFirst,
    description: 'Who did or saw something with a report, newest first: for its agency, and for auditors.',
  })
  reportAccessLog(
    @Args(() => ReportAccessArgs) { reportId, ...page }: ReportAccessArgs,
    @Ctx() context: OperationContext,
  ): Promise<RecordAccessConnection> {
    return readAccessLog(context, { subjectType: 'REPORT', id: fromNodeId('Report', reportId) }, page);
  }
}

async function readAccessLog(
  { reads }: OperationContext,
  { subjectType, id }: { subjectType: 'CASE' | 'REPORT'; id: string },
  { first, after }: { first: number; after?: string },
): Promise<RecordAccessConnection> {
  const position = openPage(after, 'instant');
  const [page, agencies] = await Promise.all([
    reads.pageAccesses(id, {
      first: checkFirst(first),
      ...(position && { after: { at: position.key, id: position.id } }),
    }),
    reads.listAgencies(),
  ]);
  if (page.nodes.length > 0)
    reads.consulted({ action: 'ACCESS_LOG_READ', kind: 'CONSULTATION', subjectType, subjectIds: [id] });
  return {
    nodes: page.nodes.map(({ agencyId, basis, person, ...access }) => ({
      ...access,
      ...named(access.actor, person),
      agreements: agreementsOf(basis),
      agency: agencyOf(agencies, agencyId),
    })),
    pageInfo: pageOf(page, (access) => ({ key: access.at, id: access.id })),
  };
}

function presenting(
  actors: readonly AuditActor[],
  agencies: readonly AgencyRecord[],
): (view: AuditEntryView) => AuditEntry {
  const people = new Map(actors.map((each) => [each.actor, each]));
  return ({ subjectIds, basis, ...view }) => {
    const who = people.get(view.actor);
    return {
      ...view,
      id: toNodeId('AuditEntry', view.id),
      agreements: agreementsOf(basis),
      ...named(view.actor, who?.person ?? null),
      agency: agencyOf(agencies, who?.agencyId ?? null),
      subjects: subjectIds.map((id) => toNodeId(nodeTypes[view.subjectType], id)),
    };
  };
}

/** A program is no person, also where its name sounds like one. */
function named(actor: string, name: string | null): Pick<AuditEntry, 'person' | 'serviceAccount'> {
  const isService = actor.startsWith('service:');
  return { person: isService ? null : name, serviceAccount: isService ? name : null };
}

function agreementsOf(basis: readonly string[]): string[] {
  return basis.map((id) => toNodeId('SharingAgreement', id));
}

function agencyOf(agencies: readonly AgencyRecord[], id: string | null): AgencyRecord | null {
  return agencies.find((agency) => agency.id === id) ?? null;
}

const nodeTypes: Readonly<Record<AuditEntryView['subjectType'], NodeType>> = {
  AUDIT_TRAIL: 'AuditEntry',
  CASE: 'Case',
  CLOCK: 'Clock',
  DECISION: 'Decision',
  IMPORT_RUN: 'ImportRun',
  INCIDENT: 'Incident',
  INVITATION: 'Invitation',
  MEMBERSHIP: 'Membership',
  PAUSE: 'Pause',
  JUDGEMENT: 'Judgement',
  POLICY_PROPOSAL: 'PolicyProposal',
  REPORT: 'Report',
  REQUEST: 'InformationRequest',
  RISK_ASSESSMENT: 'RiskAssessment',
  SHARING_AGREEMENT: 'SharingAgreement',
};
