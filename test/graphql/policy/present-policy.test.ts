import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parsePolicy } from '#domain/policy/parse-policy.js';
import type { PolicyVersion } from '#domain/policy/policy-version.js';
import { presentPeriods, presentPolicy } from '#graphql/policy/present-policy.js';
import type { PublicPolicy } from '#graphql/policy/public-policy.type.js';
import { presentPartnership } from '#graphql/partnership/present-partnership.js';
import { readTenantFolder } from '#tenancy/read-tenant-folder.js';
import { fullSettings } from '../../isolation/full-settings.js';
import { extraRules, extraStep, neverMet } from '../../isolation/full-rules.js';
import { anyOf, cleanPolicy, THREE } from '../../tenancy/lint/clean-partnership.js';

const EXAMPLES = 'test/tenancy/examples';
const folders = [
  ...readdirSync(EXAMPLES)
    .filter((name) => name !== 'bases')
    .map((name) => join(EXAMPLES, name)),
  'tenants/leicester',
  'tenants/north-yorkshire',
];

function shown(policy: PolicyVersion): PublicPolicy {
  const [period] = presentPeriods([policy]);
  if (!period) throw new Error('One version has one period.');
  return presentPolicy(policy, period);
}

/** Every text of a document that somebody wrote for people: it has a space in it. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return value.includes(' ') ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}

function textsLeftOut(document: unknown, answer: unknown): string[] {
  const answered = textsIn(answer);
  // Settings are told with their names before them.
  return textsIn(document).filter(
    (text) => !answered.some((each) => each === text || each.endsWith(`: ${text}`)),
  );
}

const full = parsePolicy({
  ...JSON.parse(JSON.stringify(cleanPolicy())),
  ...extraRules('Example'),
  threshold: anyOf(
    { ...THREE, related: ['same_problem', 'same_place'], separateDays: true, recordedBy: ['police'] },
    neverMet('Example') as Record<string, unknown>,
  ),
  declineGrounds: [{ id: 'malicious-example', words: 'It is malicious' }],
  timescales: [extraStep('Example')],
  appeals: [{ id: 'appeal-example', words: 'You may appeal', papers: ['the application form'] }],
  panel: {
    words: 'A panel meets',
    welsh: 'Mae panel yn cyfarfod',
    victim: 'invited_for_part',
    victimMinutes: 20,
    atLeastPeople: 5,
    kinds: ['police', 'health'],
    alsoInvited: [{ id: 'youth', words: 'The youth team', welsh: 'Y tîm ieuenctid' }],
    chairedBy: 'the head of service',
    outcomeSignedBy: 'the chief executive',
  },
});

describe('the rules as the public reads them', () => {
  it.each(folders)('leave out no text of the policy of %s', (folder) => {
    for (const { policy } of readTenantFolder(folder).policyVersions)
      expect(textsLeftOut(policy, shown(policy))).toEqual([]);
  });

  it('leave out no text, in English or Welsh, of a policy that says everything', () => {
    expect(textsIn(full).length).toBeGreaterThan(80);
    expect(textsLeftOut(full, shown(full))).toEqual([]);
    // Without its panel a text is missed.
    expect(textsLeftOut(full, { ...shown(full), panel: null })).toContain('Y tîm ieuenctid');
  });

  it('tell the panel, what the victim may expect of it, and who else comes', () => {
    expect(shown(full).panel).toMatchObject({
      words: 'A panel meets',
      welsh: 'Mae panel yn cyfarfod',
      atLeastPeople: 5,
      kinds: ['police', 'health'],
      alsoInvited: [{ id: 'youth', words: 'The youth team', welsh: 'Y tîm ieuenctid' }],
      chairedBy: 'the head of service',
      outcomeSignedBy: 'the chief executive',
      victim: 'invited for part',
      victimMinutes: 20,
    });
  });

  it('tell what exactly a test asks, point by point', () => {
    const [, count] = shown(full).tests;
    expect(count?.settings).toEqual([
      'unit: incidents',
      'at least: 3',
      'category: any',
      'by: anybody',
      'needs: complaint',
      'recorded by: police',
      'window, anchor: per complaint',
      'window, length: 6 months',
      'reported within, length: 1 month',
      'reported within, first day: counts',
      'related: same problem, same place',
      'separate days: yes',
    ]);
    const byId = new Map(shown(full).tests.map((each) => [each.id, each]));
    expect(byId.get('more-example')).toMatchObject({
      question: 'Is there more in Example?',
      settings: ['judged by: panel'],
    });
    expect(byId.get('fewer-example')?.factors.map(({ id }) => id)).toEqual(['harm-example']);
  });

  it('tell how risk is assessed: questions with their weights, answers with their points, bands', () => {
    expect(shown(full).riskMatrix).toMatchObject({
      questions: [{ id: 'often-example', weight: 2, answers: [{ points: 0 }, { points: 20 }] }],
      bands: [
        { id: 'standard', from: 0 },
        { id: 'high', from: 10 },
      ],
    });
  });

  it('tell of a step when it is there, when it is over, and how far it may be extended', () => {
    expect(shown(full).timescales).toMatchObject([
      {
        within: '3 working days',
        from: 'the appeal was received',
        firstDayCounts: true,
        endsWith: 'the appeal was acknowledged',
        onlyIf: 'the panel met',
        unless: 'the application was withdrawn',
        repeats: true,
        appeal: 'appeal-example',
        extensionUpTo: '10 days',
        extensionTimes: 2,
        pausedBy: ['waiting for applicant'],
      },
    ]);
  });

  it('do not tell when staff are warned of a clock', () => {
    expect(JSON.stringify(shown({ ...full, atRiskDays: 59 }))).not.toContain('59,');
    expect(shown({ ...full, atRiskDays: 59 })).toEqual(shown(full));
  });
});

describe('a partnership as the public reads it', () => {
  const document = {
    ...fullSettings('Example', ['the-police']),
    referencePrefix: 'XYZ',
    letters: [{ id: 'x', sentAt: 'declined', subject: 'An internal draft', text: 'An internal draft' }],
    identity: { issuers: [{ issuer: 'https://internal.example', audience: 'the internal audience' }] },
  };
  const answer = presentPartnership({
    slug: 'here',
    name: 'Here',
    words: {
      publicTerm: 'case review',
      explanation: 'You can ask',
      welsh: { publicTerm: 'adolygiad achos', explanation: 'Gallwch ofyn' },
      roles: { agency_officer: { words: 'link officer', welsh: 'swyddog cyswllt' } },
    },
    area: { name: 'Here', districts: [{ name: 'North', predecessors: ['Old North'] }] },
    publishedFigures: null,
    document,
  });

  it('has its words in Welsh, its names of roles, its languages and who answers for personal data', () => {
    expect(answer).toMatchObject({
      welsh: { publicTerm: 'adolygiad achos', explanation: 'Gallwch ofyn' },
      roles: [{ role: 'agency officer', words: 'link officer', welsh: 'swyddog cyswllt' }],
      nation: 'wales',
      languages: ['en', 'cy'],
      privacyNotice: { url: 'https://example.example/privacy', welsh: 'Privacy in Example, in Welsh' },
      rightsRequests: { email: 'rights@example.example' },
      dataComplaints: { email: 'complaints@example.example' },
      retention: [{ records: 'case', keepFor: '72 months' }],
      protectiveMarking: 'Marked by Example',
    });
  });

  it('keeps drafts of letters, how staff sign in and queues to itself', () => {
    const told = JSON.stringify(answer);
    for (const kept of ['An internal draft', 'internal.example', 'the internal audience', 'XYZ'])
      expect(told).not.toContain(kept);
  });

  it('speaks English alone, and in Wales both, where it says nothing of languages', () => {
    const said = (settings: object) =>
      presentPartnership({
        slug: 'here',
        name: 'Here',
        words: { publicTerm: 'case review', explanation: 'You can ask' },
        area: { name: 'Here', districts: [] },
        publishedFigures: null,
        document: settings,
      });
    expect(said({})).toMatchObject({ nation: 'england', languages: ['en'], welsh: null, roles: [] });
    expect(said({ nation: 'wales' }).languages).toEqual(['en', 'cy']);
  });
});
