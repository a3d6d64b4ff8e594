import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { OperationContext } from '../context.js';
import { Agency } from '../partnership/partnership.type.js';
import { presentAgency } from '../partnership/present-partnership.js';
import { Report } from '../report/report.type.js';
import { consultReport } from '../report/present-report.js';
import { Complaint, Incident, InformationRequest, LinkedReport } from './incident.type.js';
import { presentComplaint } from './present-case.js';

async function agencyOf({ agencyId }: { agencyId: string }, { loaders }: OperationContext): Promise<Agency> {
  const agency = await loaders.agency.load(agencyId);
  if (!agency) throw new Error('Agencies are visible to everybody in their partnership.');
  return presentAgency(agency);
}

@Resolver(() => Incident)
export class IncidentResolver {
  @FieldResolver(() => [Complaint], { description: 'To whom and when the applicant says it was reported.' })
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
  @FieldResolver(() => Agency, { description: 'The agency that it belongs to.' })
  agency(@Root() root: LinkedReport, @Ctx() context: OperationContext): Promise<Agency> {
    return agencyOf(root, context);
  }

  @FieldResolver(() => Report, {
    nullable: true,
    description:
      'The report itself: for its agency and the coordinator. Null for others, who may know that it exists.',
  })
  async report(@Root() root: LinkedReport, @Ctx() context: OperationContext): Promise<Report | null> {
    const view = await context.loaders.report.load(root.rowId);
    return view ? consultReport(view, context) : null;
  }
}
