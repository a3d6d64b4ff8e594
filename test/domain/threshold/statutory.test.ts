import type { Criterion } from '#domain/policy/criterion.js';
import type { PolicyVersion, StatutoryLimb } from '#domain/policy/policy-version.js';
import { evaluateCase } from '#domain/threshold/evaluate-case.js';
import type { IncidentFact, ThresholdFacts } from '#domain/threshold/facts.js';
import { caseFindingInWords } from '#domain/threshold/finding-in-words.js';
import type { Verdict } from '#domain/threshold/finding.js';
import { COUNCIL, factsOf, incident, report, reportBy, THREE_INCIDENTS } from './threshold-facts.js';

const RECEIVED = '2026-07-10';
const DISSATISFIED: Criterion = {
  test: 'condition',
  id: 'dissatisfied',
  words: 'The applicant is dissatisfied',
  condition: 'dissatisfied_with_response',
};
const LOCAL: Criterion = {
  test: 'all_of',
  id: 'threshold',
  words: 'Three incidents and dissatisfaction',
  criteria: [THREE_INCIDENTS, DISSATISFIED],
};

function policy(statutory?: Partial<StatutoryLimb>, threshold = LOCAL): PolicyVersion {
  return {
    threshold,
    ...(statutory ? { statutory: { words: 'Qualifying complaints', ...statutory } } : {}),
    timescales: [],
    declineGrounds: [],
    applicants: { words: 'Anybody', thirdParties: true, severalVictims: true },
    appeals: [],
  };
}

/** One confirmed incident for each day, complained of by the victim on the other day. */
function complaints(...days: readonly (readonly [incident: string, complaint: string])[]): IncidentFact[] {
  return days.map(([on, made], n) => incident(`i${String(n)}`, on, [report(`c${String(n)}`, made)]));
}

const facts = (incidents: readonly IncidentFact[], changes: Partial<ThresholdFacts> = {}) =>
  factsOf(RECEIVED, incidents, changes);

const statutory = (incidents: readonly IncidentFact[], limb?: Partial<StatutoryLimb>) =>
  evaluateCase(policy(limb), facts(incidents)).statutory;

const GOOD = [
  ['2026-05-01', '2026-05-02'],
  ['2026-05-11', '2026-05-12'],
] as const;

describe('the mandatory limb of the Act', () => {
  it.each<[string, string, string, Verdict]>([
    // An application of 10 July is within six months beginning with 11 January (to 10 July), not 10 January (to 9 July).
    ['six months old, the first day counting', '2026-01-11', '2026-01-11', 'met'],
    ['a day older', '2026-01-10', '2026-01-10', 'not_met'],
    // A month beginning with 12 May ends with 11 June.
    ['made on the last day of its month', '2026-05-12', '2026-06-11', 'met'],
    ['made a day later than that', '2026-05-12', '2026-06-12', 'not_met'],
    // Within both, although the incident itself is older than six months: 20 December to 19 January.
    ['young enough about an older incident', '2025-12-20', '2026-01-15', 'met'],
  ])('with a third complaint %s: %s', (_what, on, made, verdict) => {
    expect(statutory(complaints(...GOOD, [on, made])).verdict).toBe(verdict);
  });

  it('counts one of several complaints by one person about one incident, unless the procedures count each', () => {
    const one = incident('a', '2026-05-01', [
      report('c1', '2026-05-02'),
      report('c2', '2026-05-03', { agencyKind: 'council' }),
      report('c3', '2026-05-04'),
    ]);
    expect(statutory([one])).toMatchObject({ verdict: 'not_met', countedAtLeast: 1, needed: 3 });
    expect(statutory([one], { severalByOnePerson: 'each' }).verdict).toBe('met');
  });

  it('counts the complaints of several people about one incident', () => {
    const one = incident('a', '2026-05-01', [
      reportBy('p', 'c1', '2026-05-02'),
      reportBy('q', 'c2', '2026-05-02'),
      reportBy('r', 'c3', '2026-05-02'),
    ]);
    expect(statutory([one]).verdict).toBe('met');
  });

  it('takes the smaller number of the procedures, with their words', () => {
    const two = statutory(complaints(...GOOD), {
      qualifyingComplaints: 2,
      words: 'Two of them',
      welsh: 'Dwy',
    });
    expect(two).toMatchObject({ verdict: 'met', words: 'Two of them', welsh: 'Dwy', needed: 2 });
    expect(two.source).toBe('Anti-social Behaviour, Crime and Policing Act 2014, section 104(4)');
  });
});

describe('a finding on a case', () => {
  const three = complaints(...GOOD, ['2026-05-21', '2026-05-22']);

  it.each<[string, Verdict, Verdict, ThresholdFacts, string[]]>([
    ['both are met', 'met', 'met', facts(three), []],
    ['both fail', 'not_met', 'not_met', facts([]), []],
    [
      'only the Act is met',
      'not_met',
      'met',
      facts(three, { dissatisfiedWithResponse: false }),
      ['meets_act_fails_local'],
    ],
    [
      'the Act is open and the local threshold fails',
      'not_met',
      'needs_judgement',
      facts(complaints(...GOOD), { dissatisfiedWithResponse: false, awaiting: [COUNCIL] }),
      ['act_open_local_not_met'],
    ],
    [
      'the local threshold is open',
      'needs_judgement',
      'met',
      facts(three, { dissatisfiedWithResponse: null }),
      [],
    ],
  ])('where %s: %s and %s', (_what, local, act, given, flags) => {
    const finding = evaluateCase(policy(), given);
    expect([finding.verdict, finding.local.verdict, finding.statutory.verdict]).toEqual([local, local, act]);
    expect(finding.flags.map((each) => each.kind)).toEqual(flags);
  });

  it('says for information that a wider local threshold is met without the Act', () => {
    const wide = evaluateCase(policy(undefined, DISSATISFIED), facts([]));
    expect([wide.verdict, ...wide.flags.map((each) => each.kind)]).toEqual(['met', 'fails_act_meets_local']);
  });

  it('names the local tests that fail, below those that only combine others, and the section', () => {
    const finding = evaluateCase(policy(), facts(three, { dissatisfiedWithResponse: false }));
    expect(finding.flags).toEqual([
      {
        kind: 'meets_act_fails_local',
        sentence:
          'The qualifying complaints of the Act are reached, and the Act then asks for a review; ' +
          'yet the local threshold is not met because of "The applicant is dissatisfied" (dissatisfied).',
        source: 'Anti-social Behaviour, Crime and Policing Act 2014, section 104(4)',
      },
    ]);
  });

  it('reads as text: the local threshold, the Act, and what is to be looked at', () => {
    const words = caseFindingInWords(
      evaluateCase(policy(), facts(three, { dissatisfiedWithResponse: false })),
    ).split('\n');
    expect(words[0]).toBe('The local threshold');
    expect(words[1]).toBe('  NOT MET: Three incidents and dissatisfaction');
    const act = words.indexOf('The mandatory limb of the Act');
    expect(words[act + 1]).toBe('  MET: At least 3 qualifying complaints as the Act defines them');
    expect(words.indexOf('To be looked at')).toBeGreaterThan(act);
    expect(words.at(-1)).toBe(
      '    source: Anti-social Behaviour, Crime and Policing Act 2014, section 104(4)',
    );
  });

  it('is plain JSON', () => {
    const finding = evaluateCase(policy(), facts(three, { awaiting: [COUNCIL] }));
    expect(JSON.parse(JSON.stringify(finding))).toEqual(finding);
  });
});
