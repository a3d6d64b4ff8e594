import { Ctx, FieldResolver, ID, Resolver, Root } from 'type-graphql';
import type { OperationContext } from '../context.js';
import { toNodeId } from '../node-id.js';
import { Agency } from '../partnership/partnership.type.js';
import { CasePerson } from './case.type.js';
import { Complaint, Incident, InformationRequest, LinkedReport } from './incident.type.js';
import { presentComplaint } from './present-case.js';
import { listOf } from '../guard/prices.js';

async function agencyOf({ agencyId }: { agencyId: string }, { loaders }: OperationContext): Promise<Agency> {
  const agency = (await loaders.agencies()).get(agencyId);
  if (!agency) throw new Error('Agencies are visible to everybody in their partnership.');
  return agency;
}

/** What the label of a case says; null for whoever may not read it. */
async function labelOf(
  { caseId }: { caseId: string },
  id: string | null,
  { loaders }: OperationContext,
): Promise<string | null> {
  if (id === null) return null;
  return (await loaders.labels.load(caseId)).find((label) => label.id === id)?.label ?? null;
}

@Resolver(() => Incident)
export class IncidentResolver {
  @FieldResolver(() => [Complaint], {
    complexity: listOf(3),
    description: 'To whom and when the applicant says it was reported.',
  })
  async complaints(@Root() root: Incident, @Ctx() { loaders }: OperationContext): Promise<Complaint[]> {
    return (await loaders.complaints.load(root.incidentId)).map(presentComplaint);
  }

  @FieldResolver(() => [ID], {
    nullable: true,
    description:
      'People of the case whom it befell, as settled or as the applicant says; null where nobody said.',
  })
  async affectedIds(@Root() root: Incident, @Ctx() { loaders }: OperationContext): Promise<string[] | null> {
    const all = await loaders.sufferers.load(root.caseId);
    const own = all.filter(({ incidentId }) => incidentId === root.incidentId);
    return own.length === 0 ? null : own.map(({ personId }) => toNodeId('CasePerson', personId));
  }

  @FieldResolver(() => String, { nullable: true, description: 'Label of the problem that it belongs to.' })
  problem(@Root() root: Incident, @Ctx() context: OperationContext): Promise<string | null> {
    return labelOf(root, root.problemId, context);
  }

  @FieldResolver(() => String, { nullable: true, description: 'Label of its place.' })
  placeLabel(@Root() root: Incident, @Ctx() context: OperationContext): Promise<string | null> {
    return labelOf(root, root.placeId, context);
  }

  @FieldResolver(() => String, { nullable: true, description: 'Label of whom it is complained of.' })
  personComplainedOf(@Root() root: Incident, @Ctx() context: OperationContext): Promise<string | null> {
    return labelOf(root, root.complainedOfId, context);
  }
}

@Resolver(() => CasePerson)
export class CasePersonResolver {
  @FieldResolver(() => String, {
    nullable: true,
    description: 'The rule to keep when reaching them; null where none is set. Reading it is recorded.',
  })
  async safeContact(@Root() root: CasePerson, @Ctx() { loaders }: OperationContext): Promise<string | null> {
    const markers = await loaders.markers.load(root.caseId);
    return (
      markers.find((each) => each.personId === root.personId && each.endedAt === null && each.rule)?.rule ??
      null
    );
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'Where they live, by the label that tells households of the case apart. Reading it is recorded.',
  })
  household(@Root() root: CasePerson, @Ctx() context: OperationContext): Promise<string | null> {
    return labelOf(root, root.householdId, context);
  }
}

@Resolver(() => Complaint)
export class ComplaintResolver {
  @FieldResolver(() => Agency, { description: 'The agency that was told.' })
  agency(@Root() root: Complaint, @Ctx() context: OperationContext): Promise<Agency> {
    return agencyOf(root, context);
  }
}

@Resolver(() => InformationRequest)
export class InformationRequestResolver {
  @FieldResolver(() => Agency, { description: 'The agency that was asked.' })
  agency(@Root() root: InformationRequest, @Ctx() context: OperationContext): Promise<Agency> {
    return agencyOf(root, context);
  }
}

@Resolver(() => LinkedReport)
export class LinkedReportResolver {
  @FieldResolver(() => ID, { description: 'Id of the report.' })
  reportId(@Root() root: LinkedReport): string {
    return toNodeId('Report', root.reportId);
  }

  @FieldResolver(() => [ID], { description: 'Incidents that a person matched it to.' })
  async incidentIds(@Root() root: LinkedReport, @Ctx() { loaders }: OperationContext): Promise<string[]> {
    const matches = await loaders.matches.load(root.caseId);
    return matches
      .filter(({ reportId }) => reportId === root.reportId)
      .map(({ incidentId }) => toNodeId('Incident', incidentId));
  }
}
