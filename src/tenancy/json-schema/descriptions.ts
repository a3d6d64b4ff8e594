import { CASE_KEYS } from './descriptions-of-cases.js';
import { PARTNERSHIP_KEYS } from './descriptions-of-partnership.js';
import { POLICY_KEYS } from './descriptions-of-policy.js';
import { TEST_KEYS } from './descriptions-of-tests.js';

/** A sentence for every key of the tenants' files, by `around.key`, or by the key where it means the same everywhere. */
export const DESCRIPTIONS: Readonly<Record<string, string>> = {
  ...CASE_KEYS,
  ...PARTNERSHIP_KEYS,
  ...TEST_KEYS,
  ...POLICY_KEYS,
};
