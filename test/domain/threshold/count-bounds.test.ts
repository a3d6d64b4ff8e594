import fc from 'fast-check';
import { evaluate } from '#domain/threshold/evaluate.js';
import type { ComplaintFact, IncidentFact, ThresholdFacts } from '#domain/threshold/facts.js';
import { day } from '../calendar/holidays-of-england-and-wales.js';
import { anyCount, anyFacts, RECEIVED } from './arbitrary-counts.js';
import { isMetByAll, victimsOf } from './is-met-by-all.js';

const RUNS = { numRuns: 400 };

/** Answers, one after the other, to whatever is not known; the last ones are given again when all are used up. */
const choices = fc.array(fc.nat(1000), { minLength: 60, maxLength: 60 });
type Choose = <T>(options: readonly [T, ...T[]]) => T;

function chooser(numbers: readonly number[]): Choose {
  let next = 0;
  return <T>(options: readonly [T, ...T[]]): T => {
    const number = numbers[next++ % numbers.length] ?? 0;
    return options[number % options.length] ?? options[0];
  };
}

/** The facts with everything settled in one of the ways in which it may be: the silent have answered, nothing is null. */
function settle(facts: ThresholdFacts, choose: Choose): ThresholdFacts {
  const incidents = settleHouseholds(
    facts,
    facts.incidents.map((incident) => settleIncident(incident, facts, choose)),
    choose,
  );
  const judgements = (['similar', 'same_place', 'same_problem'] as const).flatMap((relation) =>
    settleRelation(relation, incidents, choose),
  );
  return { ...facts, incidents, awaiting: [], judgements };
}

/** Whether what was said not to belong together all does not, once everything is settled. */
function keepsApart(facts: ThresholdFacts, { judgements = [] }: ThresholdFacts): boolean {
  return (facts.judgements ?? []).every(
    ({ question, incidentIds = [] }) =>
      !judgements.some(
        (each) =>
          each.question === question &&
          each.answer &&
          incidentIds.every((id) => each.incidentIds?.includes(id)),
      ),
  );
}

/** A person is of the household that the complaints tell; where they tell none, of one that is the same in all. */
function settleHouseholds(
  facts: ThresholdFacts,
  incidents: readonly IncidentFact[],
  choose: Choose,
): IncidentFact[] {
  const told = new Map<string, Set<string>>();
  for (const { personId, householdId } of facts.incidents.flatMap((each) => each.complaints))
    if (personId !== null && householdId)
      told.set(personId, (told.get(personId) ?? new Set()).add(householdId));
  const chosen = new Map<string, string>();
  const householdOf = (personId: string): string => {
    const [first, ...others] = told.get(personId) ?? [];
    if (first !== undefined) return choose([first, ...others]);
    const household = chosen.get(personId) ?? choose(['h1', 'h2', `of ${personId}`]);
    chosen.set(personId, household);
    return household;
  };
  return incidents.map((incident) => ({
    ...incident,
    complaints: incident.complaints.map((each) => ({
      ...each,
      householdId: each.householdId ?? householdOf(each.personId ?? ''),
    })),
  }));
}

function settleIncident(incident: IncidentFact, facts: ThresholdFacts, choose: Choose): IncidentFact {
  const { awaiting } = facts;
  const { match, hateRecorded, crime } = incident;
  const mayTurnUp = awaiting.length > 0 || match === 'unmatched';
  const settledMatch =
    match === 'unmatched'
      ? choose(['confirmed', 'differs', 'other_evidence', 'not_found'] as const)
      : match === 'not_found' && awaiting.length > 0
        ? choose(['confirmed', 'not_found'] as const)
        : match;
  const known = incident.complaints.map((each) => ({
    ...settleComplaint(each, incident, choose),
    personId: each.personId ?? settlePerson(each, facts, choose),
  }));
  const found = mayTurnUp ? choose([0, 1, 2]) : 0;
  const more = Array.from({ length: found }, (_, n) => newComplaint(n, { incident, awaiting }, choose));
  return {
    ...incident,
    match: settledMatch,
    complaints: [...known, ...more],
    hatePerceived: incident.hatePerceived || (mayTurnUp && choose([true, false])),
    hateRecorded: hateRecorded ?? choose([true, false]),
    crime: crime ?? choose([true, false]),
    behaviours: incident.behaviours ?? choose([['noise'], ['parking'], ['litter'], ['noise', 'parking']]),
    caused: { harassmentAlarmOrDistress: incident.caused.harassmentAlarmOrDistress ?? choose([true, false]) },
  };
}

function daysFrom(incident: IncidentFact, choose: Choose) {
  const since = incident.occurredOn.until(day(RECEIVED), { largestUnit: 'days' }).days;
  return incident.occurredOn.add({
    days: choose([0, 0.25, 0.5, 0.75, 1].map((part) => Math.floor(part * Math.max(0, since))) as [number]),
  });
}

function settleComplaint(complaint: ComplaintFact, incident: IncidentFact, choose: Choose): ComplaintFact {
  const { agencyId, agencyKind } = complaint;
  const madeOn = complaint.madeOn ?? daysFrom(incident, choose);
  const recordedOn =
    complaint.recordedOn === null ? madeOn.add({ days: choose([0, 7, 60]) }) : complaint.recordedOn;
  return {
    ...complaint,
    agencyId: agencyId ?? choose(['police', 'council', 'trust', 'another']),
    agencyKind: agencyKind ?? choose(['police', 'council', 'health']),
    madeOn,
    background: complaint.basis === 'report' && (complaint.background ?? complaint.madeOn === null),
    byVictim: complaint.byVictim ?? choose([true, false]),
    ...(recordedOn === undefined ? {} : { recordedOn }),
  };
}

/** Anybody of whom nothing says that they cannot be it: who is surely no victim is not a victim, nor the other way round. */
function settlePerson({ byVictim }: ComplaintFact, { incidents }: ThresholdFacts, choose: Choose): string {
  const said = (personId: string) =>
    incidents.flatMap((each) =>
      each.complaints.filter((made) => made.personId === personId).map((made) => made.byVictim),
    );
  const others = ['victim', 'p', 'q'].filter(
    (each) => byVictim === null || !said(each).includes(!byVictim) || said(each).includes(byVictim),
  );
  return choose(['new', ...others]);
}

function newComplaint(
  n: number,
  { incident, awaiting }: { incident: IncidentFact; awaiting: ThresholdFacts['awaiting'] },
  choose: Choose,
): ComplaintFact {
  const kinds = incident.match === 'unmatched' ? (['police', 'council', 'health'] as const) : [];
  const [first, ...others] = [...kinds, ...awaiting.map((each) => each.agencyKind ?? 'other')];
  const agencyKind = choose([first ?? 'other', ...others]);
  const personId = choose(['victim', 'p', 'newcomer', `n${String(n)}`]);
  return {
    id: `${incident.id}-new-${String(n)}`,
    basis: 'report',
    agencyId: agencyKind,
    agencyKind,
    personId,
    byVictim: choose([true, false]),
    madeOn: daysFrom(incident, choose),
    formallyRecorded: true,
  };
}

/** Puts what bears no label, or for a relation that labels do not tell apart each label, together at will. */
function settleRelation(
  relation: 'similar' | 'same_place' | 'same_problem',
  incidents: readonly IncidentFact[],
  choose: Choose,
): NonNullable<ThresholdFacts['judgements']> {
  const labelOf = (each: IncidentFact) => (relation === 'same_place' ? each.place : each.problem);
  const blocks = new Map<string, string>();
  for (const each of incidents) {
    const label = labelOf(each) ?? `of ${each.id}`;
    const keeps = relation !== 'similar' && labelOf(each) !== undefined;
    if (!blocks.has(label)) blocks.set(label, keeps ? label : choose(['x', 'y', label]));
  }
  const blockOf = (each: IncidentFact) => blocks.get(labelOf(each) ?? `of ${each.id}`);
  return [...new Set(blocks.values())].map((block) => {
    const incidentIds = incidents.filter((each) => blockOf(each) === block).map(({ id }) => id);
    const said = { by: 'coordinator', on: day(RECEIVED), why: 'settled' };
    return { question: relation, incidentIds, answer: incidentIds.length > 1, ...said };
  });
}

function hasSameVictims(one: ThresholdFacts, other: ThresholdFacts): boolean {
  return victimsOf(one).join() === victimsOf(other).join();
}

describe('a count', () => {
  it('of facts of which everything is known is met exactly when some selection reaches all numbers', () => {
    fc.assert(
      fc.property(anyCount, anyFacts, choices, (rule, facts, numbers) => {
        const known = settle(facts, chooser(numbers));
        expect(evaluate(rule, known).verdict).toBe(isMetByAll(rule, known) ? 'met' : 'not_met');
      }),
      RUNS,
    );
  });

  it('that is settled stays as it is however the gaps are filled', () => {
    fc.assert(
      fc.property(anyCount, anyFacts, choices, (rule, facts, numbers) => {
        const { verdict } = evaluate(rule, facts);
        fc.pre(verdict !== 'needs_judgement');
        const known = settle(facts, chooser(numbers));
        // Who the victims are is not open where something need only be suffered: they are those whom the facts name.
        fc.pre(keepsApart(facts, known));
        fc.pre(rule.needs !== 'suffered' || hasSameVictims(facts, known));
        expect(isMetByAll(rule, known)).toBe(verdict === 'met');
      }),
      RUNS,
    );
  });
});
