import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import { checkForReview } from '#casework/check-for-review.js';
import { localDateOf } from '#domain/calendar/local-date.js';
import { policyInForceOn } from '#domain/policy/policy-in-force.js';
import { AllowedTo } from '../access.js';
import type { OperationContext } from '../context.js';
import { evaluation } from '../guard/prices.js';
import { badUserInput } from '../guard/refusals.js';
import { presentReviewCheck } from './present-review-check.js';
import { ReviewCheckInput } from './review-check.input.js';
import { ReviewCheck } from './review-check.type.js';

@Resolver()
export class ReviewCheckResolver {
  @AllowedTo('public')
  @Query(() => ReviewCheck, {
    complexity: evaluation,
    description:
      'Whether you could ask for a review, and what would follow. It needs no account, nothing of it is kept, and it decides nothing.',
  })
  async couldIAskForAReview(
    @Arg('input', () => ReviewCheckInput, { description: 'What happened.' }) input: ReviewCheckInput,
    @Ctx() { reads, casework: { clock, holidays } }: OperationContext,
  ): Promise<ReviewCheck> {
    const now = clock.now();
    const [partnership, stored, agencies] = await Promise.all([
      reads.getPartnership(),
      reads.listPolicies(),
      reads.listAgencies(),
    ]);
    const policy = policyInForceOn(
      stored.map(({ version }) => version),
      localDateOf(now),
    );
    const outcome = checkForReview(input, { policy, agencies, holidays, now });
    if (outcome.ok) return presentReviewCheck({ ...outcome.value, partnership, policy });
    const { refusal } = outcome;
    const problems = refusal.code === 'INVALID_INPUT' ? refusal.problems : [];
    throw badUserInput(problems.map(({ path, message }) => `input.${path} ${message}`).join('\n'));
  }
}
