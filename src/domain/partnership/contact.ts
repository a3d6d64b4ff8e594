/** How somebody is reached; at least one of email, phone, address and url is there. */
export interface Contact {
  /** The name of the role, not of the person who fills it. */
  readonly role?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly address?: string;
  readonly url?: string;
  /** When somebody answers, in words. */
  readonly hours?: string;
}

/** How somebody complains about a body, in words, and where. */
export interface ComplaintRoute {
  readonly words: string;
  readonly welsh?: string;
  readonly url?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly address?: string;
}
