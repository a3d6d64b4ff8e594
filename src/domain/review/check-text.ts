import type { Problem } from './problem.js';

/** Longest text accepted, in code points. */
export const textLimits = { name: 200, short: 500, long: 4_000 } as const;

// Letters of every script pass; control characters other than tab and line ends, and halves of characters, do not.
const controlCharacter = /[^\P{Cc}\t\n\r]|\p{Cs}/u;

export interface TextRule {
  readonly path: string;
  readonly limit: number;
  readonly required: boolean;
}

/** What is wrong with a text: missing, too long, or with characters that no keyboard writes. */
export function checkText(text: string | undefined, { path, limit, required }: TextRule): Problem[] {
  if (text === undefined || text.trim() === '')
    return required ? [{ path, message: 'is empty: expected some text.' }] : [];
  const length = [...text].length;
  if (length > limit)
    return [{ path, message: `has ${String(length)} characters: expected at most ${String(limit)}.` }];
  if (controlCharacter.test(text)) return [{ path, message: 'has control characters: expected plain text.' }];
  return [];
}

const email = /^[^\s\p{Cc}\p{Cs}@]+@[^\s\p{Cc}\p{Cs}@.]+(\.[^\s\p{Cc}\p{Cs}@.]+)+$/u;
const phone = /^\+?[0-9()\s-]{7,25}$/u;

export function checkEmail(text: string | undefined, path: string): Problem[] {
  if (text === undefined || (email.test(text) && text.length <= 254)) return [];
  return [{ path, message: 'is not an e-mail address: expected a form such as name@example.org.' }];
}

export function checkPhone(text: string | undefined, path: string): Problem[] {
  if (text === undefined || phone.test(text)) return [];
  return [
    { path, message: 'is not a telephone number: expected 7 to 25 digits, spaces, brackets or hyphens.' },
  ];
}
