import { parseUrl } from './parse-url.js';

/**
 * A setting's value as an error message may show it: a URL without its user's password and parameters;
 * nothing at all for what could be a secret put into the wrong place.
 */
export function shownValue(setting: string, value: string | undefined): string | undefined {
  if (value === undefined || setting === 'SECRET_KEY_FILE') return undefined;
  if (!setting.endsWith('_URL')) return value;
  const url = parseUrl(value);
  if (url === undefined || url.hostname === '') return undefined;
  if (url.password !== '') url.password = '***';
  url.search = '';
  url.hash = '';
  return url.href;
}
