import { Arg, Ctx, Field, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import { leaveAgreement, withdrawAgreement, type EndAgreement } from '#casework/end-agreement.js';
import { recordAgreement } from '#casework/record-agreement.js';
import type { SharingTerms } from '#domain/sharing/agreement.js';
import { AllowedTo, memberOf } from '../access.js';
import type { OperationContext } from '../context.js';
import { listOf } from '../guard/prices.js';
import { fromNodeId } from '../node-id.js';
import { presentResult, resultUnion } from '../present-result.js';
import { presentAgreement } from './present-sharing.js';
import { EndAgreementInput, RecordSharingAgreementInput } from './sharing.input.js';
import { SharingAgreement } from './sharing.type.js';

@ObjectType({ description: 'The agreement was recorded or ended.' })
class SharingAgreementChanged {
  @Field(() => SharingAgreement, { description: 'The agreement as it stands.' })
  agreement!: SharingAgreement;
}

export const SharingAgreementResult = resultUnion(
  'SharingAgreementResult',
  'What came of recording or ending a sharing agreement.',
  SharingAgreementChanged,
);

@Resolver()
export class SharingAgreementResolver {
  @AllowedTo('member')
  @Query(() => [SharingAgreement], {
    complexity: listOf(5),
    description: 'The sharing agreements of the partnership, also those that ended. Newest first.',
  })
  async sharingAgreements(@Ctx() context: OperationContext): Promise<SharingAgreement[]> {
    const [views, agencies] = await Promise.all([context.reads.listAgreements(), context.loaders.agencies()]);
    return views.map((view) => presentAgreement(view, agencies));
  }

  @AllowedTo('agreements.record')
  @Mutation(() => SharingAgreementResult, {
    description:
      'Records an agreement that agencies of the partnership signed. What it says is never changed.',
  })
  async recordSharingAgreement(
    @Arg('input', () => RecordSharingAgreementInput, { description: 'The agreement.' })
    { clientKey, ...input }: RecordSharingAgreementInput,
    @Ctx() context: OperationContext,
  ): Promise<typeof SharingAgreementResult> {
    const outcome = await recordAgreement(context.casework, memberOf(context), {
      clientKey,
      terms: termsOf(input),
    });
    return presentResult(outcome, (changed) => presentChanged(changed, context));
  }

  @AllowedTo('agreements.withdraw')
  @Mutation(() => SharingAgreementResult, {
    description: 'Withdraws an agreement for all its parties: nothing is open under it from now on.',
  })
  async withdrawSharingAgreement(
    @Arg('input', () => EndAgreementInput, { description: 'Which, and why.' }) input: EndAgreementInput,
    @Ctx() context: OperationContext,
  ): Promise<typeof SharingAgreementResult> {
    const outcome = await withdrawAgreement(context.casework, memberOf(context), endingOf(input));
    return presentResult(outcome, (changed) => presentChanged(changed, context));
  }

  @AllowedTo('agreements.leave')
  @Mutation(() => SharingAgreementResult, {
    description:
      'Takes your agency out of an agreement: what it opened is closed, and what others opened is closed to it.',
  })
  async leaveSharingAgreement(
    @Arg('input', () => EndAgreementInput, { description: 'Which, and why.' }) input: EndAgreementInput,
    @Ctx() context: OperationContext,
  ): Promise<typeof SharingAgreementResult> {
    const outcome = await leaveAgreement(context.casework, memberOf(context), endingOf(input));
    return presentResult(outcome, (changed) => presentChanged(changed, context));
  }
}

function endingOf({ agreementId, reason }: EndAgreementInput): EndAgreement {
  return { agreementId: fromNodeId('SharingAgreement', agreementId), reason };
}

function termsOf({
  partyLevel,
  parties,
  ...terms
}: Omit<RecordSharingAgreementInput, 'clientKey'>): SharingTerms {
  return {
    ...terms,
    partyLevel: partyLevel ?? null,
    parties: parties.map((party) => ({
      agencyId: fromNodeId('Agency', party.agencyId),
      regime: party.regime,
      gateways: party.gateways,
      articleSix: party.articleSix ?? null,
      specialCategoryCondition: party.specialCategoryCondition ?? null,
      criminalOffenceCondition: party.criminalOffenceCondition ?? null,
    })),
  };
}

async function presentChanged(
  { agreementId }: { readonly agreementId: string },
  { reads, loaders }: OperationContext,
): Promise<SharingAgreementChanged> {
  const [views, agencies] = await Promise.all([reads.listAgreements(agreementId), loaders.agencies()]);
  const [view] = views;
  if (!view) throw new Error('Everybody of the partnership may read its agreements.');
  return Object.assign(new SharingAgreementChanged(), { agreement: presentAgreement(view, agencies) });
}
