import { healthBodyOf } from '#domain/partnership/nation.js';
import { ombudsmenFor } from '#domain/partnership/ombudsman.js';
import { agencyKindInWords, type AgencyKind } from '#domain/policy/agency-kind.js';
import { districtNamesOf, type PartnershipFile } from '../tenant-file.js';
import { RESTS, type LintFinding, type Severity } from './finding.js';

/** Whether the partnership says who it is, how it is reached, and what it does with what it is told. */
export function lintPartnership(file: PartnershipFile): LintFinding[] {
  return [
    ...lintReach(file),
    ...lintAgencies(file),
    ...lintComplaints(file),
    ...lintAreaTeams(file),
    ...lintData(file),
  ];
}

/** The guidance asks for several ways; fewer than three are seldom enough for everybody. */
const FEWEST_WAYS = 3;

function lintReach({ contact, waysToApply = [] }: PartnershipFile): LintFinding[] {
  const ways = waysToApply.map(({ way }) => way);
  const isOnlineOnly = ways.length > 0 && ways.every((way) => way === 'online' || way === 'email');
  return [
    ...when(!contact, 'no-contact', {
      severity: 'must',
      path: 'contact',
      message: 'no single point of contact is given',
      rests: RESTS.contact,
    }),
    ...when(ways.length < FEWEST_WAYS, 'few-ways-to-apply', {
      severity: 'should',
      path: 'waysToApply',
      message: `${ways.length === 0 ? 'no way' : `only ${ways.join(' and ')}`} to apply is given; several are asked for`,
      rests: RESTS.guidance,
    }),
    ...when(isOnlineOnly, 'no-way-without-internet', {
      severity: 'should',
      path: 'waysToApply',
      message: 'nobody can apply without the internet',
      rests: RESTS.guidance,
    }),
  ];
}

const EXPECTED: readonly (readonly [AgencyKind, Severity])[] = [
  ['police', 'must'],
  ['council', 'must'],
  ['health', 'must'],
  ['housing_provider', 'should'],
  ['policing_body', 'should'],
];

function lintAgencies({ agencies, nation = 'england' }: PartnershipFile): LintFinding[] {
  const other = nation === 'england' ? 'wales' : 'england';
  return [
    ...EXPECTED.flatMap(([kind, severity]) =>
      when(!agencies.some((agency) => agency.kind === kind), 'no-agency-of-kind', {
        severity,
        path: 'agencies',
        message: `no agency is of kind ${kind}`,
        rests: RESTS.relevantBodies,
      }),
    ),
    ...agencies.flatMap(({ kind, name }, index) =>
      when(
        kind === 'health' && name.toLowerCase().includes(healthBodyOf(other).toLowerCase()),
        'health-body-of-another-nation',
        {
          severity: 'must',
          path: `agencies[${String(index)}].name`,
          message: `the relevant body for health here is a ${healthBodyOf(nation)}`,
          rests: RESTS.relevantBodies,
        },
      ),
    ),
  ];
}

function lintComplaints({ agencies, nation = 'england', ombudsmen }: PartnershipFile): LintFinding[] {
  return agencies.flatMap(({ complaints, kind, slug }, index) => {
    const names = ombudsmenFor(kind, nation, ombudsmen).map(({ name }) => name);
    const after =
      names.length === 0 ? '' : `; after it, about ${agencyKindInWords(kind)}: ${names.join(', ')}`;
    return when(!complaints && kind !== 'policing_body', 'no-route-for-complaints', {
      severity: 'note',
      path: `agencies[${String(index)}].complaints`,
      message: `it is not said how to complain about ${slug}${after}`,
      rests: RESTS.schedule4,
    });
  });
}

function lintAreaTeams({ areaTeams, area }: PartnershipFile): LintFinding[] {
  if (areaTeams.length === 0 || areaTeams.some((team) => team.postcodes)) return [];
  const served = new Set(areaTeams.flatMap((team) => team.districts));
  const whole = area.districts.filter((district) => served.has(district.name));
  const covered = new Set([...served, ...whole.flatMap((district) => district.predecessors)]);
  const parents = area.districts
    .filter(({ predecessors }) => predecessors.length > 0)
    .map(({ name }) => name);
  const left = districtNamesOf(area).filter((name) => !covered.has(name) && !parents.includes(name));
  return when(left.length > 0, 'district-without-area-team', {
    severity: 'note',
    path: 'areaTeams',
    message: `no area team serves ${left.join(', ')}`,
    rests: RESTS.practice,
  });
}

function lintData({
  privacyNotice,
  rightsRequests,
  dataComplaints,
  retention,
}: PartnershipFile): LintFinding[] {
  return [
    ...when(!privacyNotice, 'no-privacy-notice', {
      severity: 'should',
      path: 'privacyNotice',
      message: 'it is not said what happens to personal data',
      rests: `${RESTS.dataProtection}, Article 13`,
    }),
    ...when(!rightsRequests, 'no-contact-for-rights', {
      severity: 'should',
      path: 'rightsRequests',
      message: 'it is not said who answers when somebody asks for the data held about them',
      rests: `${RESTS.dataProtection}, Article 12`,
    }),
    ...when(!dataComplaints, 'no-contact-for-data-complaints', {
      severity: 'must',
      path: 'dataComplaints',
      message: 'it is not said how to complain about the use of personal data, asked for since 19 June 2026',
      rests: RESTS.dataComplaints,
    }),
    ...when(!retention, 'no-retention', {
      severity: 'should',
      path: 'retention',
      message: 'it is not said how long records are kept',
      rests: `${RESTS.dataProtection}, Article 5(1)(e)`,
    }),
  ];
}

function when(isSo: boolean, rule: string, found: Omit<LintFinding, 'rule'>): LintFinding[] {
  return isSo ? [{ rule, ...found }] : [];
}
