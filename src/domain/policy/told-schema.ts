import { z } from 'zod';

/** Accepts an id of a test, step or ground. */
export const idSchema = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'expected a kebab-case id such as three-incidents');

/** Accepts words that are there to be read. */
export const wordsSchema = z.string().trim().min(1, 'expected words');

/** An ISO day. */
export const daySchema = z.iso.date('expected a day such as 2026-04-01');

/** The members of whatever is told to people. */
export const told = {
  words: wordsSchema,
  welsh: wordsSchema.exactOptional(),
  source: wordsSchema.exactOptional(),
};
