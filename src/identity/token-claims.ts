import type { JWTPayload } from 'jose';

/** RFC 5321, 4.5.3.1.3. */
const longestMail = 254;
/** Printable ASCII alone: letters of other scripts that look like ASCII ones would make one person of two. */
const mail = /^[!-?A-~]+@[!-?A-~]+$/;
const mostClaims = 20;
const mostScopes = 100;

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

/**
 * What the issuer lets a program do with the token; undefined where it does not say. A claim of another form says: nothing.
 * Where several claims say it, only what all of them name counts.
 * @source RFC 9068, 2.2.3 (`scope`: words with spaces between them); some issuers write `scp`, and write it as a list
 */
export function scopesIn(payload: JWTPayload): readonly string[] | undefined {
  const said = ['scope', 'scp'].filter((claim) => payload[claim] !== undefined);
  const [first, ...others] = said.map((claim) => wordsOf(payload[claim]));
  return first?.filter((word) => others.every((words) => words.includes(word)));
}

function wordsOf(claim: unknown): string[] {
  const words: unknown[] = Array.isArray(claim) ? claim : typeof claim === 'string' ? claim.split(' ') : [];
  return words.filter((word): word is string => typeof word === 'string' && word !== '').slice(0, mostScopes);
}
