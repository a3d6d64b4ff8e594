import fc from 'fast-check';
import type { Count, Criterion, Window } from '#domain/policy/criterion.js';
import { evaluate } from '#domain/threshold/evaluate.js';
import { factsFromJson, factsToJson } from '#domain/threshold/facts-json.js';
import {
  HATE_PERCEIVED_BY,
  MATCHES,
  type ComplaintFact,
  type IncidentFact,
  type ThresholdFacts,
} from '#domain/threshold/facts.js';
import type { Finding } from '#domain/threshold/finding.js';
import { day } from '../calendar/holidays-of-england-and-wales.js';
import { COUNCIL, factsOf, HEALTH, incident, report, THREE_INCIDENTS } from './threshold-facts.js';

const RECEIVED = '2026-07-10';

const days = fc.integer({ min: 0, max: 300 }).map((n) => day(RECEIVED).subtract({ days: n }));
const answer = fc.constantFrom(true, false, null);

const PEOPLE = ['victim', 'p', 'q', 'r'] as const;

const complaints: fc.Arbitrary<Omit<ComplaintFact, 'id'>> = fc.record({
  basis: fc.constantFrom('report', 'evidence'),
  agencyKind: fc.constantFrom('police', 'council', 'health'),
  personId: fc.constantFrom(...PEOPLE, null),
  byVictim: answer,
  madeOn: fc.option(days, { nil: null, freq: 5 }),
  formallyRecorded: fc.boolean(),
  background: fc.boolean(),
});

const incidents: fc.Arbitrary<readonly IncidentFact[]> = fc
  .array(
    fc.record({
      occurredOn: days,
      hatePerceived: fc.boolean(),
      hatePerceivedBy: fc.constantFrom(...HATE_PERCEIVED_BY),
      dateAgreed: fc.boolean(),
      match: fc.constantFrom(...MATCHES),
      caused: fc.record({ harassmentAlarmOrDistress: answer }),
      complaints: fc.array(complaints, { maxLength: 4 }),
    }),
    { maxLength: 5 },
  )
  .map((list) =>
    list.map((each, n) => ({
      ...each,
      id: `i${String(n)}`,
      complaints: each.complaints.map((made, m) => ({ ...made, id: `c${String(n)}-${String(m)}` })),
    })),
  );

const facts: fc.Arbitrary<ThresholdFacts> = fc
  .record({ incidents, dissatisfied: answer, awaiting: fc.subarray([COUNCIL, HEALTH]) })
  .map(({ incidents: named, dissatisfied, awaiting }) =>
    factsOf(RECEIVED, named, { dissatisfiedWithResponse: dissatisfied, awaiting }),
  );

const windows: fc.Arbitrary<Window | undefined> = fc.constantFrom<(Window | undefined)[]>(
  undefined,
  { anchor: 'before_application', length: { months: 6 }, tests: 'incident' },
  { anchor: 'before_application', length: { months: 6 }, tests: 'complaint', firstDay: 'counts' },
  { anchor: 'any_period', length: { months: 2 }, tests: 'incident' },
  { anchor: 'any_period', length: { months: 2 }, tests: 'complaint' },
);

const { window: _window, ...PLAIN } = THREE_INCIDENTS;

const countRules: fc.Arbitrary<Count> = fc
  .record({
    unit: fc.constantFrom('incidents', 'people'),
    atLeast: fc.integer({ min: 1, max: 3 }),
    category: fc.constantFrom('asb', 'hate', 'any'),
    by: fc.constantFrom('victim', 'anybody'),
    needs: fc.constantFrom('complaint', 'recorded_report'),
    window: windows,
    timely: fc.boolean(),
    judged: fc.boolean(),
    kinds: fc.boolean(),
  })
  .map(({ window, timely, judged, kinds, ...rest }) => ({
    ...PLAIN,
    ...rest,
    ...(window ? { window } : {}),
    ...(timely ? { reportedWithin: { length: { months: 1 } } } : {}),
    ...(judged ? { judgement: 'harassment_alarm_or_distress' } : {}),
    ...(kinds ? { recordedBy: ['police', 'council'] } : {}),
  }));

const SUFFERED: Count = { ...PLAIN, needs: 'suffered', atLeast: 1 };
const HATE_SUFFERED: Count = { ...SUFFERED, category: 'hate' };

const whose = fc.constantFrom<('victim' | 'anybody')[]>('victim', 'anybody');

const rules: fc.Arbitrary<Criterion> = fc.oneof(
  countRules,
  fc.constantFrom(SUFFERED, HATE_SUFFERED),
  fc.tuple(windows, whose).map(([window, by]): Criterion => ({
    test: 'initial_complaint_within',
    id: 'initial',
    words: 'Initial',
    by,
    length: { months: 1 },
    ...(window?.anchor === 'before_application' ? { window } : {}),
  })),
);

describe('whatever the facts and the rule', () => {
  it('the order in which facts are listed changes nothing in the finding', () => {
    fc.assert(
      fc.property(rules, facts, (rule, some) => {
        const turned: ThresholdFacts = {
          ...some,
          incidents: [...some.incidents]
            .reverse()
            .map((each) => ({ ...each, complaints: [...each.complaints].reverse() })),
          awaiting: [...some.awaiting].reverse(),
        };
        expect(evaluate(rule, turned)).toEqual(evaluate(rule, some));
      }),
    );
  });

  it('the lower bound never exceeds the upper, and the verdict follows from them', () => {
    fc.assert(
      fc.property(countRules, facts, (rule, some) => {
        const { countedAtLeast = -1, countedAtMost = -1, verdict, counted } = evaluate(rule, some);
        expect(countedAtLeast).toBeLessThanOrEqual(countedAtMost);
        expect(counted).toHaveLength(countedAtLeast);
        const expected =
          countedAtLeast >= rule.atLeast
            ? 'met'
            : countedAtMost < rule.atLeast
              ? 'not_met'
              : 'needs_judgement';
        expect(verdict).toBe(expected);
      }),
    );
  });

  it('a finding awaits something exactly when it cannot be told yet', () => {
    fc.assert(
      fc.property(rules, facts, (rule, some) => {
        const finding = evaluate(rule, some);
        expect(finding.awaits.length > 0).toBe(finding.verdict === 'needs_judgement');
      }),
    );
  });

  it('an incident is placed once: counted, not counted or undecided', () => {
    fc.assert(
      fc.property(countRules, facts, (rule, some) => {
        const finding = evaluate({ ...rule, unit: 'incidents' }, some);
        const placed = [...finding.counted, ...finding.notCounted, ...finding.undecided]
          .filter((item) => item.subject === 'incident')
          .map((item) => item.id);
        expect(placed.sort()).toEqual(some.incidents.map((each) => each.id).sort());
      }),
    );
  });

  it('which person bears which id changes nothing but the ids', () => {
    fc.assert(
      fc.property(
        rules,
        facts,
        fc.shuffledSubarray([...PEOPLE], { minLength: PEOPLE.length }),
        (rule, some, order) => {
          const renamed = new Map(PEOPLE.map((id, index) => [id as string, order[index] ?? id]));
          const other = (id: string) => renamed.get(id) ?? id;
          const turned: ThresholdFacts = {
            ...some,
            incidents: some.incidents.map((each) => ({
              ...each,
              complaints: each.complaints.map((made) => ({
                ...made,
                personId: made.personId === null ? null : other(made.personId),
              })),
            })),
          };
          const turnedItems = (items: Finding['counted']) =>
            items.map((item) => (item.subject === 'person' ? { ...item, id: other(item.id) } : item));
          const finding = evaluate(rule, some);
          expect(evaluate(rule, turned)).toEqual({
            ...finding,
            counted: turnedItems(finding.counted),
            notCounted: turnedItems(finding.notCounted),
            undecided: turnedItems(finding.undecided),
          });
        },
      ),
    );
  });

  it('stored facts are replayed to the same finding', () => {
    fc.assert(
      fc.property(rules, facts, (rule, some) => {
        const stored: unknown = JSON.parse(JSON.stringify(factsToJson(some)));
        expect(evaluate(rule, factsFromJson(stored))).toEqual(evaluate(rule, some));
      }),
    );
  });
});

describe('counts are monotone', () => {
  const order = ['not_met', 'needs_judgement', 'met'];
  const rank = (finding: Finding) => order.indexOf(finding.verdict);

  it('a further confirmed incident with a timely complaint never lowers the verdict', () => {
    fc.assert(
      fc.property(countRules, facts, days, (rule, some, on) => {
        const further = incident('further', on.toString(), [report('further', on.toString())]);
        const more = { ...some, incidents: [...some.incidents, further] };
        expect(rank(evaluate(rule, more))).toBeGreaterThanOrEqual(rank(evaluate(rule, some)));
      }),
    );
  });

  it('a further timely complaint about a named incident never lowers the verdict', () => {
    fc.assert(
      fc.property(countRules, facts, fc.nat(), (rule, some, n) => {
        fc.pre(some.incidents.length > 0);
        const incidentsNow = some.incidents.map((each, index) =>
          index === n % some.incidents.length
            ? { ...each, complaints: [...each.complaints, report('further', each.occurredOn.toString())] }
            : each,
        );
        expect(rank(evaluate(rule, { ...some, incidents: incidentsNow }))).toBeGreaterThanOrEqual(
          rank(evaluate(rule, some)),
        );
      }),
    );
  });

  it('a settled verdict stays whatever the awaited agencies then answer', () => {
    fc.assert(
      fc.property(fc.oneof(countRules, fc.constant(HATE_SUFFERED)), facts, days, (rule, some, on) => {
        const before = evaluate(rule, some).verdict;
        fc.pre(before !== 'needs_judgement' && some.awaiting.includes(COUNCIL));
        const answered = some.incidents.map((each) => {
          const made = { ...report(`${each.id}-new`, on.toString()), agencyKind: 'council' } as const;
          return {
            ...each,
            hatePerceived: true,
            match: each.match === 'not_found' ? 'confirmed' : each.match,
            complaints: [...each.complaints, made],
          } as const;
        });
        expect(evaluate(rule, { ...some, incidents: answered, awaiting: [] }).verdict).toBe(before);
        expect(evaluate(rule, { ...some, awaiting: [] }).verdict).toBe(before);
      }),
    );
  });
});

describe('the initial complaint is not monotone', () => {
  it('an earlier complaint that was late turns met into not met', () => {
    const rule: Criterion = {
      test: 'initial_complaint_within',
      id: 'i',
      words: 'Initial',
      length: { months: 1 },
    };
    const timely = incident('a', '2026-05-01', [report('a', '2026-05-02')]);
    const late = incident('b', '2026-02-01', [report('b', '2026-04-01')]);
    expect(evaluate(rule, factsOf(RECEIVED, [timely])).verdict).toBe('met');
    expect(evaluate(rule, factsOf(RECEIVED, [timely, late])).verdict).toBe('not_met');
  });

  it('a settled verdict stays whatever complaints the awaited agencies then answer with', () => {
    fc.assert(
      fc.property(facts, days, fc.nat(), whose, (some, on, n, by) => {
        const rule: Criterion = {
          test: 'initial_complaint_within',
          id: 'i',
          words: 'Initial',
          by,
          length: { months: 1 },
        };
        const before = evaluate(rule, some).verdict;
        fc.pre(before !== 'needs_judgement' && some.awaiting.length > 0);
        const answered = some.incidents.map((each, index): IncidentFact => {
          if (index !== n % some.incidents.length || on.toString() < each.occurredOn.toString()) return each;
          return {
            ...each,
            match: 'confirmed',
            complaints: [...each.complaints, report('new', on.toString())],
          };
        });
        expect(evaluate(rule, { ...some, incidents: answered, awaiting: [] }).verdict).toBe(before);
      }),
    );
  });
});
