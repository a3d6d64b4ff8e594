import type { RequiredAssurance } from '#casework/principal.js';

/** What a partnership demands of a sign-in, for somebody whose own fell short of it. */
export function assuranceInWords({ acr, amr }: RequiredAssurance): string {
  const demands = [
    ...(acr.length > 0 ? [`as one of ${acr.join(', ')} (acr)`] : []),
    ...(amr.length > 0 ? [`with ${amr.join(' and ')} (amr)`] : []),
  ];
  return `This partnership asks for a stronger sign-in: ${demands.join(', ')}. Sign in again that way.`;
}
