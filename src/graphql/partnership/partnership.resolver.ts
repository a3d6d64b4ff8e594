import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { localDateOf, type LocalDate } from '#domain/calendar/local-date.js';
import { NoPolicyInForce, policyInForceOn } from '#domain/policy/policy-in-force.js';
import { AllowedTo, memberOf } from '../access.js';
import type { OperationContext } from '../context.js';
import { toNodeId } from '../node-id.js';
import { presentPeriods, presentPolicy } from '../policy/present-policy.js';
import { PolicyPeriod, PublicPolicy } from '../policy/public-policy.type.js';
import { badUserInput } from '../guard/refusals.js';
import { CursorScalar, LocalDateScalar } from '../scalars.js';
import { ComplaintRoute, Ombudsman } from './complaint-route.type.js';
import { Contact } from './contact.type.js';
import {
  areaTeamOf,
  complaintsOf,
  leadAgencyOf,
  ombudsmenOf,
  presentPartnership,
} from './present-partnership.js';
import { Agency, AreaTeam, Partnership, Viewer } from './partnership.type.js';
import { listOf } from '../guard/prices.js';

@Resolver(() => Partnership)
export class PartnershipResolver {
  @AllowedTo('public')
  @Query(() => Partnership, { description: 'The partnership at this address.' })
  async partnership(@Ctx() { loaders }: OperationContext): Promise<Partnership> {
    return presentPartnership(await loaders.partnership());
  }

  @AllowedTo('cases.follow')
  @Query(() => CursorScalar, {
    description: 'The place in the log that this answer stands at: subscribe after it and nothing is missed.',
  })
  async eventCursor(@Ctx() { reads, cursors }: OperationContext): Promise<string> {
    return cursors.seal(await reads.lastPosition());
  }

  @FieldResolver(() => [Agency], { complexity: listOf(10), description: 'The agencies that take part.' })
  async agencies(@Ctx() { reads }: OperationContext): Promise<Agency[]> {
    return [...(await reads.listAgencies())];
  }

  @FieldResolver(() => Agency, {
    nullable: true,
    description: 'The agency that leads; null where it is not said.',
  })
  async leadAgency(@Ctx() { loaders }: OperationContext): Promise<Agency | null> {
    const slug = leadAgencyOf(await loaders.partnership());
    return [...(await loaders.agencies()).values()].find((agency) => agency.slug === slug) ?? null;
  }

  @FieldResolver(() => [AreaTeam], {
    complexity: listOf(10),
    description: 'Area teams; empty where there are none.',
  })
  async areaTeams(@Ctx() { reads }: OperationContext): Promise<AreaTeam[]> {
    return [...(await reads.listAreaTeams())];
  }

  @FieldResolver(() => PublicPolicy, { description: 'The rules in force today, or on another day.' })
  async policy(
    @Ctx() { reads, casework }: OperationContext,
    @Arg('on', () => LocalDateScalar, { nullable: true, description: 'The day; today unless given.' })
    on?: LocalDate | null,
  ): Promise<PublicPolicy> {
    const versions = (await reads.listPolicies()).map((stored) => stored.version);
    try {
      const policy = policyInForceOn(versions, on ?? localDateOf(casework.clock.now()));
      const period = presentPeriods(versions)[versions.indexOf(policy)];
      if (!period) throw new Error('A version in force is one of the versions.');
      return presentPolicy(policy, period);
    } catch (error) {
      if (error instanceof NoPolicyInForce) throw badUserInput(error.message);
      throw error;
    }
  }

  @FieldResolver(() => [PolicyPeriod], {
    complexity: listOf(3),
    description: 'Every version of the rules, oldest first, with those that are approved for a later day.',
  })
  async policies(@Ctx() { reads }: OperationContext): Promise<PolicyPeriod[]> {
    return presentPeriods((await reads.listPolicies()).map((stored) => stored.version));
  }
}

@Resolver(() => Agency)
export class AgencyResolver {
  @FieldResolver(() => ID, { description: 'Opaque.' })
  id(@Root() root: Agency): string {
    return toNodeId('Agency', root.id);
  }

  @FieldResolver(() => ComplaintRoute, {
    nullable: true,
    description: 'How somebody complains about it; null where it is not said.',
  })
  async complaints(
    @Root() { slug }: Agency,
    @Ctx() { loaders }: OperationContext,
  ): Promise<ComplaintRoute | null> {
    return complaintsOf(await loaders.partnership(), slug);
  }

  @FieldResolver(() => [Ombudsman], {
    complexity: listOf(1),
    description: 'Where somebody turns when complaining to it has not helped; empty where there is nobody.',
  })
  async ombudsmen(@Root() { kind }: Agency, @Ctx() { loaders }: OperationContext): Promise<Ombudsman[]> {
    return [...ombudsmenOf(await loaders.partnership(), kind)];
  }
}

@Resolver(() => AreaTeam)
export class AreaTeamResolver {
  @FieldResolver(() => ID, { description: 'Opaque.' })
  id(@Root() root: AreaTeam): string {
    return toNodeId('AreaTeam', root.id);
  }

  @FieldResolver(() => [String], {
    description:
      'Postcode districts ("YO8") and sectors ("YO8 4") that it serves; empty where none is named.',
  })
  async postcodes(@Root() { slug }: AreaTeam, @Ctx() { loaders }: OperationContext): Promise<string[]> {
    return [...(areaTeamOf(await loaders.partnership(), slug).postcodes ?? [])];
  }

  @FieldResolver(() => Contact, {
    nullable: true,
    description: 'How it is reached; null where it is not said.',
  })
  async contact(@Root() { slug }: AreaTeam, @Ctx() { loaders }: OperationContext): Promise<Contact | null> {
    return areaTeamOf(await loaders.partnership(), slug).contact ?? null;
  }
}

@Resolver(() => Viewer)
export class ViewerResolver {
  @AllowedTo('member')
  @Query(() => Viewer, { description: 'Who is signed in.' })
  viewer(@Ctx() context: OperationContext): Viewer {
    const member = memberOf(context);
    return { name: member.displayName, roles: member.roles, agencyId: member.agencyId };
  }

  @FieldResolver(() => Agency, {
    nullable: true,
    description: 'The agency they act for; null for partnership staff.',
  })
  async agency(@Root() viewer: Viewer, @Ctx() { loaders }: OperationContext): Promise<Agency | null> {
    if (viewer.agencyId === undefined) return null;
    return (await loaders.agencies()).get(viewer.agencyId) ?? null;
  }
}
