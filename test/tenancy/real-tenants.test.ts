import { Temporal } from 'temporal-polyfill';
import { addWorkingDays } from '#domain/calendar/working-days.js';
import { parsePolicy } from '#domain/policy/parse-policy.js';
import { policyInForceOn } from '#domain/policy/policy-in-force.js';
import type { CaseMoment } from '#domain/policy/timescales.js';
import { startClocks } from '#domain/timescale/start-clocks.js';
import { lintTenant } from '#tenancy/lint-tenant.js';
import { readTenants } from '#tenancy/read-tenants.js';
import { districtNamesOf, type TenantFile } from '#tenancy/tenant-file.js';

const { organisations, holidays, tenants } = readTenants('tenants');
const [leicester, northYorkshire] = tenants;
if (!leicester || !northYorkshire) throw new Error('expected two partnerships');

const day = (iso: string) => Temporal.PlainDate.from(iso);

const happening = (moment: CaseMoment, on: string) => ({
  moments: [moment],
  at: day(on).toZonedDateTime({ timeZone: 'Europe/London', plainTime: '10:00' }).toInstant(),
});

describe('the two partnerships', () => {
  it('are read with their prefixes, areas and words', () => {
    expect(tenants.map((each) => [each.slug, each.name, each.referencePrefix])).toEqual([
      ['leicester', 'Safer Leicester Partnership', 'LEI'],
      ['north-yorkshire', 'North Yorkshire Community Safety Partnership', 'NYK'],
    ]);
    expect(districtNamesOf(leicester.area)).toEqual(['Leicester']);
    expect(districtNamesOf(northYorkshire.area)).toEqual([
      'North Yorkshire',
      'Craven',
      'Hambleton',
      'Harrogate',
      'Richmondshire',
      'Ryedale',
      'Scarborough',
      'Selby',
    ]);
    expect(tenants.map((each) => each.words.publicTerm)).toEqual(['community trigger', 'community trigger']);
  });

  it.each(tenants)(
    '$slug has every kind of agency, two housing providers and a body for appeal and oversight',
    (tenant) => {
      const kinds = tenant.agencies.map((agency) => agency.kind).sort();
      expect(kinds.filter((kind) => kind === 'housing_provider').length).toBeGreaterThanOrEqual(2);
      expect([...new Set(kinds)]).toEqual([
        'council',
        'health',
        'housing_provider',
        'police',
        'policing_body',
      ]);
      expect(tenant.agencies.find((agency) => agency.kind === 'policing_body')?.roles).toEqual([
        'appeal',
        'oversight',
      ]);
    },
  );

  it('share one housing provider, which stands as an organisation beside the police forces', () => {
    const shared = leicester.agencies
      .map((agency) => agency.organisation)
      .filter((slug) => slug && northYorkshire.agencies.some((agency) => agency.organisation === slug));
    expect(shared).toEqual(['sanctuary-housing']);
    expect(organisations.map((each) => each.kind)).toEqual(['police', 'police', 'housing_provider']);
  });

  it('trust no issuer until one is named', () => {
    expect(tenants.map((each) => each.identity)).toEqual([undefined, undefined]);
  });

  it('North Yorkshire prints five years as cases, and Leicester none', () => {
    expect(northYorkshire.publishedFigures).toEqual({
      basis: 'financial_year',
      measure: 'cases, as printed',
      rows: [
        { period: '2016/17', cases: 2 },
        { period: '2017/18', cases: 1 },
        { period: '2018/19', cases: 1 },
        { period: '2019/20', cases: 0 },
        { period: '2020/21', cases: 2 },
      ],
    });
    expect(leicester.publishedFigures).toBeUndefined();
  });
});

describe('the policies', () => {
  it.each(tenants)(
    'of $slug survive a journey through JSON and are in force on any day',
    ({ policyVersions }) => {
      const [only] = policyVersions;
      expect(only?.digest).toMatch(/^[0-9a-f]{64}$/);
      expect(parsePolicy(JSON.parse(JSON.stringify(only?.policy)))).toEqual(only?.policy);
      expect(
        policyInForceOn(
          policyVersions.map((each) => each.policy),
          day('2014-10-20'),
        ),
      ).toEqual(only?.policy);
    },
  );

  it('of Leicester start the clocks of acknowledgement, decision and review', () => {
    const policy = leicester.policyVersions[0]?.policy ?? { timescales: [] };
    // Received on Thursday 2 April 2026: the next working day is Tuesday 7 April; 14 days are Thursday 16 April.
    const received = startClocks(policy, happening('application_received', '2026-04-02'), holidays);
    expect(received.map((clock) => [clock.stepId, clock.dueOn.toString()])).toEqual([
      ['acknowledgement', '2026-04-07'],
      ['threshold-decision', '2026-04-16'],
    ]);
    // Met on 16 April: 28 days are Thursday 14 May.
    const met = startClocks(policy, happening('threshold_met', '2026-04-16'), holidays);
    expect(met.map((clock) => [clock.stepId, clock.dueOn.toString(), clock.extendable])).toEqual([
      ['review', '2026-05-14', true],
    ]);
  });

  it('of Leicester name five grounds for declining and the chair as writer of the outcome, and no appeal', () => {
    const policy = leicester.policyVersions[0]?.policy;
    expect(policy?.declineGrounds.map((ground) => ground.id)).toEqual([
      'prejudicial',
      'discriminatory',
      'malicious',
      'unreasonable',
      'frivolous',
    ]);
    expect(policy?.outcome?.writtenBy).toBe('the chair of the Safer Leicester Partnership');
    expect(policy?.appeals).toEqual([]);
  });

  it('of North Yorkshire give eight weeks from the completed form to the action plan', () => {
    const policy = northYorkshire.policyVersions[0]?.policy;
    // Monday 2 March 2026 and 56 days: 29 to the end of March, 27 in April.
    const clocks = startClocks(
      policy ?? { timescales: [] },
      happening('application_completed', '2026-03-02'),
      holidays,
    );
    expect(clocks.map((clock) => [clock.stepId, clock.dueOn.toString()])).toEqual([
      ['whole-process', '2026-04-27'],
    ]);
    expect(policy?.applicants).toMatchObject({ thirdParties: true, severalVictims: true });
    expect(policy?.appeals[0]?.to).toBe('north-yorkshire-policing-body');
  });
});

describe('the bank holidays', () => {
  it('are known from 2015 through 2028, the extra ones too', () => {
    expect([holidays.from.toString(), holidays.through.toString()]).toEqual(['2015-01-01', '2028-12-31']);
    const inYear = (year: number) =>
      [...holidays.dates.keys()].filter((date) => date.startsWith(String(year))).length;
    // Eight a year; ten in 2022 (jubilee, state funeral), nine in 2023 (coronation).
    const years = Array.from({ length: 14 }, (_, n) => 2015 + n);
    expect(years.map(inYear)).toEqual([8, 8, 8, 8, 8, 8, 8, 10, 9, 8, 8, 8, 8, 8]);
  });

  it('put the working day after Christmas Eve 2027 on Wednesday 29 December', () => {
    // Friday 24; 25 and 26 a weekend; 27 and 28 substitute days.
    expect(addWorkingDays(day('2027-12-24'), 1, holidays).toString()).toBe('2027-12-29');
  });
});

describe('what the files leave out, or say otherwise than the Act, is named', () => {
  const found = (tenant: TenantFile) =>
    lintTenant(tenant.policyVersions, tenant).map(({ rule, path }) => `${path} ${rule}`);

  it('for Leicester: dissatisfaction is asked beside three complaints, and there is no appeal', () => {
    expect(found(leicester)).toEqual(
      expect.arrayContaining([
        'policy.yaml: threshold.criteria[2] caveat-on-three-complaints',
        'policy.yaml: appeals no-appeal',
        'partnership.yaml: publishedFigures no-published-figures',
      ]),
    );
    // The page asks that the first complaint was made within a month, as the Act does: that is no finding.
    expect(found(leicester).filter((each) => each.startsWith('policy.yaml: threshold.criteria[1]'))).toEqual(
      [],
    );
  });

  it('for North Yorkshire: recorded reports only, missing steps, teams, and the four figures of the Act', () => {
    expect(found(northYorkshire)).toEqual(
      expect.arrayContaining([
        'policy.yaml: threshold.needs only-recorded-reports',
        'policy.yaml: timescales no-time-for-acknowledgement',
        'policy.yaml: timescales no-time-for-decision',
        'policy.yaml: timescales[0].from time-that-never-begins',
        'policy.yaml: appeals[0].within appeal-without-deadline',
        'policy.yaml: declineGrounds no-ground-for-declining',
        'partnership.yaml: areaTeams district-without-area-team',
      ]),
    );
    const messages = lintTenant(northYorkshire.policyVersions, northYorkshire).map(({ message }) => message);
    expect(messages).toContain('no area team serves Hambleton, Harrogate, Ryedale, Scarborough');
    expect(messages.filter((message) => /^20[0-9/]+ lacks/.test(message))).toHaveLength(5);
    expect(messages).toContain(
      '2016/17 lacks applications, times the threshold was not met, reviews, reviews that resulted in recommendations, ' +
        'which the Act asks for',
    );
  });
});
