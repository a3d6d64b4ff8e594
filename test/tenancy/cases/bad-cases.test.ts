import { readCases } from '#tenancy/cases/read-cases.js';
import { TenantFileError } from '#tenancy/tenant-file-error.js';

const COUNCIL = [{ slug: 'north-council', name: 'North Council', kind: 'council' }] as const;

/** What is said of a file: `line: path: message` of each problem. */
function saidOf(text: string): string[] {
  try {
    readCases({ name: 'cases.yaml', text }, COUNCIL);
  } catch (error) {
    if (!(error instanceof TenantFileError)) throw error;
    return error.message.split('\n').map((line) => line.replace('cases.yaml:', ''));
  }
  return [];
}

/** A case that is sound but for its last lines, which begin on line 4. */
const withLines = (...lines: string[]) =>
  saidOf(
    ['cases:', '  - id: only', '    received: 2026-07-10', ...lines.map((line) => `    ${line}`)].join('\n'),
  );

const KINDS = 'police, council, housing_provider, health, policing_body, other';

describe('a file of cases that cannot be used', () => {
  it('is sound before anything is wrong with it', () => {
    expect(withLines('dissatisfied: yes')).toEqual([]);
  });

  it.each<{ wrong: string[]; says: string }>([
    {
      wrong: ['recieved: 2026-07-10'],
      says: '4: cases[0].recieved: expected no such key, got recieved; did you mean received?',
    },
    {
      wrong: ['dissatisfied: maybe'],
      says: '4: cases[0].dissatisfied: expected yes, no or unknown, got "maybe"',
    },
    {
      wrong: ['today: 2026-02-30'],
      says: '4: cases[0].today: expected a day such as 2026-07-10 or a local time such as 2026-07-10T17:31, got "2026-02-30"',
    },
    {
      wrong: ['today: tomorrow'],
      says: '4: cases[0].today: expected a day such as 2026-07-10 or a local time such as 2026-07-10T17:31, got "tomorrow"',
    },
    {
      wrong: ['incidents:', '  - { reportedTo: council }'],
      says: '5: cases[0].incidents[0].on: expected a day such as 2026-07-10, or a list of days, got nothing',
    },
    {
      wrong: ['incidents:', '  - on: 2026-06-01', '    reportedTo: counsel'],
      says: `6: cases[0].incidents[0].reportedTo: expected a kind of agency (${KINDS}), an agency (north-council) or unknown, got counsel`,
    },
    {
      wrong: ['incidents:', '  - on: 2026-06-01', '    complaints:', '      - { to: [council, nobody] }'],
      says: `7: cases[0].incidents[0].complaints[0].to: expected a kind of agency (${KINDS}), an agency (north-council) or unknown, got nobody`,
    },
    {
      wrong: ['awaiting: the-mayor'],
      says: `4: cases[0].awaiting: expected a kind of agency (${KINDS}), an agency (north-council) or unknown, got the-mayor`,
    },
    {
      wrong: ['incidents:', '  - { id: a, on: 2026-06-01 }', '  - { id: a, on: 2026-06-02 }'],
      says: '6: cases[0].incidents[1].id: expected an id of its own, got a a second time',
    },
    {
      wrong: [
        'incidents:',
        '  - { on: 2026-06-01, reportedTo: council, reportedOn: 2026-06-02, reportedAfterDays: 1 }',
      ],
      says: '5: cases[0].incidents[0].reportedAfterDays: expected reportedOn or this, got both',
    },
    {
      wrong: ['incidents:', '  - { on: 2026-06-01, reportedOn: 2026-06-02 }'],
      says: '5: cases[0].incidents[0].reportedOn: expected reportedTo beside reportedOn, got reportedOn alone',
    },
    {
      wrong: [
        'incidents: [{ id: a, on: 2026-06-01 }]',
        'judgements: [{ question: same_problem, incidents: [b], answer: yes }]',
      ],
      says: '5: cases[0].judgements[0].incidents[0]: expected an incident of the case (a), got b',
    },
    {
      wrong: ['incidents: [{ on: 2026-06-01, affected: [ann, somebody_else] }]'],
      says: '4: cases[0].incidents[0].affected[1]: expected a label of a person, so that people can be told apart, got "somebody_else"',
    },
    {
      wrong: ['incidents:', '  - { on: 2026-06-01, crime: perhaps }'],
      says: '5: cases[0].incidents[0].crime: expected yes, no or unknown, got "perhaps"',
    },
    {
      wrong: ['incidents: [{ on: 2026-06-01, reportedTo: police, council }]'],
      says: '4: cases[0].incidents[0].council: expected words that hold a comma to stand in quotes, and several values in [ ], got what follows a comma as a key: council',
    },
    {
      wrong: ['expect: { due: { review: never } }'],
      says: '4: cases[0].expect.due.review: expected a day such as 2026-07-10, none, or a list of days, got "never"',
    },
    {
      wrong: ['moments: [{ moment: application_received, at: 2026-07-10 }]'],
      says: '4: cases[0].moments[0].moment: expected a later moment, since received says this one, got application_received',
    },
    {
      wrong: ['pauses: [{ reason: waiting_for_applicant, from: 2026-07-20, through: 2026-07-19 }]'],
      says: '4: cases[0].pauses[0].through: expected a day on or after the first of the pause, got an earlier one',
    },
    {
      wrong: ['expect: { verdict: met, tests: { route: perhaps } }'],
      says: '4: cases[0].expect.tests.route: expected met, not_met, needs_judgement, or { verdict, counted, countedIds, notCounted } of whole numbers and lists, got "perhaps"',
    },
  ])('says where, what was expected and what it got: $says', ({ wrong, says }) => {
    expect(withLines(...wrong)).toEqual([says]);
  });

  it('says that two cases have one id', () => {
    expect(
      saidOf('cases:\n  - { id: a, received: 2026-07-10 }\n  - { id: a, received: 2026-07-11 }'),
    ).toEqual(['3: cases[1].id: expected an id of its own, got a a second time']);
  });

  it('says that it is no YAML, or no file', () => {
    expect(saidOf('cases: [')[0]).toMatch(/^1: \(document\): expected a \] that closes what was opened /);
    expect(() => readCases({ file: '/nowhere/cases.yaml' }, [])).toThrow(
      '/nowhere/cases.yaml:1: (document): expected a readable file, got none',
    );
  });
});
