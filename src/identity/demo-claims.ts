import type { DemoPerson } from './demo-people.js';

/** Where mail to a demo person would go: nowhere. RFC 2606, 3. */
function mailOf({ subject }: DemoPerson): string {
  return `${subject}@people.example`;
}

/**
 * What the tokens of a demo person say beside who it is: how they signed in, and by which mail address they are invited.
 * @source OpenID Connect Core 1.0, 2 and 5.1; RFC 8176, 2
 */
export function claimsOf(person: DemoPerson): Readonly<Record<string, unknown>> {
  const { secondFactor = false } = person;
  return {
    email: mailOf(person),
    email_verified: true,
    acr: secondFactor ? 'urn:concord:demo:two-factors' : 'urn:concord:demo:one-factor',
    amr: secondFactor ? ['pwd', 'otp', 'mfa'] : ['pwd'],
  };
}
