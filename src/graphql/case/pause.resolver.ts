import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { pauseClocks } from '#casework/pause-clocks.js';
import { resumeClocks } from '#casework/resume-clocks.js';
import type { PauseView } from '#casework/views.js';
import type { PauseReason } from '#domain/policy/timescales.js';
import { AllowedTo, memberOf } from '../access.js';
import type { OperationContext } from '../context.js';
import { listOf } from '../guard/prices.js';
import { fromNodeId, toNodeId } from '../node-id.js';
import { presentResult } from '../present-result.js';
import { CaseChangeResult } from './case-change.resolver.js';
import { presentCaseChanged } from './case-changed.type.js';
import { PauseReasonEnum } from './case.enum.js';
import { Case, ClockPause } from './case.type.js';
import { PauseClocksInput, ResumeClocksInput } from './pause.input.js';

@Resolver(() => Case)
export class PauseResolver {
  @AllowedTo('cases.lead')
  @Mutation(() => CaseChangeResult, {
    description: 'Lets clocks stand still for a reason for which the policy allows it.',
  })
  async pauseClocks(
    @Arg('input', () => PauseClocksInput, { description: 'Which days and why.' }) input: PauseClocksInput,
    @Ctx() context: OperationContext,
  ): Promise<typeof CaseChangeResult> {
    const outcome = await pauseClocks(context.casework, memberOf(context), {
      ...input,
      caseId: fromNodeId('Case', input.caseId),
      reason: reasons[input.reason],
    });
    return presentResult(outcome, (changed) => presentCaseChanged(changed, context));
  }

  @AllowedTo('cases.lead')
  @Mutation(() => CaseChangeResult, { description: 'Lets clocks run on that stand still.' })
  async resumeClocks(
    @Arg('input', () => ResumeClocksInput, { description: 'Which pause, and its last day.' })
    input: ResumeClocksInput,
    @Ctx() context: OperationContext,
  ): Promise<typeof CaseChangeResult> {
    const outcome = await resumeClocks(context.casework, memberOf(context), {
      ...input,
      caseId: fromNodeId('Case', input.caseId),
      pauseId: fromNodeId('Pause', input.pauseId),
    });
    return presentResult(outcome, (changed) => presentCaseChanged(changed, context));
  }

  @FieldResolver(() => [ClockPause], {
    complexity: listOf(2),
    description: 'When its clocks stood still, or stand still; earliest first.',
  })
  async pauses(@Root() root: Case, @Ctx() { loaders }: OperationContext): Promise<ClockPause[]> {
    return (await loaders.pauses.load(root.caseId)).map(presentPause);
  }
}

const reasons: Readonly<Record<PauseReasonEnum, PauseReason>> = {
  [PauseReasonEnum.WAITING_FOR_APPLICANT]: 'waiting_for_applicant',
  [PauseReasonEnum.WAITING_FOR_AUTHORITY]: 'waiting_for_authority',
  [PauseReasonEnum.CRIMINAL_PROCEEDINGS]: 'criminal_proceedings',
  [PauseReasonEnum.COMPLAINT_PROCEDURE_IN_USE]: 'complaint_procedure_in_use',
  [PauseReasonEnum.AGREED_WITH_APPLICANT]: 'agreed_with_applicant',
};

const shownAs: Readonly<Record<PauseReason, PauseReasonEnum>> = {
  waiting_for_applicant: PauseReasonEnum.WAITING_FOR_APPLICANT,
  waiting_for_authority: PauseReasonEnum.WAITING_FOR_AUTHORITY,
  criminal_proceedings: PauseReasonEnum.CRIMINAL_PROCEEDINGS,
  complaint_procedure_in_use: PauseReasonEnum.COMPLAINT_PROCEDURE_IN_USE,
  agreed_with_applicant: PauseReasonEnum.AGREED_WITH_APPLICANT,
};

function presentPause({ id, reason, from, through }: PauseView): ClockPause {
  return { id: toNodeId('Pause', id), reason: shownAs[reason], from, through };
}
