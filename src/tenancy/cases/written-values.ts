import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';

const DAY_OR_TIME = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2})?)?$/;
const aMoment = 'expected a day such as 2026-07-10 or a local time such as 2026-07-10T17:31';

/** A day, or a day with the local time. */
export const momentSchema = z
  .string({ error: aMoment })
  .regex(DAY_OR_TIME, { error: aMoment, abort: true })
  .refine(isMoment, aMoment);

/** Answers as people write them. */
export const yesOrNo = z.union([z.boolean(), z.enum(['yes', 'no'])], { error: 'expected yes or no' });
export type YesOrNo = z.infer<typeof yesOrNo>;

/** An answer that may also be open. */
export const yesNoOrUnknown = z.union([z.boolean(), z.enum(['yes', 'no', 'unknown'])], {
  error: 'expected yes, no or unknown',
});
export type YesNoOrUnknown = z.infer<typeof yesNoOrUnknown>;

/** Tells people, households, incidents, places apart; a number is as good as a word. */
export const labelSchema = z.union([z.string().trim().min(1), z.int()], {
  error: 'expected a label such as neighbour or 4',
});

/** One, or a list of at least one. */
export function oneOrMore<T extends z.ZodType>(one: T, error: string) {
  return z.union([one, z.array(one).min(1)], { error });
}

/** The values of what may be one or a list; none when it is left out. */
export function listOf<T>(value: T | readonly T[] | undefined): readonly T[] {
  if (value === undefined) return [];
  return isList(value) ? value : [value];
}

export function isYes(answer: YesOrNo): boolean {
  return answer === true || answer === 'yes';
}

/** Null for unknown. */
export function isYesOrNull(answer: YesNoOrUnknown): boolean | null {
  return answer === 'unknown' ? null : isYes(answer);
}

/** The local day of a written moment. */
export function dayOf(moment: string): Temporal.PlainDate {
  return dateTimeOf(moment).toPlainDate();
}

/** The instant of a written moment; a day alone stands for its noon, which lies in anybody's working hours. */
export function instantOf(moment: string): Temporal.Instant {
  const written = dateTimeOf(moment);
  const local = DAY_ALONE.test(moment) ? written.with({ hour: 12 }) : written;
  return local.toZonedDateTime('Europe/London').toInstant();
}

const DAY_ALONE = /^\d{4}-\d{2}-\d{2}$/;

function dateTimeOf(moment: string): Temporal.PlainDateTime {
  return Temporal.PlainDateTime.from(moment.replace(' ', 'T'), { overflow: 'reject' });
}

function isMoment(text: string): boolean {
  try {
    dateTimeOf(text);
    return true;
  } catch {
    return false;
  }
}

function isList<T>(value: T | readonly T[]): value is readonly T[] {
  return Array.isArray(value);
}
