import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { policyInForceOn } from '#domain/policy/policy-in-force.js';
import { decideCase, type DecidedCase } from '#tenancy/cases/decide-case.js';
import { readCases, type TenantCase } from '#tenancy/cases/read-cases.js';
import { readTenants } from '#tenancy/read-tenants.js';

const { tenants, holidays } = readTenants('tenants');

const files = readdirSync('tenants', { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(join('tenants', entry.name, 'cases.yaml')))
  .map(({ name }) => name);

function tenantOf(slug: string) {
  const found = tenants.find((tenant) => tenant.slug === slug);
  if (!found) throw new Error(`expected a partnership ${slug}`);
  return found;
}

function decide(slug: string, each: TenantCase): DecidedCase {
  const versions = tenantOf(slug).policyVersions.map(({ policy }) => policy);
  const day = each.policy === undefined ? each.facts.receivedOn : Temporal.PlainDate.from(each.policy);
  return decideCase(each, policyInForceOn(versions, day), holidays);
}

const all = files.flatMap((slug) =>
  readCases({ file: join('tenants', slug, 'cases.yaml') }, tenantOf(slug).agencies).map((each) => ({
    slug,
    id: each.id,
    each,
  })),
);

describe('the cases that partnerships keep', () => {
  it('are kept by both real partnerships, eight at least, each saying what it shows and what it should come to', () => {
    for (const slug of ['leicester', 'north-yorkshire'])
      expect(all.filter((one) => one.slug === slug).length).toBeGreaterThanOrEqual(8);
    for (const { each } of all)
      expect([typeof each.sentence, typeof each.expect?.verdict]).toEqual(['string', 'string']);
  });

  it.each(all)('come out as worked out by hand: $slug, $id', ({ slug, each }) => {
    expect(decide(slug, each).differences).toEqual([]);
  });

  it('would be found out if one were expected otherwise', () => {
    const { slug, each } = all[0] ?? { slug: '' };
    if (!each?.expect) throw new Error('expected a case');
    const wrong: TenantCase = {
      ...each,
      expect: {
        verdict: 'not_met',
        tests: { 'three-incidents': { counted: 2 }, nonsense: 'met' },
        due: { acknowledgement: '2026-07-14' },
        awaits: ['match a'],
      },
    };
    expect(decide(slug, wrong).differences).toEqual([
      { what: 'verdict', expected: 'not_met', got: 'met' },
      { what: 'tests.three-incidents.counted', expected: '2', got: '3' },
      { what: 'tests.nonsense', expected: 'a test of the policy', got: 'none of that id' },
      { what: 'due.acknowledgement', expected: '2026-07-14', got: '2026-07-13' },
      { what: 'awaits', expected: 'match a', got: 'none' },
    ]);
  });
});
