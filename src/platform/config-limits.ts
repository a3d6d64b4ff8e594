import { isIP, isIPv6 } from 'node:net';
import { z } from 'zod';
import { defaultLimits, type Limits } from './limits.js';

/** How many proxies stand before the server, or their addresses and networks. */
export type TrustedProxies = number | readonly string[];

const whole = 'a whole number from 1 to 2000000000';

/** The setting of a limit: `bodyBytes` is LIMIT_BODY_BYTES, `messagesPer10s` is LIMIT_MESSAGES_PER_10S. */
export function settingOfLimit(field: string): string {
  return `LIMIT_${field.replaceAll(/[A-Z]|\d+/g, (part) => `_${part}`).toUpperCase()}`;
}

const limitFields = Object.keys(defaultLimits) as (keyof Limits)[];

const limit = z
  .string()
  .regex(/^[1-9]\d{0,9}$/, whole)
  .transform(Number)
  .refine((value) => value <= 2_000_000_000, whole);

/** Resolvers take pages up to this length whatever the setting says. */
export const longestPage = 1_000;

const pageSize = limit.refine((value) => value <= longestPage, `at most ${String(longestPage)}`);

/** One optional setting for each limit. */
export const limitSettings: Readonly<Record<string, z.ZodOptional<typeof limit>>> = Object.fromEntries(
  limitFields.map((field) => [settingOfLimit(field), (field === 'pageSize' ? pageSize : limit).optional()]),
);

export function limitsFrom(data: Readonly<Record<string, unknown>>): Limits {
  const given = limitFields.flatMap((field) => {
    const value = data[settingOfLimit(field)];
    return typeof value === 'number' ? [[field, value] as const] : [];
  });
  return { ...defaultLimits, ...(Object.fromEntries(given) as Partial<Limits>) };
}

const proxies = 'a number of proxies, or a comma-separated list of addresses and networks such as 10.0.0.0/8';

export const trustedProxiesSetting = z
  .string()
  .transform((text): TrustedProxies => (/^\d{1,2}$/.test(text) ? Number(text) : listed(text)))
  .refine((trusted) => typeof trusted === 'number' || trusted.every(isNetwork), proxies)
  .default(0);

/** The parts of a comma-separated setting. */
export function listed(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function isNetwork(text: string): boolean {
  const [address = '', bits, more] = text.split('/');
  if (more !== undefined || isIP(address) === 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (isIPv6(address) ? 128 : 32));
}
