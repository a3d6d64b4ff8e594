import type { TenantCase } from '#tenancy/cases/read-cases.js';
import { readCases } from '#tenancy/cases/read-cases.js';

const AGENCIES = [
  { slug: 'north-police', name: 'North Police', kind: 'police' },
  { slug: 'north-council', name: 'North Council', kind: 'council' },
  { slug: 'homes', name: 'Homes', kind: 'housing_provider' },
  { slug: 'dwellings', name: 'Dwellings', kind: 'housing_provider' },
] as const;

const read = (text: string) => readCases({ name: 'cases.yaml', text }, AGENCIES);

function one(body: string): TenantCase {
  const [only] = read(`cases:\n  - id: only\n    received: 2026-07-10\n${indented(body)}`);
  if (!only) throw new Error('expected a case');
  return only;
}

function indented(body: string): string {
  return body
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n');
}

const complaintsOf = (each: TenantCase) => each.facts.incidents.flatMap(({ complaints }) => complaints);

describe('a file of cases', () => {
  it('asks for no more than an id and the day received', () => {
    const { facts, course, now } = one('');
    expect(facts).toMatchObject({ incidents: [], dissatisfiedWithResponse: null, awaiting: [] });
    expect(facts.receivedOn.toString()).toBe('2026-07-10');
    expect(course.moments.map(({ moment }) => moment)).toEqual(['application_received']);
    // A day alone stands for its noon, 11:00 in UTC while summer time lasts.
    expect(now.toString()).toBe('2026-07-10T11:00:00Z');
  });

  it('takes a local time of receipt, and JSON', () => {
    const [late] = read('{"cases": [{"id": "late", "received": "2026-12-24T17:31", "dissatisfied": true}]}');
    // Winter: local time is that of UTC.
    expect(late?.now.toString()).toBe('2026-12-24T17:31:00Z');
    expect(late?.facts.dissatisfiedWithResponse).toBe(true);
  });

  it('takes a complaint for each person and each agency of the short form', () => {
    const [incident] = one(
      'incidents: [{ on: 2026-06-01, reportedTo: [police, homes], reportedBy: [victim, ann], reportedAfterDays: 2 }]',
    ).facts.incidents;
    expect(incident?.id).toBe('incident-1');
    expect(
      incident?.complaints.map(({ personId, byVictim, agencyId, agencyKind, madeOn }) => [
        personId,
        byVictim,
        agencyId,
        agencyKind,
        madeOn?.toString(),
      ]),
    ).toEqual([
      ['victim', true, 'north-police', 'police', '2026-06-03'],
      ['victim', true, 'homes', 'housing_provider', '2026-06-03'],
      ['ann', false, 'north-police', 'police', '2026-06-03'],
      ['ann', false, 'homes', 'housing_provider', '2026-06-03'],
    ]);
  });

  it('takes several days as so many incidents, each reported on its own day unless told', () => {
    const { incidents } = one(
      'incidents: [{ id: a, on: [2026-06-01, 2026-06-08], reportedTo: police }]',
    ).facts;
    expect(incidents.map(({ id }) => id)).toEqual(['a-1', 'a-2']);
    expect(incidents.map(({ complaints }) => complaints[0]?.madeOn?.toString())).toEqual([
      '2026-06-01',
      '2026-06-08',
    ]);
  });

  it('lets an incident say otherwise than each does', () => {
    const { incidents } = one(
      [
        'eachIncident: { reportedTo: police, reportedAfterDays: 1, causedHarassment: yes }',
        'incidents:',
        '  - { id: a, on: 2026-06-01 }',
        '  - { id: b, on: 2026-06-01, reportedOn: 2026-06-20, causedHarassment: no }',
        '  - { id: c, on: 2026-06-01, reportedTo: council, causedHarassment: unknown }',
      ].join('\n'),
    ).facts;
    expect(
      incidents.map(({ complaints: [made], caused }) => [
        made?.agencyKind,
        made?.madeOn?.toString(),
        caused.harassmentAlarmOrDistress,
      ]),
    ).toEqual([
      ['police', '2026-06-02', true],
      ['police', '2026-06-20', false],
      ['council', '2026-06-02', null],
    ]);
  });

  it('knows each victim, of whom the first may be called so, another, somebody else, and nobody', () => {
    const each = one(
      'victims: [ann, ben]\nincidents: [{ on: 2026-06-01, reportedTo: police, reportedBy: [victim, ben, cat, somebody_else, unknown] }]',
    );
    expect(complaintsOf(each).map(({ personId, byVictim }) => [personId, byVictim])).toEqual([
      ['ann', true],
      ['ben', true],
      ['cat', false],
      [null, false],
      [null, null],
    ]);
  });

  it('gives people the household that the case or the complaint says', () => {
    const each = one(
      [
        'households: { 4: [ann, ben] }',
        'incidents:',
        '  - on: 2026-06-01',
        '    complaints:',
        '      - { to: police, by: ann }',
        '      - { to: police, by: ben, household: 6 }',
        '      - { to: police }',
      ].join('\n'),
    );
    expect(complaintsOf(each).map(({ householdId }) => householdId)).toEqual(['4', '6', undefined]);
  });

  it.each([
    ['no', { hatePerceived: false, hateRecorded: false }],
    ['yes', { hatePerceived: true, hateRecorded: false }],
    ['perceived', { hatePerceived: true, hateRecorded: false }],
    ['recorded', { hatePerceived: false, hateRecorded: true }],
    ['both', { hatePerceived: true, hateRecorded: true }],
    [
      '{ perceived: yes, recorded: unknown, by: applicant }',
      { hatePerceived: true, hateRecorded: null, hatePerceivedBy: 'applicant' },
    ],
  ])('reads hate: %s', (hate, expected) => {
    expect(one(`incidents: [{ on: 2026-06-01, hate: ${hate} }]`).facts.incidents[0]).toMatchObject(expected);
  });

  it('reads when a complaint was recorded, if at all, and days that nobody knows', () => {
    const each = one(
      [
        'incidents:',
        '  - on: 2026-06-01',
        '    complaints:',
        '      - { to: police }',
        '      - { to: police, recorded: no }',
        '      - { to: unknown, recorded: 2026-06-05, on: unknown, evidence: yes }',
      ].join('\n'),
    );
    expect(complaintsOf(each).map((made) => [made.formallyRecorded, made.recordedOn?.toString()])).toEqual([
      [true, undefined],
      [false, undefined],
      [true, '2026-06-05'],
    ]);
    expect(complaintsOf(each)[2]).toMatchObject({ basis: 'evidence', madeOn: null });
    expect(complaintsOf(each)[2]).not.toHaveProperty('agencyKind');
  });

  it('tells an agency by its kind where there is one of it, and keeps apart what may be either of two', () => {
    const each = one(
      'incidents: [{ on: 2026-06-01, reportedTo: [council, housing_provider] }]\nawaiting: [{ agency: council, due: 2026-07-20 }]',
    );
    expect(complaintsOf(each).map(({ agencyId }) => agencyId)).toEqual(['north-council', 'housing_provider']);
    expect(each.facts.awaiting[0]).toMatchObject({
      agencyId: 'north-council',
      agencyName: 'North Council',
      agencyKind: 'council',
    });
    expect(each.facts.awaiting[0]?.dueOn?.toString()).toBe('2026-07-20');
  });

  it('takes agencies that the file itself names', () => {
    const [only] = read(
      'agencies: { tenants-union: other }\ncases: [{ id: a, received: 2026-07-10, incidents: [{ on: 2026-06-01, reportedTo: tenants-union }] }]',
    );
    expect(only && complaintsOf(only)[0]).toMatchObject({ agencyId: 'tenants-union', agencyKind: 'other' });
  });

  it('takes answers and risk in short and in full', () => {
    const short = one('answers: { problem_persists: yes }\nrisk: high').facts;
    expect(
      short.judgements?.map(({ question, answer, by, on }) => [question, answer, by, on.toString()]),
    ).toEqual([['problem_persists', true, 'coordinator', '2026-07-10']]);
    expect(short.risk?.map(({ band, on }) => [band, on.toString()])).toEqual([['high', '2026-07-10']]);
    const full = one(
      [
        'incidents: [{ id: a, on: [2026-06-01, 2026-06-02] }]',
        'judgements: [{ question: same_problem, incidents: [a-1, a-2], answer: no, by: panel, on: 2026-07-01, why: Two streets }]',
        'risk: [{ band: low, on: 2026-06-01, by: officer, points: 3 }]',
      ].join('\n'),
    ).facts;
    expect(full.judgements?.[0]).toMatchObject({
      incidentIds: ['a-1', 'a-2'],
      answer: false,
      by: 'panel',
      why: 'Two streets',
    });
    expect(full.risk?.[0]).toMatchObject({ band: 'low', points: 3, by: 'officer' });
  });

  it('takes who suffered an incident, and whether it is a crime', () => {
    const { incidents } = one(
      [
        'victims: [vic]',
        'eachIncident: { affected: [victim, ann, 4, vic] }',
        'incidents:',
        '  - { id: a, on: 2026-06-01, crime: yes }',
        '  - { id: b, on: 2026-06-02, crime: unknown, affected: ann }',
        '  - { id: c, on: 2026-06-03, crime: no }',
      ].join('\n'),
    ).facts;
    expect(incidents.map(({ affected, crime }) => [affected, crime])).toEqual([
      [['vic', 'ann', '4'], true],
      [['ann'], null],
      [['vic', 'ann', '4'], false],
    ]);
    expect(Object.keys(one('incidents: [{ on: 2026-06-01 }]').facts.incidents[0] ?? {})).not.toContain(
      'affected',
    );
  });

  it('never looks at the clocks before the application was received', () => {
    expect(one('today: 2026-07-01').now.toString()).toBe('2026-07-10T11:00:00Z');
    expect(one('today: 2026-07-20T09:00').now.toString()).toBe('2026-07-20T08:00:00Z');
  });
});
