import { z } from 'zod';
import { wordsSchema } from '#domain/policy/told-schema.js';

const PHONE = /^\+?[0-9][0-9 ()-]{1,30}[0-9]( (ext|x)\.? ?[0-9]+)?$/;

const email = z.email('expected an email address').exactOptional();
const phone = z.string().regex(PHONE, 'expected a telephone number in quotes, such as "0116 222 2222"');

/** Accepts the address of a public web page. */
export const urlSchema = z
  .string()
  .refine(isHttps, 'expected an address that begins with https://, without a user name in it');

const reached = {
  email,
  phone: phone.exactOptional(),
  address: wordsSchema.exactOptional(),
  url: urlSchema.exactOptional(),
};

/** Accepts a way to reach somebody. */
export const contactSchema = z
  .strictObject({ role: wordsSchema.exactOptional(), ...reached, hours: wordsSchema.exactOptional() })
  .refine(
    (contact) => Object.keys(reached).some((key) => key in contact),
    'expected at least one of email, phone, address and url',
  );

/** Accepts a way to complain. */
export const complaintRouteSchema = z.strictObject({
  words: wordsSchema,
  welsh: wordsSchema.exactOptional(),
  ...reached,
});

function isHttps(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, username, password } = new URL(address);
  return protocol === 'https:' && username === '' && password === '';
}
