import type { PolicyVersion } from '#domain/policy/policy-version.js';
import type { CaseMoment } from '#domain/policy/timescales.js';
import { districtNamesOf, type FiguresRow, type TenantFile } from './tenant-file.js';

/** Something that the law or a reader would expect of a partnership and that its files do not say. */
export interface LintFinding {
  /** Where it would stand: `policy.yaml: appeal`. */
  readonly path: string;
  readonly message: string;
}

/** Names what is missing. Nothing of it stops a partnership from working, and nothing of it may be invented. */
export function lintTenant(tenant: TenantFile): LintFinding[] {
  return [
    ...tenant.policyVersions.flatMap(({ file, policy }) =>
      lintPolicy(policy, tenant).map((each) => ({ ...each, path: `${file}: ${each.path}` })),
    ),
    ...[...lintAgencies(tenant), ...lintAreaTeams(tenant), ...lintFigures(tenant)].map((each) => ({
      ...each,
      path: `partnership.yaml: ${each.path}`,
    })),
  ];
}

const EXPECTED_STEPS: readonly (readonly [CaseMoment, string])[] = [
  ['acknowledged', 'no step says by when an application is acknowledged'],
  ['threshold_decided', 'no step says by when the applicant is told whether the threshold is met'],
];

function lintPolicy(policy: PolicyVersion, tenant: TenantFile): LintFinding[] {
  const ends = new Set(policy.timescales.flatMap((step) => step.endsWith));
  const missingSteps = EXPECTED_STEPS.filter(([ending]) => !ends.has(ending));
  const completes = ends.has('review_completed') || ends.has('action_plan_agreed');
  return [
    ...missingSteps.map(([, message]) => ({ path: 'timescales', message })),
    ...(completes ? [] : [{ path: 'timescales', message: 'no step says by when a review is complete' }]),
    ...lintAppeal(policy, tenant),
    ...(policy.declineGrounds.length > 0
      ? []
      : [{ path: 'declineGrounds', message: 'no ground is given, so that no application can be declined' }]),
    ...(policy.outcome
      ? []
      : [{ path: 'outcome', message: 'it is not said who writes to the applicant with the outcome' }]),
    ...(policy.source === undefined
      ? [{ path: 'source', message: 'it is not said where the policy is published' }]
      : []),
  ];
}

function lintAppeal({ appeals }: PolicyVersion, tenant: TenantFile): LintFinding[] {
  const [appeal] = appeals;
  if (!appeal) {
    return [
      {
        path: 'appeals',
        message:
          'no appeal is given, though Schedule 4 of the Act asks what happens when an applicant is dissatisfied with the ' +
          'handling of the application or with the review',
      },
    ];
  }
  if (appeal.to !== undefined) return [];
  const holders = tenant.agencies
    .filter((agency) => agency.roles.includes('appeal'))
    .map((agency) => agency.slug);
  return [
    {
      path: 'appeals[0].to',
      message: `it is not said to whom to appeal (role of appeal: ${holders.join(', ') || 'nobody'})`,
    },
  ];
}

function lintAgencies(tenant: TenantFile): LintFinding[] {
  const has = (kind: string) => tenant.agencies.some((agency) => agency.kind === kind);
  return ['police', 'council', 'health', 'housing_provider', 'policing_body']
    .filter((kind) => !has(kind))
    .map((kind) => ({ path: 'agencies', message: `no agency is of kind ${kind}` }));
}

function lintAreaTeams(tenant: TenantFile): LintFinding[] {
  if (tenant.areaTeams.length === 0) return [];
  const served = new Set(tenant.areaTeams.flatMap((team) => team.districts));
  const whole = tenant.area.districts.filter((district) => served.has(district.name));
  const covered = new Set([...served, ...whole.flatMap((district) => district.predecessors)]);
  const parents = tenant.area.districts
    .filter((district) => district.predecessors.length > 0)
    .map((each) => each.name);
  const left = districtNamesOf(tenant.area).filter((name) => !covered.has(name) && !parents.includes(name));
  return left.length === 0 ? [] : [{ path: 'areaTeams', message: `no area team serves ${left.join(', ')}` }];
}

const STATUTORY: readonly (readonly [keyof FiguresRow, string])[] = [
  ['applications', 'applications'],
  ['thresholdNotMet', 'times the threshold was not met'],
  ['reviews', 'reviews'],
  ['reviewsWithRecommendations', 'reviews that resulted in recommendations'],
];

function lintFigures({ publishedFigures }: TenantFile): LintFinding[] {
  if (!publishedFigures) {
    return [
      {
        path: 'publishedFigures',
        message: 'no figures of past periods are given; section 104(9) asks for four a period',
      },
    ];
  }
  return publishedFigures.rows.flatMap((row, index) => {
    const missing = STATUTORY.filter(([key]) => row[key] === undefined).map(([, words]) => words);
    if (missing.length === 0) return [];
    const message = `${row.period} lacks ${missing.join(', ')}, which section 104(9) asks for`;
    return [{ path: `publishedFigures.rows[${String(index)}]`, message }];
  });
}
