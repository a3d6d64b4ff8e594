import type { AppliedAfter, AppliedWithin, MarkedDay } from '#domain/policy/criterion.js';
import { evaluate } from '#domain/threshold/evaluate.js';
import type { IncidentFact, ThresholdFacts } from '#domain/threshold/facts.js';
import type { Verdict } from '#domain/threshold/finding.js';
import { complainedOf, COUNCIL, factsOf, incident, report } from './threshold-facts.js';

const RECEIVED = '2026-07-10';
const MONTH = { months: 1 } as const;

function within(of: MarkedDay, changes: Partial<AppliedWithin> = {}): AppliedWithin {
  return { test: 'applied_within', id: 'recent', words: 'Recent', of, length: MONTH, ...changes };
}

function after(of: MarkedDay, changes: Partial<AppliedAfter> = {}): AppliedAfter {
  return {
    test: 'applied_after',
    id: 'waited',
    words: 'A week has passed',
    of,
    length: { weeks: 1 },
    ...changes,
  };
}

function facts(incidents: readonly IncidentFact[], changes: Partial<ThresholdFacts> = {}) {
  return factsOf(RECEIVED, incidents, changes);
}

const unmatched = (id: string, on: string): IncidentFact => ({ ...incident(id, on, []), match: 'unmatched' });
const lost = (id: string, on: string): IncidentFact => ({ ...incident(id, on, []), match: 'not_found' });

describe('an application within a length of a marked day', () => {
  it.each<[string, AppliedWithin['firstDay'], Verdict]>([
    // Within a month of 10 June reaches 10 July inclusive, or 9 July when 10 June is day 1.
    ['2026-06-10', undefined, 'met'],
    ['2026-06-09', undefined, 'not_met'],
    ['2026-06-10', 'counts', 'not_met'],
    ['2026-06-11', 'counts', 'met'],
    ['2026-07-10', 'counts', 'met'],
  ])('the latest incident being on %s, the first day %s, is %s', (on, firstDay, verdict) => {
    const rule = within('latest_incident', firstDay ? { firstDay } : {});
    const earlier = complainedOf('a', '2026-01-05');
    expect(evaluate(rule, facts([complainedOf('z', on), earlier])).verdict).toBe(verdict);
  });

  it('says with numbers how long ago the marked day was', () => {
    // 3 May to 10 July: 28 days to 31 May, 30 of June, 10 of July.
    const finding = evaluate(within('latest_incident'), facts([complainedOf('a', '2026-05-03')]));
    expect(finding.sentence).toBe(
      'The latest incident was on 3 May 2026, 68 days before the application; within 1 month is asked.',
    );
    expect(finding.counted.map((each) => each.reason)).toEqual([
      'incident of 3 May 2026, the latest incident',
    ]);
  });

  it.each<[MarkedDay, Verdict]>([
    // Incidents of 1 May and 12 June; complaints of 2 May and 13 June. A month before 10 July is 10 June.
    ['first_incident', 'not_met'],
    ['latest_incident', 'met'],
    ['first_complaint', 'not_met'],
    ['latest_complaint', 'met'],
  ])('looks at the %s: %s', (of, verdict) => {
    const named = [complainedOf('b', '2026-06-12'), complainedOf('a', '2026-05-01')];
    const finding = evaluate(within(of), facts(named));
    expect(finding.verdict).toBe(verdict);
    expect(evaluate(within(of), facts([...named].reverse()))).toEqual(finding);
  });

  it('leaves out what surely has no ground, and says why', () => {
    const named = [complainedOf('a', '2026-05-01'), lost('b', '2026-06-20'), complainedOf('c', '2026-07-11')];
    const finding = evaluate(within('latest_incident'), facts(named));
    expect(finding.verdict).toBe('not_met');
    expect(finding.notCounted.map((each) => each.reason)).toEqual([
      'incident of 20 June 2026: no agency found a record of it',
      'incident of 11 July 2026: it is dated after the application was received',
    ]);
  });

  it('leaves out background records and complaints of impossible days', () => {
    const named = incident('a', '2026-06-01', [
      report('background', null),
      report('early', '2026-05-31'),
      report('late', '2026-07-11'),
      report('good', '2026-06-09'),
    ]);
    const finding = evaluate(within('latest_complaint'), facts([named]));
    // The only one left is of 9 June, whose month ended on 9 July.
    expect(finding.verdict).toBe('not_met');
    expect(finding.notCounted.map((each) => each.id)).toEqual(['early', 'late', 'background']);
    expect(finding.counted.map((each) => each.id)).toEqual(['good']);
  });

  it('is not met where there is nothing to reckon from', () => {
    expect(evaluate(within('latest_incident'), facts([])).verdict).toBe('not_met');
    expect(evaluate(within('first_complaint'), facts([incident('a', '2026-07-01', [])])).sentence).toBe(
      'There is no complaint from which the time could be reckoned, and without one this test is not met.',
    );
  });
});

describe('an incident that nobody matched', () => {
  it.each<[string, MarkedDay, IncidentFact[], Verdict]>([
    [
      'what the answer turns on when alone and recent, as it may drop out',
      'latest_incident',
      [unmatched('b', '2026-07-01')],
      'needs_judgement',
    ],
    ['too old when alone and old', 'latest_incident', [unmatched('a', '2026-05-01')], 'not_met'],
    [
      'of no weight beside a sure one that is recent',
      'latest_incident',
      [complainedOf('a', '2026-07-01'), unmatched('b', '2026-07-05')],
      'met',
    ],
    [
      'what the answer turns on, where only it is recent',
      'latest_incident',
      [complainedOf('a', '2026-05-01'), unmatched('b', '2026-07-05')],
      'needs_judgement',
    ],
    [
      'what the answer turns on, where only it is old',
      'first_incident',
      [complainedOf('a', '2026-07-01'), unmatched('b', '2026-05-05')],
      'needs_judgement',
    ],
  ])('is %s (%s)', (_what, of, named, verdict) => {
    const finding = evaluate(within(of), facts(named));
    expect(finding.verdict).toBe(verdict);
    const awaits = verdict === 'needs_judgement' ? [{ kind: 'match', incidentId: 'b' }] : [];
    expect(finding.awaits).toEqual(awaits);
  });
});

describe('an incident that an agency was told of', () => {
  const told = complainedOf('b', '2026-06-12');
  const untold = (id: string, on: string) => incident(id, on, []);
  const background = incident('c', '2026-05-20', [report('bare', null)]);
  const all = [untold('a', '2026-05-01'), told, background, untold('d', '2026-07-01')];

  it.each<[AppliedWithin | AppliedAfter, Verdict]>([
    // Only that of 12 June was reported: a month of it reaches 12 July; a week of it, 19 June.
    [within('first_reported_incident'), 'met'],
    [within('latest_reported_incident'), 'met'],
    [after('latest_reported_incident'), 'met'],
    // Controls: of all four the first is of 1 May, whose month reached 1 June, and the latest's week ends 8 July.
    [within('first_incident'), 'not_met'],
    [after('latest_incident', { length: { days: 10 } }), 'not_met'],
    [after('latest_reported_incident', { length: { days: 10 } }), 'met'],
  ])('alone is looked at: %j is %s', (rule, verdict) => {
    expect(evaluate(rule, facts(all)).verdict).toBe(verdict);
  });

  it('is named, and the others with why they are not', () => {
    const finding = evaluate(within('first_reported_incident'), facts(all));
    // 12 June to 10 July: 18 days of June, 10 of July.
    expect(finding.sentence).toBe(
      'The first reported incident was on 12 June 2026, 28 days before the application; within 1 month is asked.',
    );
    expect(finding.counted.map((each) => each.id)).toEqual(['b']);
    expect(finding.notCounted.map((each) => each.reason)).toEqual([
      'incident of 1 May 2026: no agency is known to have been told',
      'incident of 20 May 2026: a background record without a known reporter or report date never counts',
      'incident of 1 July 2026: no agency is known to have been told',
    ]);
  });

  it('may be another while an agency has not answered', () => {
    const waiting = facts(all, { awaiting: [COUNCIL] });
    // The council may have been told of that of 1 May, which is too old, or of that of 20 May.
    const first = evaluate(within('first_reported_incident'), waiting);
    expect(first.verdict).toBe('needs_judgement');
    expect(first.undecided.map((each) => each.id)).toEqual(['a', 'c']);
    // Whatever it was told, the latest is of 12 June or later, and a month of that reaches the application.
    expect(evaluate(within('latest_reported_incident'), waiting).verdict).toBe('met');
  });

  it('may not be there at all', () => {
    const alone = [untold('a', '2026-07-01')];
    const open = evaluate(within('latest_reported_incident'), facts(alone, { awaiting: [COUNCIL] }));
    expect(open.verdict).toBe('needs_judgement');
    expect(open.sentence).toBe(
      'No reported incident is sure yet; whether the application came within 1 month of the latest reported incident ' +
        'can be told once Leicester City Council answers.',
    );
    expect(evaluate(within('latest_reported_incident'), facts(alone))).toMatchObject({
      verdict: 'not_met',
      sentence:
        'There is no reported incident that counts from which the time could be reckoned, and without one this test is not met.',
    });
  });
});

describe('a complaint that is still unknown', () => {
  const awaiting = { awaiting: [COUNCIL] };
  const answer = [{ kind: 'agency_answer', agencyId: 'council', agencyName: 'Leicester City Council' }];

  it('may be later, while an agency has not answered', () => {
    // The complaint of 2 May is too old; the council may hold one of up to 10 July.
    const finding = evaluate(within('latest_complaint'), facts([complainedOf('a', '2026-05-01')], awaiting));
    expect(finding.verdict).toBe('needs_judgement');
    expect(finding.awaits).toEqual(answer);
    expect(finding.sentence).toBe(
      'Whether the application came within 1 month of the latest complaint can be told once Leicester City Council answers.',
    );
  });

  it('may not be there at all, and then the test is not met, so it is not met before it is found', () => {
    const untold = [incident('a', '2026-07-01', [])];
    const open = evaluate(within('latest_complaint'), facts(untold, awaiting));
    expect(open.verdict).toBe('needs_judgement');
    expect(open.awaits).toEqual(answer);
    expect(open.sentence).toBe(
      'No complaint is sure yet; whether the application came within 1 month of the latest complaint can be told once Leicester City Council answers.',
    );
    // The council held none.
    expect(evaluate(within('latest_complaint'), facts(untold)).verdict).toBe('not_met');
    // Where even the best complaint would come too late, nothing is open: the first is of 1 July or later.
    const late = evaluate(after('first_complaint', { length: { weeks: 2 } }), facts(untold, awaiting));
    expect(late).toMatchObject({ verdict: 'not_met', awaits: [] });
    expect(late.sentence).toBe(
      'Whichever complaint may still be found, less than 2 weeks had passed since the first complaint before the application.',
    );
  });

  it('may be earlier, but never before its incident', () => {
    // The incident of 15 June could not have been complained of before; its month reaches 15 July.
    const recent = facts([complainedOf('a', '2026-06-15')], awaiting);
    expect(evaluate(within('first_complaint'), recent)).toMatchObject({
      verdict: 'met',
      sentence:
        'The first complaint was on 16 June 2026 or earlier, at least 24 days before the application; within 1 month is asked.',
    });
    // That of 1 June could: 1 June and its month reach 1 July only. Its known complaint is of 12 June.
    const old = incident('a', '2026-06-01', [report('r', '2026-06-12')]);
    expect(evaluate(within('first_complaint'), facts([old], awaiting)).verdict).toBe('needs_judgement');
    expect(evaluate(within('first_complaint'), facts([old])).verdict).toBe('met');
  });

  it('of an unknown day is open only where its day could change the answer', () => {
    const evidence = { basis: 'evidence' } as const;
    const recent = incident('a', '2026-06-20', [report('x', null, evidence)]);
    expect(evaluate(within('first_complaint'), facts([recent])).verdict).toBe('met');
    const old = incident('a', '2026-05-20', [report('x', null, evidence)]);
    expect(evaluate(within('first_complaint'), facts([old])).awaits).toEqual([
      { kind: 'complainant', complaintId: 'x' },
    ]);
  });

  it('does not matter to a test of incidents', () => {
    const finding = evaluate(within('latest_incident'), facts([complainedOf('a', '2026-05-01')], awaiting));
    expect(finding.verdict).toBe('not_met');
  });
});

describe('an application at least a length after a marked day', () => {
  it.each<[string, Verdict]>([
    // A week after 3 July is 10 July.
    ['2026-07-03', 'met'],
    ['2026-07-04', 'not_met'],
  ])('the incident being on %s, is %s', (on, verdict) => {
    expect(evaluate(after('latest_incident'), facts([complainedOf('a', on)])).verdict).toBe(verdict);
  });

  it('is open while a later complaint may be found, and says so', () => {
    const finding = evaluate(
      after('latest_complaint'),
      facts([complainedOf('a', '2026-06-01')], { awaiting: [COUNCIL] }),
    );
    expect(finding.verdict).toBe('needs_judgement');
    expect(finding.sentence).toBe(
      'Whether at least 1 week had passed since the latest complaint before the application can be told once Leicester City Council answers.',
    );
  });

  it('is surely met by the first complaint, which can only have been earlier still', () => {
    const finding = evaluate(
      after('first_complaint'),
      facts([complainedOf('a', '2026-06-01')], { awaiting: [COUNCIL] }),
    );
    expect(finding.verdict).toBe('met');
  });
});
