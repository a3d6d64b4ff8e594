import fc from 'fast-check';
import type { Count } from '#domain/policy/criterion.js';
import { periodOf } from '#domain/policy/windows-of.js';
import { evaluate } from '#domain/threshold/evaluate.js';
import type { IncidentFact, ThresholdFacts } from '#domain/threshold/facts.js';
import type { Verdict } from '#domain/threshold/finding.js';
import { anyCount, anyFacts } from './arbitrary-counts.js';
import { countOf, on, told } from './counting-facts.js';

const RUNS = { numRuns: 200 };
const ORDER: readonly Verdict[] = ['not_met', 'needs_judgement', 'met'];
const rank = (rule: Count, facts: ThresholdFacts) => ORDER.indexOf(evaluate(rule, facts).verdict);

/** Every part but the period that begins with the first, which an earlier first moves. */
const monotone = anyCount.filter((rule) => periodOf(rule)?.anchor !== 'from_first');

/** And no households: one that is told of a person in one complaint is taken for the others, until another is told. */
const ofSettledThings = monotone.filter(
  ({ unit, by, alsoAtLeast }) =>
    unit !== 'households' && by !== 'one_household' && alsoAtLeast?.households === undefined,
);

function withIncidents(facts: ThresholdFacts, change: (each: IncidentFact) => IncidentFact): ThresholdFacts {
  return { ...facts, incidents: facts.incidents.map(change) };
}

describe('a count of any shape', () => {
  it('finds the same in whatever order the facts are listed', () => {
    fc.assert(
      fc.property(anyCount, anyFacts, (rule, facts) => {
        const turned = withIncidents(facts, (each) => ({
          ...each,
          complaints: [...each.complaints].reverse(),
        }));
        const reversed = {
          ...turned,
          incidents: [...turned.incidents].reverse(),
          awaiting: [...facts.awaiting].reverse(),
        };
        expect(evaluate(rule, reversed)).toEqual(evaluate(rule, facts));
      }),
      RUNS,
    );
  });

  it('awaits something exactly when it cannot be told, and names as many as it counts', () => {
    fc.assert(
      fc.property(anyCount, anyFacts, (rule, facts) => {
        const finding = evaluate(rule, facts);
        const { verdict, awaits, countedAtLeast = -1, countedAtMost = -1, counted, sentence } = finding;
        expect(awaits.length > 0).toBe(verdict === 'needs_judgement');
        expect(counted).toHaveLength(countedAtLeast);
        expect(countedAtLeast).toBeLessThanOrEqual(countedAtMost);
        expect(sentence).not.toMatch(/undefined|Infinity|NaN|once \.|once and/);
        if (verdict === 'met') expect(countedAtLeast).toBeGreaterThanOrEqual(rule.atLeast);
      }),
      RUNS,
    );
  });

  it('makes no more of several complaints where they are put together than where each is a report', () => {
    fc.assert(
      fc.property(anyCount, anyFacts, (rule, facts) => {
        fc.pre(rule.unit === 'reports');
        const { dedupe: _dedupe, ...each } = rule;
        expect(rank(rule, facts)).toBeLessThanOrEqual(rank(each, facts));
      }),
      RUNS,
    );
  });

  it('makes nothing of the same complaint told again where complaints are put together', () => {
    fc.assert(
      fc.property(ofSettledThings, anyFacts, (rule, facts) => {
        fc.pre(rule.dedupe !== undefined);
        const twice = withIncidents(facts, (each) => ({
          ...each,
          complaints: each.complaints.flatMap((made) =>
            made.personId === null || made.madeOn === null || made.agencyId === undefined
              ? [made]
              : [made, { ...made, id: `${made.id} again` }],
          ),
        }));
        expect(evaluate(rule, twice)).toMatchObject({ verdict: evaluate(rule, facts).verdict });
      }),
      RUNS,
    );
  });
});

describe('a count without a period from the first', () => {
  it('is never met by taking a complaint away that did not meet it before', () => {
    fc.assert(
      fc.property(monotone, anyFacts, fc.nat(), (rule, facts, n) => {
        const ids = facts.incidents.flatMap((each) => each.complaints.map(({ id }) => id));
        fc.pre(ids.length > 0);
        const gone = ids[n % ids.length];
        // The last complaint but background ones is left: without it a background record alone would show the incident.
        const fewer = withIncidents(facts, (each) => ({
          ...each,
          complaints: each.complaints.filter(({ id }) => id !== gone),
        }));
        fc.pre(
          fewer.incidents.every(
            (each, index) =>
              (each.complaints.length === 0) === (facts.incidents[index]?.complaints.length === 0),
          ),
        );
        if (evaluate(rule, facts).verdict === 'not_met')
          expect(evaluate(rule, fewer).verdict).not.toBe('met');
      }),
      RUNS,
    );
  });

  it('is never lost by an incident more', () => {
    fc.assert(
      fc.property(ofSettledThings, anyFacts, (rule, facts) => {
        const [first, ...others] = facts.incidents;
        fc.pre(first !== undefined);
        if (evaluate(rule, { ...facts, incidents: others }).verdict === 'met')
          expect(evaluate(rule, facts).verdict).toBe('met');
      }),
      RUNS,
    );
  });

  it('stays met when what is not known about a complaint is told', () => {
    fc.assert(
      fc.property(
        ofSettledThings,
        anyFacts,
        fc.constantFrom('p', 'new'),
        fc.boolean(),
        (rule, facts, who, byVictim) => {
          // Who the victims are decides who suffered something.
          fc.pre(rule.needs !== 'suffered');
          fc.pre(evaluate(rule, facts).verdict === 'met');
          const known = withIncidents(facts, (each) => ({
            ...each,
            complaints: each.complaints.map((made) => ({
              ...made,
              // Who is surely a victim, or surely none, is nobody of whom the contrary may be said.
              personId: made.personId ?? (made.byVictim === null ? who : `new ${String(made.byVictim)}`),
              byVictim: made.byVictim ?? byVictim,
            })),
          }));
          expect(evaluate(rule, known).verdict).toBe('met');
        },
      ),
      RUNS,
    );
  });
});

describe('a count in a period from the first is not monotone', () => {
  it('one report more, earlier than the others, loses what was met', () => {
    const window = { anchor: 'from_first', length: { months: 2 }, tests: 'complaint' } as const;
    const three = ['2026-05-01', '2026-05-10', '2026-05-20'].map((date) => on(date, [told('p', date)]));
    const early = on('2026-03-05', [told('p', '2026-03-05')]);
    // From 5 March two months end with 4 May: only the first of May is left.
    expect(countOf({ window }, three).verdict).toBe('met');
    expect(countOf({ window }, [early, ...three])).toMatchObject({ verdict: 'not_met', countedAtLeast: 2 });
  });
});
