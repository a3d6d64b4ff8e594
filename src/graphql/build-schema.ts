import 'reflect-metadata';
import { isAbstractType, isObjectType, type GraphQLSchema } from 'graphql';
import { buildSchema as buildTypeGraphqlSchema, getMetadataStorage, type PubSub } from 'type-graphql';
import { Temporal } from 'temporal-polyfill';
import { takeNullsAsAbsent } from './absent-nulls.js';
import { authChecker } from './access.js';
import { ApplicationResolver } from './application/application.resolver.js';
import { AuditResolver } from './audit/audit.resolver.js';
import { callDirectly } from './call-directly.js';
import { CaseChangeResolver } from './case/case-change.resolver.js';
import { CaseResolver } from './case/case.resolver.js';
import { PauseResolver } from './case/pause.resolver.js';
import {
  ComplaintResolver,
  CasePersonResolver,
  IncidentResolver,
  InformationRequestResolver,
  LinkedReportResolver,
} from './case/incident.resolver.js';
import { DecisionResolver } from './decision/decision.resolver.js';
import { JudgementResolver, RecordedJudgementResolver } from './decision/judgement.resolver.js';
import { EventResolver } from './event/event.resolver.js';
import { InvitationResolver } from './member/invitation.resolver.js';
import { MemberResolver, OwnMembershipResolver } from './member/member.resolver.js';
import { ServiceAccountResolver } from './member/service-account.resolver.js';
import { refuseUnpriced } from './guard/refuse-unpriced.js';
import {
  AgencyResolver,
  AreaTeamResolver,
  PartnershipResolver,
  ViewerResolver,
} from './partnership/partnership.resolver.js';
import { PolicyProposalResolver } from './policy/policy-proposal.resolver.js';
import { ReviewCheckResolver } from './policy/review-check.resolver.js';
import { ReportResolver } from './report/report.resolver.js';
import { InstantScalar, LocalDateScalar } from './scalars.js';
import { SharingAgreementResolver } from './sharing/agreement.resolver.js';
import { GrantResolver } from './sharing/grant.resolver.js';
import { takeLiteralsWhole } from './whole-literals.js';

const resolvers = [
  ApplicationResolver,
  AuditResolver,
  CaseChangeResolver,
  CaseResolver,
  PauseResolver,
  ComplaintResolver,
  DecisionResolver,
  EventResolver,
  GrantResolver,
  CasePersonResolver,
  IncidentResolver,
  InformationRequestResolver,
  JudgementResolver,
  RecordedJudgementResolver,
  InvitationResolver,
  MemberResolver,
  ServiceAccountResolver,
  OwnMembershipResolver,
  LinkedReportResolver,
  PartnershipResolver,
  PolicyProposalResolver,
  ReportResolver,
  ReviewCheckResolver,
  SharingAgreementResolver,
  ViewerResolver,
  AgencyResolver,
  AreaTeamResolver,
] as const;

/** Events come from the partnership's log; anything that publishes past it is a mistake. */
const noPubSub: PubSub = {
  publish: () => {
    throw new Error('Events are appended to the log, not published.');
  },
  subscribe: () => {
    throw new Error('Subscriptions follow the log.');
  },
};

/**
 * The schema of every partnership.
 * @throws Error when an operation says nothing of who may run it, or a list of objects nothing of what it costs
 */
export async function buildSchema(): Promise<GraphQLSchema> {
  const schema = await buildTypeGraphqlSchema({
    resolvers,
    authChecker,
    pubSub: noPubSub,
    validate: false,
    scalarsMap: [
      { type: Temporal.PlainDate, scalar: LocalDateScalar },
      { type: Temporal.Instant, scalar: InstantScalar },
    ],
  });
  refuseUnguarded();
  refuseUnpriced(schema);
  resolveAbstractTypesAtOnce(schema);
  takeNullsAsAbsent(schema);
  callDirectly(schema);
  takeLiteralsWhole(schema);
  return schema;
}

/** Without a guard an operation of type-graphql is open to everybody. */
function refuseUnguarded(): void {
  const { queries, mutations, subscriptions } = getMetadataStorage();
  const open = [...queries, ...mutations, ...subscriptions].filter(
    (operation) => (operation.roles ?? []).length === 0,
  );
  if (open.length === 0) return;
  const names = open.map((operation) => operation.schemaName).join(', ');
  throw new Error(`These operations do not say who may run them: ${names}. Give each @AllowedTo.`);
}

/**
 * The compiled executor does not await the asynchronous type resolvers that type-graphql makes. Every member of a union
 * or interface here is an instance of its class, so the class's name says which it is.
 */
function resolveAbstractTypesAtOnce(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isAbstractType(type)) continue;
    const members = new Set(
      schema
        .getPossibleTypes(type)
        .filter(isObjectType)
        .map((member) => member.name),
    );
    type.resolveType = (value: unknown) => {
      const name = (value as object).constructor.name;
      return members.has(name) ? name : undefined;
    };
  }
}
