import { lintTenant } from '#tenancy/lint-tenant.js';
import type { PartnershipFile } from '#tenancy/tenant-file.js';
import { AGENCIES, cleanPartnership, cleanPolicy } from './clean-partnership.js';

type Json = Record<string, unknown>;

const found = (partnership: PartnershipFile) =>
  lintTenant([], partnership).map(
    ({ rule, severity, path }) => `${severity} ${path.replace('partnership.yaml: ', '')} ${rule}`,
  );

const way = (each: string) => ({ way: each, words: each });
const without = (kind: string) => AGENCIES.filter((agency) => agency.kind !== kind);

describe('a partnership that says everything', () => {
  it('has no finding', () => {
    expect(found(cleanPartnership())).toEqual([]);
  });

  it('has none where area teams serve every district, or postcodes', () => {
    const team = { slug: 'all', name: 'All' };
    for (const served of [{ districts: ['North', 'South'] }, { postcodes: ['YO8', 'YO8 4'] }])
      expect(found(cleanPartnership({ areaTeams: [{ ...team, ...served }] }))).toEqual([]);
  });

  it.each<[string, Json, string]>([
    ['no contact', { contact: undefined }, 'must contact no-contact'],
    ['no way to apply', { waysToApply: undefined }, 'should waysToApply few-ways-to-apply'],
    [
      'two ways to apply',
      { waysToApply: [way('phone'), way('letter')] },
      'should waysToApply few-ways-to-apply',
    ],
    ['no police', { agencies: without('police') }, 'must agencies no-agency-of-kind'],
    ['no health body', { agencies: without('health') }, 'must agencies no-agency-of-kind'],
    ['no social landlord', { agencies: without('housing_provider') }, 'should agencies no-agency-of-kind'],
    [
      'no way to complain about an agency',
      { agencies: [...without('police'), { slug: 'police', name: 'Police', kind: 'police' }] },
      'note agencies[4].complaints no-route-for-complaints',
    ],
    [
      'a district that no team serves',
      { areaTeams: [{ slug: 'n', name: 'N', districts: ['North'] }] },
      'note areaTeams district-without-area-team',
    ],
    ['no privacy notice', { privacyNotice: undefined }, 'should privacyNotice no-privacy-notice'],
    ['nobody for requests', { rightsRequests: undefined }, 'should rightsRequests no-contact-for-rights'],
    [
      'nobody for complaints',
      { dataComplaints: undefined },
      'must dataComplaints no-contact-for-data-complaints',
    ],
    ['no time of keeping', { retention: undefined }, 'should retention no-retention'],
    ['no figures', { publishedFigures: undefined }, 'note publishedFigures no-published-figures'],
    [
      'a single figure',
      { publishedFigures: { basis: 'other', measure: 'cases', rows: [{ period: '2025', cases: 3 }] } },
      'note publishedFigures.rows[0] published-figures-missing',
    ],
  ])('has one with %s', (_what, changes, expected) => {
    expect(found(cleanPartnership(changes))).toEqual([expected]);
  });

  it('has two where only the internet leads to it', () => {
    expect(found(cleanPartnership({ waysToApply: [way('online'), way('email')] }))).toEqual([
      'should waysToApply few-ways-to-apply',
      'should waysToApply no-way-without-internet',
    ]);
  });

  it('should say how figures are counted where it prints some, and must where it prints none', () => {
    const policy = cleanPolicy({ figures: undefined });
    const severityOf = (changes: Json) =>
      lintTenant([{ file: 'policy.yaml', digest: '', policy }], cleanPartnership(changes)).find(
        ({ rule }) => rule === 'no-figures',
      )?.severity;
    expect(severityOf({})).toBe('should');
    expect(severityOf({ publishedFigures: undefined })).toBe('must');
  });

  it('is told where a complaint about an agency goes in the end', () => {
    const named = (nation: string) =>
      lintTenant(
        [],
        cleanPartnership({
          nation,
          agencies: AGENCIES.map(({ complaints: _complaints, ...agency }) => agency),
        }),
      )
        .filter(({ rule }) => rule === 'no-route-for-complaints')
        .map(({ message }) => message.split(': ')[1]);
    expect(named('england')).toEqual([
      'Independent Office for Police Conduct',
      'Local Government and Social Care Ombudsman',
      'Parliamentary and Health Service Ombudsman',
      'Housing Ombudsman Service',
    ]);
    expect(named('wales')).toEqual([
      'Independent Office for Police Conduct',
      'Public Services Ombudsman for Wales',
      'Public Services Ombudsman for Wales',
      'Public Services Ombudsman for Wales',
    ]);
  });
});

describe('a partnership in Wales', () => {
  const isWelsh = (path: string) => path.endsWith('no-welsh');

  it('must have Welsh beside every public text', () => {
    const paths = found(cleanPartnership({ nation: 'wales' })).filter(isWelsh);
    expect(paths).toContain('must words no-welsh');
    expect(paths).toContain('must waysToApply[0] no-welsh');
    expect(paths).toContain('must agencies[0].complaints no-welsh');
  });

  it('has no such finding where the Welsh stands there', () => {
    const welsh = { publicTerm: 'adolygiad achos', explanation: 'Gallwch ofyn' };
    const words = { publicTerm: 'case review', explanation: 'You can ask', welsh };
    const paths = found(cleanPartnership({ nation: 'wales', words })).filter(isWelsh);
    expect(paths).not.toContain('must words no-welsh');
  });

  it('must have it in its policy too, whose every told part is named', () => {
    const policy = cleanPolicy();
    const findings = lintTenant(
      [{ file: 'policy.yaml', digest: '', policy }],
      cleanPartnership({ nation: 'wales' }),
    );
    const paths = findings.filter(({ rule }) => rule === 'no-welsh').map(({ path }) => path);
    expect(paths).toContain('policy.yaml: threshold.criteria[0]');
    expect(paths).toContain('policy.yaml: threshold.criteria[1].factors[0]');
    expect(paths).toContain('policy.yaml: appeals[0]');
  });

  it('is named by its own health body', () => {
    const named = (nation: string, name: string) =>
      found(cleanPartnership({ nation, agencies: [...without('health'), { ...AGENCIES[2], name }] })).filter(
        (each) => each.includes('health-body'),
      );
    expect(named('wales', 'NHS Here Integrated Care Board')).toEqual([
      'must agencies[4].name health-body-of-another-nation',
    ]);
    expect(named('england', 'NHS Here Integrated Care Board')).toEqual([]);
    expect(named('wales', 'Here Local Health Board')).toEqual([]);
    expect(named('england', 'Here Local Health Board')).toHaveLength(1);
  });
});
