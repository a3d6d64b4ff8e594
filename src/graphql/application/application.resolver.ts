import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { applyForReview } from '#casework/apply-for-review.js';
import { normaliseReference } from '#platform/references.js';
import { AllowedTo, forbidden } from '../access.js';
import { CaseClock } from '../case/case.type.js';
import { listClocks } from '../case/present-case.js';
import type { OperationContext } from '../context.js';
import { presentResult, resultUnion } from '../present-result.js';
import { ApplyForReviewInput } from './application.input.js';
import { Application, ApplicationDecision, ApplicationReceived } from './application.type.js';
import { listOf } from '../guard/prices.js';

export const ApplyForReviewResult = resultUnion(
  'ApplyForReviewResult',
  'What came of applying.',
  ApplicationReceived,
);

@Resolver(() => Application)
export class ApplicationResolver {
  @AllowedTo('public')
  @Mutation(() => ApplyForReviewResult, {
    description: 'Applies for a review. It is a right: nobody needs an account, and nothing sent is lost.',
  })
  async applyForReview(
    @Arg('input', () => ApplyForReviewInput, { description: 'The application.' }) input: ApplyForReviewInput,
    @Ctx() { casework, principal, correlationId }: OperationContext,
  ): Promise<typeof ApplyForReviewResult> {
    if (principal.kind !== 'public' && principal.kind !== 'member') throw forbidden();
    const { clientKey, district, ...application } = input;
    // A member applies like anybody else: their roles neither help nor hinder, and their name is not on it.
    const visitor = { kind: 'public', tenantId: principal.tenantId, correlationId } as const;
    const outcome = await applyForReview(casework, visitor, { clientKey, district, application });
    return presentResult(outcome, ({ reference, secret, receivedOn, clocks }) =>
      Object.assign(new ApplicationReceived(), { reference, secret, receivedOn, clocks }),
    );
  }

  @AllowedTo('public')
  @Query(() => Application, {
    nullable: true,
    description: 'The progress of an application; null unless reference and secret belong together.',
  })
  async application(
    @Ctx() { reads, casework }: OperationContext,
    @Arg('reference', () => String, { description: 'The reference, in any spelling of case and spaces.' })
    reference: string,
    @Arg('secret', () => String, { description: 'The secret that came with it.' }) secret: string,
  ): Promise<Application | null> {
    const wanted = normaliseReference(reference) ?? '';
    const view = await reads.enterApplication(wanted, casework.secrets.digest(secret));
    if (!view) return null;
    reads.consulted({
      action: 'APPLICATION_READ',
      kind: 'CONSULTATION',
      subjectType: 'CASE',
      subjectIds: [view.id],
    });
    return {
      caseId: view.id,
      areaTeam: view.areaTeam,
      policyVersionId: view.policyVersionId,
      reference: view.reference,
      stage: view.stage,
      receivedOn: view.receivedOn,
    };
  }

  @FieldResolver(() => [CaseClock], { complexity: listOf(4), description: 'What is due by when.' })
  clocks(@Root() root: Application, @Ctx() context: OperationContext): Promise<CaseClock[]> {
    return listClocks(root, context);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'How to appeal, in the words of the policy; null where it does not say.',
  })
  async appeal(@Root() root: Application, @Ctx() { loaders }: OperationContext): Promise<string | null> {
    return (await loaders.policy.load(root.policyVersionId))?.version.appeals[0]?.words ?? null;
  }

  @FieldResolver(() => ApplicationDecision, {
    nullable: true,
    description: 'The threshold decision; null until it is made.',
  })
  async decision(
    @Root() root: Application,
    @Ctx() { loaders }: OperationContext,
  ): Promise<ApplicationDecision | null> {
    const [decision, policy] = await Promise.all([
      loaders.decision.load(root.caseId),
      loaders.policy.load(root.policyVersionId),
    ]);
    if (!decision) return null;
    const { reason, declineGround, decidedAt } = decision;
    const ground = policy?.version.declineGrounds.find((each) => each.id === declineGround);
    return {
      outcome: decision.outcome,
      reason,
      declineGround: ground?.words ?? declineGround,
      decidedAt,
    };
  }
}
