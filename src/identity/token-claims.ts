import type { JWTPayload } from 'jose';

/** RFC 5321, 4.5.3.1.3. */
const longestMail = 254;
/** Printable ASCII alone: letters of other scripts that look like ASCII ones would make one person of two. */
const mail = /^[!-?A-~]+@[!-?A-~]+$/;
const mostClaims = 20;

/**
 * How somebody signed in, as far as the token says it in the form that is asked for.
 * @source OpenID Connect Core 1.0, 2 (`acr`, `amr`); RFC 8176
 */
export function assuranceIn({ acr, amr }: JWTPayload): { readonly acr?: string; readonly amr: string[] } {
  return {
    ...(typeof acr === 'string' && { acr }),
    amr: Array.isArray(amr) ? amr.filter((each): each is string => typeof each === 'string') : [],
  };
}

/**
 * Every claim that holds a mail address, in small letters. Of `email` the issuer says apart whether it has verified it; of
 * any other claim a partnership that names it takes the issuer's word.
 * @source OpenID Connect Core 1.0, 5.1 (`email`, `email_verified`)
 */
export function mailsIn(payload: JWTPayload): Readonly<Record<string, string>> {
  const found = Object.entries(payload).flatMap(([claim, value]) =>
    typeof value === 'string' && value.length <= longestMail && mail.test(value)
      ? [[claim, value.toLowerCase()] as const]
      : [],
  );
  const trusted = found.filter(([claim]) => claim !== 'email' || payload['email_verified'] === true);
  return Object.fromEntries(trusted.slice(0, mostClaims));
}
