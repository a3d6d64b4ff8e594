import type { ConfigurationProblem } from './configuration-fault.js';
import { parseUrl } from './parse-url.js';
import { shownValue } from './shown-value.js';

const localHosts: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];
const needDatabaseUrl = ['DATABASE_APP_URL', 'DATABASE_WORKER_URL', 'DATABASE_LISTEN_URL'] as const;

/** The problems of settings that are right by themselves and wrong together; reads the text as given. */
export function combinationProblems(given: Readonly<Record<string, string>>): ConfigurationProblem[] {
  const problems: ConfigurationProblem[] = [];
  const refuse = (setting: string, expected: string): void => {
    problems.push({ setting, shown: shownValue(setting, given[setting]), expected });
  };
  for (const setting of needDatabaseUrl) {
    if (given[setting] && !given.DATABASE_URL) refuse(setting, 'DATABASE_URL to be set as well');
  }
  if (given.NODE_ENV !== 'production') return problems;
  if (!given.DATABASE_URL) refuse('DATABASE_URL', 'to be set in production, which has no embedded database');
  if (!given.SECRET_KEY_FILE) refuse('SECRET_KEY_FILE', 'to be set in production');
  if (given.CONCORD_NOW) refuse('CONCORD_NOW', 'not to be set in production, where time must pass');
  if (!given.PUBLIC_URL) refuse('PUBLIC_URL', 'to be set in production: pages of other origins are refused');
  if (given.PUBLIC_URL && !isProtected(given.PUBLIC_URL)) {
    refuse('PUBLIC_URL', 'https in production, unless its host is localhost');
  }
  return problems;
}

function isProtected(publicUrl: string): boolean {
  const url = parseUrl(publicUrl);
  return url === undefined || url.protocol !== 'http:' || localHosts.includes(url.hostname);
}
