import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { MarkerView } from '#casework/marker-views.js';
import { endMarker, setMarker } from '#casework/set-marker.js';
import { AllowedTo, memberOf } from '../access.js';
import { CaseChangeResult } from '../case/case-change.resolver.js';
import { presentCaseChanged } from '../case/case-changed.type.js';
import { Case } from '../case/case.type.js';
import { consultCase } from '../case/consult-case.js';
import type { OperationContext } from '../context.js';
import { listOf } from '../guard/prices.js';
import { fromNodeId, toNodeId } from '../node-id.js';
import { presentResult } from '../present-result.js';
import { CaseMarker, EndMarkerInput, SetMarkerInput } from './marker.type.js';

@Resolver(() => Case)
export class MarkerResolver {
  @FieldResolver(() => [CaseMarker], {
    nullable: true,
    complexity: listOf(2),
    description:
      'Sensitive markers that it or its people bear or bore, earliest first. Null for all but who leads the review. Reading them is recorded.',
  })
  async markers(
    @Root() root: Case,
    @Ctx() { loaders, reads }: OperationContext,
  ): Promise<CaseMarker[] | null> {
    if (!root.leadsReview) return null;
    consultCase(reads, root, ['markers']);
    return (await loaders.markers.load(root.caseId)).map(presentMarker);
  }

  @AllowedTo('cases.lead')
  @Mutation(() => CaseChangeResult, {
    description: 'Marks a case, or a person of it, as sensitive: less of it is shown at once.',
  })
  async setMarker(
    @Arg('input', () => SetMarkerInput, { description: 'What, of whom, and why.' }) input: SetMarkerInput,
    @Ctx() context: OperationContext,
  ): Promise<typeof CaseChangeResult> {
    const { personId } = input;
    const outcome = await setMarker(context.casework, memberOf(context), {
      ...input,
      caseId: fromNodeId('Case', input.caseId),
      personId: personId === undefined ? undefined : fromNodeId('CasePerson', personId),
      opensTo: input.opensTo.map((id) => fromNodeId('Agency', id)),
    });
    return presentResult(outcome, (changed) => presentCaseChanged(changed, context));
  }

  @AllowedTo('cases.lead')
  @Mutation(() => CaseChangeResult, { description: 'Ends a marker. It stays on record.' })
  async endMarker(
    @Arg('input', () => EndMarkerInput, { description: 'Which, and why.' }) input: EndMarkerInput,
    @Ctx() context: OperationContext,
  ): Promise<typeof CaseChangeResult> {
    const outcome = await endMarker(context.casework, memberOf(context), {
      ...input,
      caseId: fromNodeId('Case', input.caseId),
      markerId: fromNodeId('Marker', input.markerId),
    });
    return presentResult(outcome, (changed) => presentCaseChanged(changed, context));
  }
}

function presentMarker({ caseId: _case, ...view }: MarkerView): CaseMarker {
  return {
    ...view,
    id: toNodeId('Marker', view.id),
    personId: view.personId === null ? null : toNodeId('CasePerson', view.personId),
    opensTo: view.opensTo.map((id) => toNodeId('Agency', id)),
  };
}
