import type { MarkedDay } from '#domain/policy/criterion.js';
import type { Atom } from './atoms.js';
import { possibleOutcome, sureOutcome, type Counting } from './best-period.js';
import type { LookedAt } from './count.js';
import type { DatedFacts } from './dated-facts.js';
import { complainantAwait } from './complaint-standing.js';
import { awaitsOf, countAwaits } from './count-awaits.js';
import { atomsInside } from './counted-facts.js';
import type { Days } from './day-number.js';
import { distinctOf } from './distinct-awaits.js';
import type { Await } from './finding.js';
import { dayOf, isOfComplaint, type Candidate } from './marked-day.js';
import { atomsOfParts } from './parts.js';
import type { OfDay } from './remembered.js';
import { mayReach, type Selection } from './selection.js';

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
export function madeOf(counts: readonly LookedAt[], of: MarkedDay, { ofDay }: DatedFacts): MadeOf {
  const looked = counts.map((each) => ofCount(each, { of, inWords: ofDay.inWords }));
  const made = looked.flatMap((each) => each.made);
  const reaching = made.filter(({ reaches }) => reaches !== 'no');
  if (reaching.length > 0) return { made: reaching, awaits: distinctOf(looked.map((each) => each.awaits)) };
  const sure = made.map(({ candidates }) => candidates.filter(({ isSure }) => isSure));
  return { made: sure.map((candidates) => ({ candidates, reaches: 'no', unsaid: [] })), awaits: [] };
}

/** Which day is looked for, and how days are told. */
interface Marked {
  readonly of: MarkedDay;
  readonly inWords: OfDay<string>;
}

function ofCount(looked: LookedAt, marked: Marked): MadeOf {
  const { all } = looked;
  const open = all.map((each) => each.filter(mayReach));
  const reaching = open.flat();
  const some = reaching.length > 0 ? reaching : [all[0][0]];
  const asCandidate = candidateOf(looked, marked);
  return {
    made: some.flatMap((selection) => ofSelection(looked, selection, { of: marked.of, asCandidate })),
    awaits: reaching.length > 0 ? countAwaits(looked, all) : [],
  };
}

interface Sought {
  readonly of: MarkedDay;
  readonly asCandidate: (atom: Atom, isSure: boolean) => Candidate;
}

/** Each atom as a candidate, which is made once though it lies in many periods. */
function candidateOf({ frame }: LookedAt, marked: Marked): Sought['asCandidate'] {
  const made = (atom: Atom, isSure: boolean): Candidate => {
    const own = isSure ? [] : awaitsOf(frame, atom);
    const ofDay = isOfComplaint(marked.of) ? dayAwaits(atom) : [];
    const awaits = ofDay.length === 0 ? own : [...own, ...ofDay];
    const { subject, id, words, days } = placed(atom, marked);
    return { subject, id, words, days, awaits, isSure };
  };
  const known = { sure: new Array<Candidate | undefined>(), unsure: new Array<Candidate | undefined>() };
  return (atom, isSure) => {
    const own = isSure ? known.sure : known.unsure;
    return (own[atom.index] ??= made(atom, isSure));
  };
}

/** Each period in which the selection reaches the numbers, or may; where there is none, the best one. */
function ofSelection({ counting }: LookedAt, selection: Selection, sought: Sought): Made[] {
  const atoms = belongingTo(selection);
  const madeIn = (inside: Inside, isOnly: boolean): Made => ({
    candidates: candidatesIn(inside, sought),
    unsaid: unsaidIn(selection, inside),
    reaches: reachIn(counting, inside, isOnly),
  });
  const { endOf, fromFirst } = counting;
  if (endOf === undefined) return [madeIn(atoms, true)];
  const starts = startsOf(atoms, fromFirst);
  const isOnly = !fromFirst || (starts.length === 1 && selection.atoms.earliest === undefined);
  const periods = starts.flatMap((from) => {
    const inside = insideOf(atoms, { from, through: endOf(from) });
    return reachIn(counting, inside, isOnly) === 'no' ? [] : [madeIn(inside, isOnly)];
  });
  if (periods.length > 0) return periods;
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

function candidatesIn({ sure, possible }: Inside, { of, asCandidate }: Sought): Candidate[] {
  const surely = new Set(sure);
  const each = possible.map((atom) => asCandidate(atom, surely.has(atom)));
  return isOfComplaint(of) ? each : onePerIncident(each);
}

/** A complaint may count whatever its day was, and its day still be asked for here. */
function dayAwaits({ complaint }: Atom): Await[] {
  return complaint?.complaint.madeOn === null ? [complainantAwait(complaint.complaint)] : [];
}

function placed(
  { evidence, complaint, made }: Atom,
  { of, inWords }: Marked,
): Omit<Candidate, 'awaits' | 'isSure'> {
  const { incident, words: about, days: ofIncident } = evidence;
  if (!isOfComplaint(of))
    return { subject: 'incident', id: incident.id, words: about, days: dayOf(of, ofIncident) };
  const days = made ?? { from: ofIncident.from, through: ofIncident.from };
  if (!complaint) {
    const words = `${about}: another complaint about it may still be found`;
    return { subject: 'incident', id: incident.id, words, days };
  }
  const day = days.from === days.through ? `of ${inWords(days.from)}` : 'of an unknown day';
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
