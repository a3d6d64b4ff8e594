import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { Reads } from '#casework/read-ports.js';
import type { CaseView } from '#casework/views.js';
import type { Mark } from '#domain/sharing/marker.js';
import { normaliseReference } from '#platform/references.js';
import { AllowedTo } from '../access.js';
import type { OperationContext } from '../context.js';
import { fromNodeId } from '../node-id.js';
import { checkFirst, openPage, pageOf } from '../paging.js';
import { CaseArgs, CasesArgs } from './case.args.js';
import { Case, CaseClock, CaseConnection, CasePerson } from './case.type.js';
import { Incident, InformationRequest, LinkedReport, StillOwed } from './incident.type.js';
import { listClocks, presentCase, presentIncident, presentPerson, presentRequest } from './present-case.js';
import { consultCase } from './consult-case.js';
import { listStillOwed } from './still-owed.js';
import { listOf, pageOfFirst } from '../guard/prices.js';

@Resolver(() => Case)
export class CaseResolver {
  @AllowedTo('cases.read_all', 'cases.read_asked')
  @Query(() => Case, {
    nullable: true,
    description: 'One case by id or reference; null when there is none that you may see.',
  })
  async case(
    @Args(() => CaseArgs) wanted: CaseArgs,
    @Ctx() { reads, principal }: OperationContext,
  ): Promise<Case | null> {
    const view = await findCase(reads, wanted);
    return view ? presentCase(view, principal) : null;
  }

  @AllowedTo('cases.read_all', 'cases.read_asked')
  @Query(() => CaseConnection, {
    description: 'Cases that you may see, newest first.',
    complexity: pageOfFirst,
  })
  async cases(
    @Args(() => CasesArgs) { first, after, stage }: CasesArgs,
    @Ctx() { reads, principal }: OperationContext,
  ): Promise<CaseConnection> {
    const position = openPage(after, 'instant');
    const page = await reads.pageCases({
      first: checkFirst(first),
      ...(position && { after: { receivedAt: position.key, id: position.id } }),
      ...(stage && { stage }),
    });
    return {
      nodes: page.nodes.map((view) => presentCase(view, principal)),
      pageInfo: pageOf(page, (view) => ({ key: view.receivedAt.toString(), id: view.id })),
    };
  }

  @FieldResolver(() => [CasePerson], {
    complexity: listOf(4),
    description: 'Victims, applicant, others who complained. Reading it is recorded.',
  })
  async people(
    @Root() root: Case,
    @Ctx() { asked, loaders, reads }: OperationContext,
  ): Promise<CasePerson[]> {
    const people = await loaders.people.load(root.caseId);
    const shown = root.leadsReview
      ? ['name', 'email', 'phone', 'address', 'safeContact', 'household']
      : ['name'];
    const fields = shown.filter((field) => asked.has(`CasePerson.${field}`));
    if (fields.length > 0) consultCase(reads, root, fields);
    const viewer = { leadsReview: root.leadsReview, marks: await loaders.marks.load(root.caseId) };
    return people.map((person) => presentPerson(person, viewer));
  }

  @FieldResolver(() => [Incident], {
    complexity: listOf(5),
    description: 'Incidents complained of, by number.',
  })
  async incidents(@Root() root: Case, @Ctx() context: OperationContext): Promise<Incident[]> {
    const { loaders, reads } = context;
    consultCase(reads, root, ['incidents']);
    const [incidents, marks] = await Promise.all([
      loaders.incidents.load(root.caseId),
      marksOnIncidents(root, context),
    ]);
    return incidents.map((view) => presentIncident(view, { leadsReview: root.leadsReview, marks }));
  }

  @FieldResolver(() => [InformationRequest], {
    complexity: listOf(5),
    description: 'Requests that you may see: an agency sees its own.',
  })
  async requests(
    @Root() root: Case,
    @Ctx() { loaders, reads }: OperationContext,
  ): Promise<InformationRequest[]> {
    consultCase(reads, root, ['requests']);
    return (await loaders.requests.load(root.caseId)).map(presentRequest);
  }

  @FieldResolver(() => [LinkedReport], {
    complexity: listOf(5),
    description: 'Reports that agencies put to the case.',
  })
  reports(@Root() root: Case, @Ctx() { loaders }: OperationContext): Promise<readonly LinkedReport[]> {
    return loaders.linkedReports.load(root.caseId);
  }

  @FieldResolver(() => [CaseClock], { complexity: listOf(4), description: 'Timescales, earliest due first.' })
  clocks(@Root() root: Case, @Ctx() context: OperationContext): Promise<CaseClock[]> {
    return listClocks(root, context);
  }

  @FieldResolver(() => [StillOwed], {
    complexity: listOf(5),
    description: 'What is still owed, and by whom, before the case can be told.',
  })
  stillOwed(@Root() root: Case, @Ctx() context: OperationContext): Promise<StillOwed[]> {
    return listStillOwed(root, context);
  }
}

/** Of those who lead, only for whom incidents are complained of: nothing else is withheld from them. */
async function marksOnIncidents(
  { caseId, leadsReview }: Case,
  { asked, loaders }: OperationContext,
): Promise<readonly Mark[]> {
  if (!leadsReview) return loaders.marks.load(caseId);
  if (!asked.has('Incident.personComplainedOf')) return [];
  const markers = await loaders.markers.load(caseId);
  return markers.filter(({ endedAt }) => endedAt === null).map((each) => ({ ...each, opensToViewer: true }));
}

/** By id where one is given, else by reference. */
async function findCase(reads: Reads, { id, reference }: CaseArgs): Promise<CaseView | undefined> {
  if (id !== undefined) return reads.findCase(fromNodeId('Case', id));
  const wanted = reference === undefined ? undefined : normaliseReference(reference);
  return wanted === undefined ? undefined : reads.findCaseByReference(wanted);
}
