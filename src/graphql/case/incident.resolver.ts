import { Ctx, FieldResolver, ID, Resolver, Root } from 'type-graphql';
import type { OperationContext } from '../context.js';
import { toNodeId } from '../node-id.js';
import { Agency } from '../partnership/partnership.type.js';
import { Complaint, Incident, InformationRequest, LinkedReport } from './incident.type.js';
import { presentComplaint } from './present-case.js';
import { listOf } from '../guard/prices.js';

async function agencyOf({ agencyId }: { agencyId: string }, { loaders }: OperationContext): Promise<Agency> {
  const agency = (await loaders.agencies()).get(agencyId);
  if (!agency) throw new Error('Agencies are visible to everybody in their partnership.');
  return agency;
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
