import type { Count } from '#domain/policy/criterion.js';
import { countsEachAlone, type CountFrame } from './count-frame.js';
import type { DatedFacts } from './dated-facts.js';
import { haveCommonDay, type Days } from './day-number.js';
import type { IncidentEvidence, Prospect } from './incident-evidence.js';
import { ASPECTS, INSIDE } from './measures.js';
import { numbering } from './numbering.js';
import type { ComplaintStanding } from './standing.js';
import { testedDaysOf, type Dated } from './tested-days.js';
import { sufferersOf, victimsOf } from './victims.js';

/** Nobody knows which person. */
export const NOBODY_KNOWN = -1;

/** There is no complaint that could be told. */
const NO_COMPLAINT = -1;

/** The smallest thing that is counted: a complaint, a complaint that may still turn up, or what was suffered. */
export interface Atom {
  /** Its place among all atoms of the count, which are in the order of the facts. */
  readonly index: number;
  /** The number of its incident in the facts. */
  readonly incident: number;
  readonly evidence: IncidentEvidence;
  /** Undefined of a prospect, and where a rule needs no complaint. */
  readonly complaint: ComplaintStanding | undefined;
  /** The number of that complaint among those of all incidents; NO_COMPLAINT. */
  readonly told: number;
  /** Whether it is a complaint that nobody has produced yet: of the awaited agency, or of any. */
  readonly prospectOf: { readonly agencyId: string | null } | undefined;
  /** Whether it counts whatever is still to come, as far as it does not matter who made it. */
  readonly isSure: boolean;
  /**
   * The days of the date that the window tests; one day when it is sure. Of an incident that went on, all days on which
   * it was: it lies in every period that has one of them.
   */
  readonly days: Days;
  /** The days with one of which it begins a period that begins with the first. */
  readonly begins: Days;
  /** The days on which the complaint was or may have been made. */
  readonly made: Days | undefined;
  /** Number of the person in the order of their first complaint; NOBODY_KNOWN. */
  readonly person: number;
  /** The id of that person. */
  readonly personId: string | null;
  /** Number of the person, or where households are counted alone of the household, of whom it is; NOBODY_KNOWN. */
  readonly whose: number;
  /** Whether it may be of another as well: of a person whose household nobody told. */
  readonly mayBeOfOthers: boolean;
  /** The aspects that it surely has, as bits. */
  readonly sureAspects: number;
  /** The aspects that it may have, the sure ones among them. */
  readonly possibleAspects: number;
}

/** What the atoms of one count are made from. */
interface Making {
  readonly frame: CountFrame;
  readonly facts: DatedFacts;
  readonly atoms: Atom[];
  readonly personOf: (personId: string) => number;
  /** Undefined where households are not counted alone. */
  readonly holderOf: ((told: number) => Holder) | undefined;
  readonly hasTimes: boolean;
}

/** Everything that may count under the rule, in the order of the facts. */
export function atomsOf(
  frame: CountFrame,
  evidence: readonly IncidentEvidence[],
  facts: DatedFacts,
): readonly Atom[] {
  const { rule, partlyInside } = frame;
  const making: Making = {
    frame,
    facts,
    atoms: [],
    personOf: numbering(),
    holderOf: rule.by === 'one_household' ? holdersOf(facts) : undefined,
    hasTimes: partlyInside.length > 0 || typeof rule.reportedWithin?.which === 'number',
  };
  const add = rule.needs === 'suffered' ? addsSuffered(making) : addComplaints;
  evidence.forEach((each, incident) => {
    if (each.ground.stands !== 'does_not_count') add(making, each, incident);
  });
  return making.atoms;
}

type Holder = Pick<Atom, 'whose' | 'mayBeOfOthers'>;

const NO_HOLDER: Holder = { whose: NOBODY_KNOWN, mayBeOfOthers: false };

/** The household of each complaint by number; of somebody whose household nobody told, a number of that person. */
function holdersOf({ ofComplaints }: DatedFacts): (told: number) => Holder {
  const households = ofComplaints.households();
  const [numberOf, numberOfPerson] = [numbering(), numbering()];
  return (told) => {
    const { id = null, ofPerson } = households[told] ?? {};
    if (id !== null) return { whose: 2 * numberOf(id), mayBeOfOthers: false };
    return ofPerson === undefined
      ? NO_HOLDER
      : { whose: 2 * numberOfPerson(ofPerson) + 1, mayBeOfOthers: true };
  };
}

function addsSuffered({ frame, facts }: Making): typeof addComplaints {
  const { rule } = frame;
  const victims = victimsOf({ incidents: facts.incidents, victims: frame.victims });
  const affected = sufferersOf(facts.incidents, { victims, isAlone: countsEachAlone(rule) });
  return (making, evidence, incident) => {
    for (const personId of affected(evidence.incident)) {
      const isVictim = victims.has(personId);
      if (isVictim ? rule.by === 'others' : rule.by === 'victim') continue;
      making.atoms.push(suffered(making, { evidence, incident }, { personId, isVictim }));
    }
  };
}

interface Place {
  readonly evidence: IncidentEvidence;
  readonly incident: number;
}

interface Sufferer {
  readonly personId: string;
  readonly isVictim: boolean;
}

function suffered(making: Making, { evidence, incident }: Place, { personId, isVictim }: Sufferer): Atom {
  const { ground, days } = evidence;
  const person = making.personOf(personId);
  const time = aspectsOfTime(making, evidence, { made: days, recordedOn: undefined });
  const victim = isVictim ? ASPECTS.victim : 0;
  return {
    index: making.atoms.length,
    incident,
    evidence,
    complaint: undefined,
    told: NO_COMPLAINT,
    prospectOf: undefined,
    isSure: ground.stands === 'counts',
    days,
    begins: days,
    made: undefined,
    person,
    personId,
    whose: person,
    mayBeOfOthers: false,
    sureAspects: sureHate(evidence) | time.sure | victim,
    possibleAspects: possibleHate(evidence) | time.possible | victim,
  };
}

function addComplaints(making: Making, evidence: IncidentEvidence, incident: number): void {
  const { complaints, firstComplaint, prospect } = evidence;
  complaints.forEach((complaint, n) => {
    if (complaint.stands === 'does_not_count' || !complaint.made || !complaint.tested) return;
    making.atoms.push(ofComplaint(making, { evidence, incident }, { complaint, told: firstComplaint + n }));
  });
  if (prospect) addProspects(making, { evidence, incident }, prospect);
}

interface Complained {
  readonly complaint: ComplaintStanding;
  readonly told: number;
}

// Written out member by member: there are as many atoms as complaints, and spreading costs more than all the rest.
function ofComplaint(making: Making, { evidence, incident }: Place, { complaint, told }: Complained): Atom {
  const { byVictim, personId } = complaint.complaint;
  const { made = evidence.days, tested = evidence.days, recordedOn } = complaint;
  const person = personId === null ? NOBODY_KNOWN : making.personOf(personId);
  const holder = making.holderOf?.(told);
  const time = aspectsOfTime(making, evidence, { made, recordedOn });
  return {
    index: making.atoms.length,
    incident,
    evidence,
    complaint,
    told,
    prospectOf: undefined,
    isSure: evidence.ground.stands === 'counts' && complaint.stands === 'counts',
    days: tested,
    begins: beginningOf(making.frame, evidence, tested),
    made,
    person,
    personId,
    whose: holder?.whose ?? person,
    mayBeOfOthers: holder?.mayBeOfOthers ?? false,
    sureAspects: sureHate(evidence) | time.sure | (byVictim === true ? ASPECTS.victim : 0),
    possibleAspects: possibleHate(evidence) | time.possible | (byVictim === false ? 0 : ASPECTS.victim),
  };
}

function beginningOf({ beginsWithIncident }: CountFrame, evidence: IncidentEvidence, days: Days): Days {
  if (!beginsWithIncident) return days;
  const { from } = evidence.days;
  return { from, through: from };
}

/** One for each agency that may hold it where agencies are told apart, else one for all of them. */
function addProspects(making: Making, { evidence, incident }: Place, prospect: Prospect): void {
  const { frame, atoms } = making;
  const { made, tested, agencyIds, ofAnyAgency } = prospect;
  const begins = beginningOf(frame, evidence, tested);
  const time = aspectsOfTime(making, evidence, { made, recordedOn: null });
  const victim = frame.rule.by === 'others' ? 0 : ASPECTS.victim;
  const add = (agencyId: string | null) => {
    atoms.push({
      index: atoms.length,
      incident,
      evidence,
      complaint: undefined,
      told: NO_COMPLAINT,
      prospectOf: { agencyId },
      isSure: false,
      days: tested,
      begins,
      made,
      person: NOBODY_KNOWN,
      personId: null,
      whose: NOBODY_KNOWN,
      mayBeOfOthers: false,
      sureAspects: 0,
      possibleAspects: possibleHate(evidence) | time.possible | victim,
    });
  };
  const [first, ...others] = agencyIds;
  if (first !== undefined) add(first);
  if (others.length > 0 && tellsAgenciesApart(frame.rule)) others.forEach(add);
  if (ofAnyAgency) add(null);
}

function tellsAgenciesApart({ unit, alsoAtLeast, dedupe }: Count): boolean {
  return (
    unit === 'agencies' || alsoAtLeast?.agencies !== undefined || dedupe === 'one_per_incident_and_agency'
  );
}

function sureHate({ hate }: IncidentEvidence): number {
  return hate?.is === 'yes' ? ASPECTS.hate : 0;
}

function possibleHate({ hate }: IncidentEvidence): number {
  return hate === undefined || hate.is === 'no' ? 0 : ASPECTS.hate;
}

/** Aspects as bits. */
interface Aspects {
  readonly sure: number;
  readonly possible: number;
}

const NO_ASPECTS: Aspects = { sure: 0, possible: 0 };

function aspectsOfTime({ frame, hasTimes }: Making, evidence: IncidentEvidence, dated: Dated): Aspects {
  if (!hasTimes) return NO_ASPECTS;
  const about = { frame, days: evidence.days };
  const last = frame.lastTimelyDay?.(evidence.days.through) ?? -Infinity;
  let sure = dated.made.through <= last ? ASPECTS.timely : 0;
  let possible = dated.made.from <= last ? ASPECTS.timely : 0;
  frame.partlyInside.forEach(({ window: { tests }, days }, n) => {
    const tested = testedDaysOf(about, tests, dated);
    if (!haveCommonDay(tested, days)) return;
    const aspect = INSIDE[n] ?? 0;
    possible |= aspect;
    // The days of an incident are those on which it was, of which one inside is enough; of a complaint, those possible.
    if (tests === 'incident' || (tested.from >= days.from && tested.through <= days.through)) sure |= aspect;
  });
  return { sure, possible };
}

/** Whether it is not known whose count it belongs to: that of which person or household. */
export function isOfUnknown(rule: Count, atom: Atom): boolean {
  return countsEachAlone(rule) && (atom.whose === NOBODY_KNOWN || atom.mayBeOfOthers);
}
