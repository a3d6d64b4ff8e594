import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { shareReport, withdrawGrant } from '#casework/share-report.js';
import { AllowedTo, memberOf } from '../access.js';
import { CaseChanged, presentCaseChanged } from '../case/case-changed.type.js';
import type { OperationContext } from '../context.js';
import { listOf } from '../guard/prices.js';
import { fromNodeId } from '../node-id.js';
import { presentResult, resultUnion } from '../present-result.js';
import { Report } from '../report/report.type.js';
import { presentGrant } from './present-sharing.js';
import { ShareReportInput, WithdrawGrantInput } from './sharing.input.js';
import { Grant } from './sharing.type.js';

export const ShareReportResult = resultUnion(
  'ShareReportResult',
  'What came of opening a report to somebody, or of closing it again.',
  CaseChanged,
);

@Resolver(() => Report)
export class GrantResolver {
  @FieldResolver(() => [Grant], {
    complexity: listOf(3),
    description:
      'To whom its agency opened it, and closed it again; for that agency and whoever leads a review.',
  })
  async grants(@Root() root: Report, @Ctx() { loaders }: OperationContext): Promise<Grant[]> {
    const [grants, agencies] = await Promise.all([loaders.grants.load(root.id), loaders.agencies()]);
    return grants.map((grant) => presentGrant(grant, agencies));
  }

  @AllowedTo('grants.give')
  @Mutation(() => ShareReportResult, {
    description:
      'Opens a report of your agency in a case to somebody else, further, or less far, than before.',
  })
  async shareReport(
    @Arg('input', () => ShareReportInput, { description: 'Which report, to whom, how far.' })
    input: ShareReportInput,
    @Ctx() context: OperationContext,
  ): Promise<typeof ShareReportResult> {
    const outcome = await shareReport(context.casework, memberOf(context), {
      ...input,
      caseId: fromNodeId('Case', input.caseId),
      reportId: fromNodeId('Report', input.reportId),
      ...(input.agreementId !== undefined && {
        agreementId: fromNodeId('SharingAgreement', input.agreementId),
      }),
      ...(input.agencyId !== undefined && { agencyId: fromNodeId('Agency', input.agencyId) }),
    });
    return presentResult(outcome, (changed) => presentCaseChanged(changed, context));
  }

  @AllowedTo('grants.give')
  @Mutation(() => ShareReportResult, {
    description: 'Closes what your agency opened. It holds from the next thing that anybody reads.',
  })
  async withdrawGrant(
    @Arg('input', () => WithdrawGrantInput, { description: 'Which, and why.' }) input: WithdrawGrantInput,
    @Ctx() context: OperationContext,
  ): Promise<typeof ShareReportResult> {
    const outcome = await withdrawGrant(context.casework, memberOf(context), {
      grantId: fromNodeId('Grant', input.grantId),
      reason: input.reason,
    });
    return presentResult(outcome, (changed) => presentCaseChanged(changed, context));
  }
}
