import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { policyInForceOn } from '#domain/policy/policy-in-force.js';
import type { PolicyVersion } from '#domain/policy/policy-version.js';
import { decideCase } from '#tenancy/cases/decide-case.js';
import { readCases, type TenantCase } from '#tenancy/cases/read-cases.js';
import { BASES_FOLDER } from '#tenancy/inherited-files.js';
import { readHolidays } from '#tenancy/read-holidays.js';
import { readTenantFolder } from '#tenancy/read-tenant-folder.js';

const EXAMPLES = 'test/tenancy/examples';

/** The partnerships whose published policies were read. */
const READ = [
  ...['leicester', 'north-yorkshire', 'lancashire', 'burnley', 'buckinghamshire', 'cleveland', 'richmond'],
  ...['westminster', 'hampshire', 'leicestershire-hinckley', 'durham-darlington', 'kent', 'essex'],
  ...['north-herts', 'dorset', 'gloucestershire', 'hull', 'milton-keynes', 'blackpool', 'west-berkshire'],
  ...['herefordshire', 'torbay', 'oldham', 'wigan'],
];

const holidays = readHolidays('tenants');

const folders = readdirSync(EXAMPLES, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== BASES_FOLDER)
  .map(({ name }) => name)
  .sort();

interface Example {
  readonly name: string;
  readonly versions: readonly { readonly file: string; readonly policy: PolicyVersion }[];
  readonly cases: readonly TenantCase[];
}

function readExample(name: string): Example {
  const folder = join(EXAMPLES, name);
  const { partnership, policyVersions } = readTenantFolder(folder, { holidays });
  const cases = readCases({ file: join(folder, 'cases.yaml') }, partnership?.agencies ?? []);
  return { name, versions: policyVersions, cases };
}

/** The version of the file or day that a case names, else that of the day on which it was received. */
function versionFor({ policy, facts }: TenantCase, versions: Example['versions']): PolicyVersion {
  const named = versions.find(({ file }) => file === policy || file === `${policy ?? ''}.yaml`);
  if (named) return named.policy;
  const day = policy === undefined ? facts.receivedOn : Temporal.PlainDate.from(policy);
  return policyInForceOn(
    versions.map((version) => version.policy),
    day,
  );
}

describe('policies of other partnerships, written in the policy language', () => {
  it('are those of the partnerships that were read', () => {
    expect(folders).toEqual(expect.arrayContaining(READ));
  });

  describe.each(folders)('%s', (name) => {
    it('keeps cases beside its policy', () => {
      expect(existsSync(join(EXAMPLES, name, 'cases.yaml'))).toBe(true);
    });

    it('shows at least one case that meets the threshold and one that does not, and says what each case shows', () => {
      const { cases } = readExample(name);
      const verdicts = cases.map(({ expect: expected }) => expected?.verdict);
      expect(verdicts).toEqual(expect.arrayContaining(['met', 'not_met']));
      expect(verdicts).not.toContain(undefined);
      expect(cases.filter(({ sentence }) => sentence === undefined)).toEqual([]);
    });

    it('decides and times every case as worked out by hand', () => {
      const { cases, versions } = readExample(name);
      const differing = cases.flatMap((each) => {
        const { differences } = decideCase(each, versionFor(each, versions), holidays);
        return (differences ?? []).map(
          ({ what, expected, got }) => `${each.id}: ${what} is ${got}, expected ${expected}`,
        );
      });
      expect(differing).toEqual([]);
    });
  });

  it('would be found out where a case were expected otherwise', () => {
    const { cases, versions } = readExample('lancashire');
    const [first] = cases;
    if (!first) throw new Error('expected a case');
    const wrong: TenantCase = {
      ...first,
      expect: { verdict: 'not_met', due: { outcome: '2026-09-03' } },
    };
    expect(decideCase(wrong, versionFor(wrong, versions), holidays).differences).toEqual([
      { what: 'verdict', expected: 'not_met', got: 'met' },
      { what: 'due.outcome', expected: '2026-09-03', got: '2026-09-04' },
    ]);
  });
});
