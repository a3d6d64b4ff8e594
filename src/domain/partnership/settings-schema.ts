import { z } from 'zod';
import { AGENCY_KINDS } from '#domain/policy/agency-kind.js';
import { calendarLengthSchema } from '#domain/policy/length-schema.js';
import { idSchema, told, wordsSchema } from '#domain/policy/told-schema.js';
import { contactSchema, urlSchema } from './contact-schema.js';
import { letterSchema } from './letter-schema.js';
import { NATIONS } from './nation.js';
import { RECORD_CLASSES, WAYS_TO_APPLY } from './settings.js';

const { email, phone, address, url } = contactSchema.shape;

const wayToApply = z.strictObject({ way: z.enum(WAYS_TO_APPLY), ...told, url, email, phone, address });

const ombudsman = z.strictObject({
  id: idSchema,
  name: wordsSchema,
  welsh: wordsSchema.exactOptional(),
  kinds: z.array(z.enum(AGENCY_KINDS)).min(1, 'expected at least one kind of agency'),
  url,
  phone,
});

const retention = z.strictObject({
  records: z.enum(RECORD_CLASSES),
  keepFor: calendarLengthSchema,
  words: wordsSchema.exactOptional(),
  source: wordsSchema.exactOptional(),
});

const privacyNotice = z
  .strictObject({
    words: wordsSchema.exactOptional(),
    welsh: wordsSchema.exactOptional(),
    url: urlSchema.exactOptional(),
  })
  .refine(({ words, url: page }) => words !== undefined || page !== undefined, 'expected words or url');

const language = z
  .string()
  .regex(/^[a-z]{2,3}(-[A-Z]{2})?$/, 'expected the code of a language such as en, cy or pl');

/** The members of partnership.yaml that hold for every version of the policy. */
export const settingsShape = {
  nation: z.enum(NATIONS).exactOptional(),
  languages: z.array(language).min(1, 'expected at least one language').exactOptional(),
  contact: contactSchema.exactOptional(),
  leadAgency: wordsSchema.exactOptional(),
  waysToApply: z.array(wayToApply).min(1, 'expected at least one way').exactOptional(),
  ombudsmen: z.array(ombudsman).min(1, 'expected at least one').exactOptional(),
  letters: z.array(letterSchema).min(1, 'expected at least one letter').exactOptional(),
  retention: z.array(retention).min(1, 'expected at least one class of records').exactOptional(),
  privacyNotice: privacyNotice.exactOptional(),
  rightsRequests: contactSchema.exactOptional(),
  dataComplaints: contactSchema.exactOptional(),
  protectiveMarking: wordsSchema.exactOptional(),
};
