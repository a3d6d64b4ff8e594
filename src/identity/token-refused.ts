/** Why a bearer token was not accepted. */
export type TokenRefusal =
  | 'MALFORMED'
  | 'EXPIRED'
  | 'UNKNOWN_ISSUER'
  | 'BAD_SIGNATURE'
  | 'WRONG_AUDIENCE'
  | 'NOT_YET_VALID'
  | 'ISSUER_UNREACHABLE';

const MEANING: Readonly<Record<TokenRefusal, string>> = {
  MALFORMED: 'The token is not a signed token of the expected shape.',
  EXPIRED: 'The token has expired.',
  UNKNOWN_ISSUER: 'The token was issued by somebody this service does not trust.',
  BAD_SIGNATURE: 'The token is not signed with an accepted key and algorithm of its issuer.',
  WRONG_AUDIENCE: 'The token was issued for another service.',
  NOT_YET_VALID: 'The token is not valid yet.',
  ISSUER_UNREACHABLE: "The issuer's keys could not be read.",
};

/** A token that was not accepted. Its message never holds the token, nor anything the token says. */
export class TokenRefused extends Error {
  override readonly name = 'TokenRefused';

  /** @param detail what an operator should know; about the issuer, never about the token */
  constructor(
    readonly reason: TokenRefusal,
    detail?: string,
  ) {
    super(detail === undefined ? MEANING[reason] : `${MEANING[reason]} ${detail}`);
  }
}
