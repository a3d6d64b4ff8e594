import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { recordJudgement } from '#casework/record-judgement.js';
import { recordRiskAssessment } from '#casework/record-risk-assessment.js';
import { AllowedTo, memberOf } from '../access.js';
import { CaseChangeResult } from '../case/case-change.resolver.js';
import { presentCaseChanged } from '../case/case-changed.type.js';
import type { OperationContext } from '../context.js';
import { fromNodeId } from '../node-id.js';
import { presentResult } from '../present-result.js';
import { RecordJudgementInput, RecordRiskAssessmentInput } from './judgement.input.js';

@Resolver()
export class JudgementResolver {
  @AllowedTo('coordinator')
  @Mutation(() => CaseChangeResult, {
    description: 'Records the answer to a question that the policy asks of people. The last one stands.',
  })
  async recordJudgement(
    @Arg('input', () => RecordJudgementInput, { description: 'The answer.' }) input: RecordJudgementInput,
    @Ctx() context: OperationContext,
  ): Promise<typeof CaseChangeResult> {
    const outcome = await recordJudgement(context.casework, memberOf(context), {
      ...input,
      caseId: fromNodeId('Case', input.caseId),
      incidentIds: input.incidentIds?.map((id) => fromNodeId('Incident', id)),
    });
    return presentResult(outcome, (changed) => presentCaseChanged(changed, context));
  }

  @AllowedTo('coordinator')
  @Mutation(() => CaseChangeResult, {
    description:
      "Records how high the risk to the victim was assessed, by the policy's matrix. The last one stands.",
  })
  async recordRiskAssessment(
    @Arg('input', () => RecordRiskAssessmentInput, { description: 'The assessment.' })
    input: RecordRiskAssessmentInput,
    @Ctx() context: OperationContext,
  ): Promise<typeof CaseChangeResult> {
    const outcome = await recordRiskAssessment(context.casework, memberOf(context), {
      ...input,
      caseId: fromNodeId('Case', input.caseId),
    });
    return presentResult(outcome, (changed) => presentCaseChanged(changed, context));
  }
}
