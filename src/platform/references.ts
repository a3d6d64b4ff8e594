import { randomBytes } from 'node:crypto';

const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const bodyLength = 8;
const prefixPattern = /^[A-Z]{2,6}$/;
const bodyPattern = new RegExp(`^[${crockford}]{${bodyLength}}$`);
const longestInput = 64;

/**
 * A new reference that people read out and write down, such as `LEI-7K3F-9QXM`: the tenant's prefix (two to
 * six capital letters) and 40 random bits in Crockford's base 32. It is no secret and tells no order.
 * Throws `RangeError` when the prefix is not of that form.
 * @source https://www.crockford.com/base32.html
 */
export function newReference(prefix: string): string {
  if (!prefixPattern.test(prefix))
    throw new RangeError(`The prefix ${JSON.stringify(prefix)} is not two to six capital letters.`);
  return spelled(
    prefix,
    Array.from(randomBytes(bodyLength), (byte) => crockford.charAt(byte % crockford.length)).join(''),
  );
}

/**
 * The reference that somebody meant who typed it in small letters, with spaces, other dashes or none, or with
 * I or L for 1 and O for 0 after the prefix. A prefix set apart is taken as it stands; otherwise the last eight
 * characters are the random ones. Undefined when it cannot be a reference.
 */
export function normaliseReference(text: string): string | undefined {
  if (text.length > longestInput) return undefined;
  const groups = text
    .normalize('NFKC')
    .toUpperCase()
    .split(/[\s\p{Dash_Punctuation}]+/u)
    .filter(Boolean);
  const written = groups.join('');
  const [first = ''] = groups;
  const prefix = groups.length > 1 && prefixPattern.test(first) ? first : written.slice(0, -bodyLength);
  const body = written.slice(prefix.length).replace(/[IL]/g, '1').replace(/O/g, '0');
  return prefixPattern.test(prefix) && bodyPattern.test(body) ? spelled(prefix, body) : undefined;
}

function spelled(prefix: string, body: string): string {
  return `${prefix}-${body.slice(0, bodyLength / 2)}-${body.slice(bodyLength / 2)}`;
}
