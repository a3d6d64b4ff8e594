import { GraphQLError } from 'graphql';
import {
  Arg,
  Args,
  Ctx,
  Field,
  FieldResolver,
  ID,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import { recordReport } from '#casework/record-report.js';
import { linkReport } from '#casework/link-report.js';
import { checkText, textLimits } from '#domain/review/check-text.js';
import { AllowedTo, memberOf } from '../access.js';
import { CaseChanged, presentCaseChanged } from '../case/case-changed.type.js';
import type { OperationContext } from '../context.js';
import { fromNodeId, toNodeId } from '../node-id.js';
import { checkFirst, openPage, pageOf } from '../paging.js';
import { presentResult, resultUnion } from '../present-result.js';
import { consultReport, consultReports } from './present-report.js';
import { LinkReportInput, RecordReportInput, ReportsArgs } from './report.input.js';
import { Report, ReportConnection } from './report.type.js';
import { pageOfFirst } from '../guard/prices.js';

@ObjectType({ description: 'The report was recorded.' })
class ReportRecorded {
  @Field(() => Report, { description: 'The report as it stands.' })
  report!: Report;
}

export const RecordReportResult = resultUnion(
  'RecordReportResult',
  'What came of recording a report.',
  ReportRecorded,
);
export const LinkReportResult = resultUnion(
  'LinkReportResult',
  'What came of linking a report.',
  CaseChanged,
);

/** A text that no database can look up is refused by its name. */
function checkDistrict(district: string | undefined): void {
  const [problem] = checkText(district, { path: 'district', limit: textLimits.name, required: false });
  if (problem)
    throw new GraphQLError(`"district" ${problem.message}`, {
      extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } },
    });
}

@Resolver(() => Report)
export class ReportResolver {
  @FieldResolver(() => ID, { description: 'Opaque.' })
  id(@Root() root: Report): string {
    return toNodeId('Report', root.id);
  }

  @AllowedTo('reports.read_own', 'reports.read_linked')
  @Query(() => ReportConnection, {
    complexity: pageOfFirst,
    description:
      "Your agency's reports; for the coordinator, reports that are linked to a case. Newest month first.",
  })
  async reports(
    @Args(() => ReportsArgs) { first, after, background, district }: ReportsArgs,
    @Ctx() context: OperationContext,
  ): Promise<ReportConnection> {
    const position = openPage(after, 'month');
    checkDistrict(district);
    const page = await context.reads.pageReports({
      first: checkFirst(first),
      ...(position && { after: { occurredMonth: position.key, id: position.id } }),
      ...(background !== undefined && { background }),
      ...(district !== undefined && { district }),
    });
    return {
      nodes: consultReports(page.nodes, context),
      pageInfo: pageOf(page, (view) => ({ key: view.occurredMonth, id: view.id })),
    };
  }

  @AllowedTo('reports.record')
  @Mutation(() => RecordReportResult, { description: 'Records a report that belongs to your agency.' })
  async recordReport(
    @Arg('input', () => RecordReportInput, { description: 'The report.' }) input: RecordReportInput,
    @Ctx() context: OperationContext,
  ): Promise<typeof RecordReportResult> {
    const outcome = await recordReport(context.casework, memberOf(context), input);
    return presentResult(outcome, async ({ reportId }) => {
      const [view] = await context.reads.listReports([reportId]);
      if (!view) throw new Error('A recorded report can be read by its agency.');
      return Object.assign(new ReportRecorded(), { report: consultReport(view, context) });
    });
  }

  @AllowedTo('reports.link')
  @Mutation(() => LinkReportResult, {
    description: 'Puts one of your reports to a case that your agency was asked about.',
  })
  async linkReport(
    @Arg('input', () => LinkReportInput, { description: 'Which report, which case.' }) input: LinkReportInput,
    @Ctx() context: OperationContext,
  ): Promise<typeof LinkReportResult> {
    const outcome = await linkReport(context.casework, memberOf(context), {
      caseId: fromNodeId('Case', input.caseId),
      reportId: fromNodeId('Report', input.reportId),
    });
    return presentResult(outcome, (changed) => presentCaseChanged(changed, context));
  }
}
