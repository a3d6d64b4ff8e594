import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { recordJudgement } from '#casework/record-judgement.js';
import { recordRiskAssessment } from '#casework/record-risk-assessment.js';
import { AllowedTo, memberOf } from '../access.js';
import { CaseChangeResult } from '../case/case-change.resolver.js';
import { presentCaseChanged } from '../case/case-changed.type.js';
import { Case } from '../case/case.type.js';
import { consultCase } from '../case/consult-case.js';
import type { OperationContext } from '../context.js';
import { evaluatedList, listOf } from '../guard/prices.js';
import { fromNodeId } from '../node-id.js';
import { Agency } from '../partnership/partnership.type.js';
import { presentResult } from '../present-result.js';
import { RecordJudgementInput, RecordRiskAssessmentInput } from './judgement.input.js';
import { Judgement, OpenQuestion } from './judgement.type.js';
import { listOpenQuestions } from './open-questions.js';
import { presentJudgement } from './present-judgement.js';

@Resolver(() => Judgement)
export class RecordedJudgementResolver {
  @FieldResolver(() => Agency, {
    nullable: true,
    description: 'The agency for which whoever recorded it acted; null for the staff of the partnership.',
  })
  async agency(@Root() root: Judgement, @Ctx() { loaders }: OperationContext): Promise<Agency | null> {
    if (root.agencyId === null) return null;
    return (await loaders.agencies()).get(root.agencyId) ?? null;
  }
}

@Resolver(() => Case)
export class JudgementResolver {
  @FieldResolver(() => [Judgement], {
    complexity: listOf(3),
    description:
      'Answers to the questions of the policy, in the order of recording. Reading them is recorded.',
  })
  async judgements(@Root() root: Case, @Ctx() { loaders, reads }: OperationContext): Promise<Judgement[]> {
    consultCase(reads, root, ['judgements']);
    const [views, policy] = await Promise.all([
      loaders.judgements.load(root.caseId),
      loaders.policy.load(root.policyVersionId),
    ]);
    return views.map((view) => presentJudgement(view, policy?.version));
  }

  @FieldResolver(() => [OpenQuestion], {
    nullable: true,
    complexity: evaluatedList(3),
    description:
      'What is missing before the rules can tell, over the facts as they stand now. Null for all but the coordinator, who alone sees all of them; others find what was awaited in latestProposal.',
  })
  openQuestions(@Root() root: Case, @Ctx() context: OperationContext): Promise<OpenQuestion[] | null> {
    return listOpenQuestions(root, context);
  }

  @AllowedTo('cases.lead')
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

  @AllowedTo('cases.lead')
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
