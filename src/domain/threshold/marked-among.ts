import { dateOfEpochDay } from '#domain/calendar/epoch-day.js';
import { compareDates, inWordsWithoutWeekday } from '#domain/calendar/local-date.js';
import type { Count, MarkedDay } from '#domain/policy/criterion.js';
import type { Atom } from './atoms.js';
import { possibleOutcome, sureOutcome, type Counting } from './best-period.js';
import { lookAt, type LookedAt } from './count.js';
import { complainantAwait } from './complaint-standing.js';
import { awaitsOf, countAwaits } from './count-awaits.js';
import { atomsInside } from './counted-facts.js';
import type { Evidence } from './evidence.js';
import type { Days } from './day-number.js';
import { distinctAwaits, type Await } from './finding.js';
import { incidentInWords } from './incident-in-words.js';
import { isOfComplaint, isOfLatest, type Candidate } from './marked-day.js';
import { atomsOfParts } from './parts.js';
import { mayReach, type Selection } from './selection.js';
import { onlyOn, type Span } from './span.js';

/** What one selection of a count, in one period, gives to look for the marked day in. */
export interface Made {
  readonly candidates: readonly Candidate[];
  /** Whether it surely reaches the numbers of its count, or only may. */
  readonly reaches: 'surely' | 'possibly' | 'no';
  /** The relation of which nobody said whether it holds for some of them. */
  readonly unsaid: readonly Await[];
}

/** Among what a marked day is looked for. */
export interface MadeOf {
  /** Those that reach the numbers, or may; where none can, what surely counts in each count. */
  readonly made: readonly Made[];
  /** What would settle which of them do, and what belongs to them. */
  readonly awaits: readonly Await[];
}

/** Everything that made one of the counts, for the marked day. */
export function madeOf(counts: readonly Count[], of: MarkedDay, evidence: Evidence): MadeOf {
  const looked = counts.map((rule) => ofCount(lookAt(rule, evidence), of));
  const made = looked.flatMap((each) => each.made);
  const reaching = made.filter(({ reaches }) => reaches !== 'no');
  if (reaching.length > 0)
    return { made: reaching, awaits: distinctAwaits(looked.flatMap((each) => each.awaits)) };
  const sure = made.map(({ candidates }) => candidates.filter(({ isSure }) => isSure));
  return { made: sure.map((candidates) => ({ candidates, reaches: 'no', unsaid: [] })), awaits: [] };
}

function ofCount(looked: LookedAt, of: MarkedDay): MadeOf {
  const { all } = looked;
  const open = all.map((each) => each.filter(mayReach));
  const reaching = open.flat();
  const some = reaching.length > 0 ? reaching : [all[0][0]];
  return {
    made: some.flatMap((selection) => ofSelection(looked, selection, of)),
    awaits: reaching.length > 0 ? countAwaits(looked, all) : [],
  };
}

/** Each period in which the selection reaches the numbers, or may; where there is none, the best one. */
function ofSelection({ counting, frame }: LookedAt, selection: Selection, of: MarkedDay): Made[] {
  const atoms = belongingTo(selection);
  const madeIn = (inside: Inside, isOnly: boolean): Made => ({
    candidates: candidatesIn(inside, of, (atom) => awaitsOf(frame, atom)),
    unsaid: unsaidIn(selection, inside),
    reaches: reachIn(counting, inside, isOnly),
  });
  const { endOf, fromFirst } = counting;
  if (endOf === undefined) return [madeIn(atoms, true)];
  const starts = startsOf(atoms, fromFirst);
  const isOnly = !fromFirst || (starts.length === 1 && selection.atoms.earliest === undefined);
  const periods = starts.map((from) => madeIn(insideOf(atoms, { from, through: endOf(from) }), isOnly));
  const reaching = periods.filter(({ reaches }) => reaches !== 'no');
  if (reaching.length > 0) return reaching;
  const best = insideOf(atoms, selection.sure.period ?? selection.possible.period);
  return [{ ...madeIn(best, false), reaches: 'no' }];
}

/** What nobody said to belong to a group is looked at with that group; here, with others of which nobody said it. */
function belongingTo({ atoms, grouping, group }: Selection): Inside {
  const { sure } = atoms;
  const possible = atomsOfParts(atoms.possible);
  const isOpen = (n: number) => grouping.isOpen[n] ?? false;
  if (!isOpen(group) || grouping.relation === undefined) return { sure, possible };
  return { sure, possible: possible.filter(({ incident }) => isOpen(grouping.groupOf[incident] ?? 0)) };
}

function unsaidIn({ grouping: { relation, groupOf, isOpen } }: Selection, { possible }: Inside): Await[] {
  if (relation === undefined) return [];
  const open = possible.filter(({ incident }) => isOpen[groupOf[incident] ?? 0]);
  const incidentIds = [...new Set(open.map(({ evidence }) => evidence.incident.id))];
  return incidentIds.length === 0 ? [] : [{ kind: 'relation', relation, incidentIds }];
}

interface Inside {
  readonly sure: readonly Atom[];
  readonly possible: readonly Atom[];
}

/** The days on which a period may begin; one that begins with the first, no later than the first that is sure. */
function startsOf({ sure, possible }: Inside, fromFirst: boolean): readonly number[] {
  if (!fromFirst) return [...new Set(possible.map(({ days }) => days.through))];
  const firstSure = sure.reduce((first, { begins }) => Math.min(first, begins.from), Infinity);
  return [...new Set(possible.map(({ begins }) => begins.from))].filter((day) => day <= firstSure);
}

function insideOf({ sure, possible }: Inside, period: Days | undefined): Inside {
  return { sure: atomsInside(sure, period), possible: atomsInside(possible, period) };
}

/** Where it is not sure that the period is the one that is looked at, it only may reach the numbers. */
function reachIn(counting: Counting, { sure, possible }: Inside, isOnly: boolean): Made['reaches'] {
  if (isOnly && sureOutcome(counting, { sure, possible: [sure], earliest: undefined }).shortfall === 0)
    return 'surely';
  return possibleOutcome(counting, { sure: [], possible: [possible] }).shortfall === 0 ? 'possibly' : 'no';
}

function candidatesIn(
  { sure, possible }: Inside,
  of: MarkedDay,
  awaitsOfAtom: (atom: Atom) => readonly Await[],
): Candidate[] {
  const surely = new Set(sure);
  const each = possible.map((atom): Candidate => {
    const isSure = surely.has(atom);
    const awaits = [...(isSure ? [] : awaitsOfAtom(atom)), ...(isOfComplaint(of) ? dayAwaits(atom) : [])];
    return { ...placed(atom, of), awaits: distinctAwaits(awaits), isSure };
  });
  return isOfComplaint(of) ? each : onePerIncident(each);
}

/** A complaint may count whatever its day was, and its day still be asked for here. */
function dayAwaits({ complaint }: Atom): Await[] {
  return complaint?.complaint.madeOn === null ? [complainantAwait(complaint.complaint)] : [];
}

function placed({ evidence, complaint, made }: Atom, of: MarkedDay): Omit<Candidate, 'awaits' | 'isSure'> {
  const { incident } = evidence;
  const about = incidentInWords(incident);
  if (!isOfComplaint(of))
    return {
      subject: 'incident',
      id: incident.id,
      words: about,
      days: onlyOn(isOfLatest(of) ? dateOfEpochDay(evidence.days.through) : incident.occurredOn),
    };
  const days: Span = made
    ? { from: dateOfEpochDay(made.from), through: dateOfEpochDay(made.through) }
    : onlyOn(incident.occurredOn);
  if (!complaint)
    return {
      subject: 'incident',
      id: incident.id,
      words: `${about}: another complaint about it may still be found`,
      days,
    };
  const isKnown = compareDates(days.from, days.through) === 0;
  const day = isKnown ? `of ${inWordsWithoutWeekday(days.from)}` : 'of an unknown day';
  return { subject: 'complaint', id: complaint.complaint.id, words: `${about}: complaint ${day}`, days };
}

/** An incident is one candidate, sure where one complaint about it is. */
function onePerIncident(each: readonly Candidate[]): Candidate[] {
  const byId = new Map<string, Candidate>();
  for (const candidate of each) {
    const before = byId.get(candidate.id);
    if (before === undefined) byId.set(candidate.id, candidate);
    else if (!before.isSure)
      byId.set(
        candidate.id,
        candidate.isSure ? candidate : { ...before, awaits: [...before.awaits, ...candidate.awaits] },
      );
  }
  return [...byId.values()];
}
