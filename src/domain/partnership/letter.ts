import type { CaseMoment } from '#domain/policy/timescales.js';

/** What a letter may leave open for the case to fill in: `{{reference}}`. */
export const LETTER_PLACEHOLDERS = [
  'applicant_name',
  'appeal_by',
  'appeal_words',
  'asked_for',
  'action_plan',
  'application_received_on',
  'chair',
  'contact',
  'decided_on',
  'decline_ground',
  'due_on',
  'extension_reason',
  'ombudsmen',
  'panel_on',
  'partnership',
  'public_term',
  'reasons',
  'recommendations',
  'reference',
  'today',
  'victim_name',
] as const;

/** The words of a letter in one language. */
export interface LetterText {
  readonly subject: string;
  readonly text: string;
}

/** A letter that is sent when something happens in a case. Plain text; what differs per case is a placeholder. */
export interface Letter extends LetterText {
  readonly id: string;
  readonly sentAt: CaseMoment;
  /** Left out: the applicant. */
  readonly to?: 'applicant' | 'victim' | 'agencies' | 'policing_body';
  readonly welsh?: LetterText;
}

/** What is wrong with the placeholders of a text: names that are none, and braces that do not belong together. */
export function wrongPlaceholders(text: string): string[] {
  const names = [...text.matchAll(/\{\{([^{}]*)\}\}/g)].map(([, name = '']) => name.trim());
  const known: readonly string[] = LETTER_PLACEHOLDERS;
  const unknown = [...new Set(names.filter((name) => !known.includes(name)))].map((name) => `{{${name}}}`);
  const rest = text.replace(/\{\{[^{}]*\}\}/g, '');
  const [stray] = /\{\{|\}\}/.exec(rest) ?? [];
  return stray === undefined ? unknown : [...unknown, stray];
}
