import type { Count } from '#domain/policy/criterion.js';
import { periodOf } from '#domain/policy/windows-of.js';
import { testedDays, testedDaysOf, type Dated } from './tested-days.js';
import { countsEachAlone, type CountFrame } from './count-frame.js';
import { haveCommonDay, type Days } from './day-number.js';
import type { ComplaintFact } from './facts.js';
import { householdsOf } from './households.js';
import type { IncidentEvidence } from './incident-evidence.js';
import { ASPECTS, INSIDE } from './measures.js';
import { numbering } from './numbering.js';
import type { ComplaintStanding } from './standing.js';
import { sufferersOf, victimsOf } from './victims.js';

/** Nobody knows which person. */
export const NOBODY_KNOWN = -1;

/** The smallest thing that is counted: a complaint, a complaint that may still turn up, or what was suffered. */
export interface Atom {
  /** Its place among all atoms of the count, which are in the order of the facts. */
  readonly index: number;
  /** The number of its incident in the facts. */
  readonly incident: number;
  readonly evidence: IncidentEvidence;
  /** Left out of a prospect, and where a rule needs no complaint. */
  readonly complaint?: ComplaintStanding;
  /** Whether it is a complaint that nobody has produced yet: of the awaited agency, or of any. */
  readonly prospectOf?: { readonly agencyId: string | null };
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
  readonly made?: Days;
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

/** Everything that may count under the rule, in the order of the facts. */
export function atomsOf(frame: CountFrame, evidence: readonly IncidentEvidence[]): readonly Atom[] {
  const { rule } = frame;
  const incidents = evidence.map((each) => each.incident);
  const victims = victimsOf({ incidents, victims: frame.victims });
  const affected = sufferersOf(incidents, { victims, isAlone: countsEachAlone(rule) });
  const holders = holdersOf(rule, evidence);
  const personOf = numbering();
  const atoms: Atom[] = [];
  evidence.forEach((each, incident) => {
    const about = { evidence: each, incident, frame };
    if (each.ground.stands === 'does_not_count') return;
    if (rule.needs === 'suffered') {
      for (const personId of affected(each.incident)) {
        const isVictim = victims.has(personId);
        if (isVictim ? rule.by === 'others' : rule.by === 'victim') continue;
        atoms.push(suffered(about, { personId, person: personOf(personId), isVictim, index: atoms.length }));
      }
      return;
    }
    for (const complaint of each.complaints) {
      const { personId } = complaint.complaint;
      const { stands, made, tested } = complaint;
      if (stands === 'does_not_count' || !made || !tested) continue;
      const person = personId === null ? NOBODY_KNOWN : personOf(personId);
      const holder = holders?.(complaint.complaint);
      atoms.push(
        ofComplaint(
          about,
          { complaint, placed: { made, days: tested, recordedOn: complaint.recordedOn } },
          { person, holder, index: atoms.length },
        ),
      );
    }
    atoms.push(...prospects(about, atoms.length));
  });
  return atoms;
}

type Holder = Pick<Atom, 'whose' | 'mayBeOfOthers'>;

/** The household of each complaint by number, where households are counted alone. */
function holdersOf(
  { by }: Count,
  evidence: readonly IncidentEvidence[],
): ((complaint: ComplaintFact) => Holder) | undefined {
  if (by !== 'one_household') return undefined;
  const householdOf = householdsOf(evidence.flatMap(({ incident }) => incident.complaints));
  const numberOf = numbering();
  return (complaint) => {
    const { id, ofPerson } = householdOf(complaint);
    if (id !== null) return { whose: numberOf(`=${id}`), mayBeOfOthers: false };
    if (ofPerson === undefined) return { whose: NOBODY_KNOWN, mayBeOfOthers: false };
    return { whose: numberOf(`?${ofPerson}`), mayBeOfOthers: true };
  };
}

interface About {
  readonly evidence: IncidentEvidence;
  readonly incident: number;
  readonly frame: CountFrame;
}

interface Sufferer {
  readonly personId: string;
  readonly person: number;
  readonly isVictim: boolean;
  readonly index: number;
}

function suffered(
  { evidence, incident, frame }: About,
  { personId, person, isVictim, index }: Sufferer,
): Atom {
  const { ground, occurredOn, lastOn } = evidence;
  const days = { from: occurredOn, through: lastOn };
  const hate = aspectsOfHate(evidence);
  const timing = aspectsOfTime({ frame, occurredOn, lastOn }, { made: days, recordedOn: undefined });
  const victim = isVictim ? ASPECTS.victim : 0;
  return {
    index,
    incident,
    evidence,
    isSure: ground.stands === 'counts',
    days,
    begins: days,
    person,
    personId,
    whose: person,
    mayBeOfOthers: false,
    sureAspects: hate.sureAspects | timing.sureAspects | victim,
    possibleAspects: hate.possibleAspects | timing.possibleAspects | victim,
  };
}

interface Placed extends Dated {
  readonly days: Days;
}

interface Complained {
  readonly complaint: ComplaintStanding;
  readonly placed: Placed;
}

interface Complainant {
  readonly person: number;
  /** Left out where households are not counted alone. */
  readonly holder: Holder | undefined;
  readonly index: number;
}

// Written out member by member: there are as many atoms as complaints, and spreading costs more than all the rest.
function ofComplaint(
  { frame, evidence, incident }: About,
  { complaint, placed: { made, days, recordedOn } }: Complained,
  { person, holder, index }: Complainant,
): Atom {
  const { byVictim, personId } = complaint.complaint;
  const hate = aspectsOfHate(evidence);
  const { occurredOn, lastOn } = evidence;
  const timing = aspectsOfTime({ frame, occurredOn, lastOn }, { made, recordedOn });
  return {
    index,
    incident,
    evidence,
    complaint,
    isSure: evidence.ground.stands === 'counts' && complaint.stands === 'counts',
    days,
    begins: beginningOf(frame, evidence, days),
    made,
    person,
    personId,
    whose: holder?.whose ?? person,
    mayBeOfOthers: holder?.mayBeOfOthers ?? false,
    sureAspects: hate.sureAspects | timing.sureAspects | (byVictim === true ? ASPECTS.victim : 0),
    possibleAspects:
      hate.possibleAspects | timing.possibleAspects | (byVictim === false ? 0 : ASPECTS.victim),
  };
}

function beginningOf({ rule }: CountFrame, { occurredOn }: IncidentEvidence, days: Days): Days {
  const period = periodOf(rule);
  if (period?.anchor !== 'from_first' || period.of === undefined) return days;
  return { from: occurredOn, through: occurredOn };
}

/** One for each agency that may hold it where agencies are told apart, else one for all of them. */
function prospects({ evidence, incident, frame }: About, index: number): Atom[] {
  const { prospect, occurredOn, lastOn } = evidence;
  const about = { frame, occurredOn, lastOn };
  const days = prospect && testedDays(about, prospect.made, null);
  if (!prospect || !days) return [];
  const agencies = [
    ...(tellsAgenciesApart(frame.rule) ? prospect.agencyIds : prospect.agencyIds.slice(0, 1)),
    ...(prospect.ofAnyAgency ? [null] : []),
  ];
  const possibleAspects =
    aspectsOfHate(evidence).possibleAspects |
    aspectsOfTime(about, { made: prospect.made, recordedOn: null }).possibleAspects |
    (frame.rule.by === 'others' ? 0 : ASPECTS.victim);
  return agencies.map((agencyId, n) => ({
    index: index + n,
    incident,
    evidence,
    prospectOf: { agencyId },
    isSure: false,
    days,
    begins: beginningOf(frame, evidence, days),
    made: prospect.made,
    person: NOBODY_KNOWN,
    personId: null,
    whose: NOBODY_KNOWN,
    mayBeOfOthers: false,
    sureAspects: 0,
    possibleAspects,
  }));
}

function tellsAgenciesApart({ unit, alsoAtLeast, dedupe }: Count): boolean {
  return (
    unit === 'agencies' || alsoAtLeast?.agencies !== undefined || dedupe === 'one_per_incident_and_agency'
  );
}

type Aspects = Pick<Atom, 'sureAspects' | 'possibleAspects'>;

const NO_ASPECTS: Aspects = { sureAspects: 0, possibleAspects: 0 };

function aspectsOfHate({ hate }: IncidentEvidence): Aspects {
  if (hate === undefined) return NO_ASPECTS;
  return {
    sureAspects: hate.is === 'yes' ? ASPECTS.hate : 0,
    possibleAspects: hate.is === 'no' ? 0 : ASPECTS.hate,
  };
}

function aspectsOfTime(about: Parameters<typeof testedDaysOf>[0], dated: Dated): Aspects {
  const { partlyInside, lastTimelyDay } = about.frame;
  if (partlyInside.length === 0 && lastTimelyDay === undefined) return NO_ASPECTS;
  const last = lastTimelyDay?.(about.lastOn) ?? -Infinity;
  let sureAspects = dated.made.through <= last ? ASPECTS.timely : 0;
  let possibleAspects = dated.made.from <= last ? ASPECTS.timely : 0;
  partlyInside.forEach(({ window: { tests }, days }, n) => {
    const tested = testedDaysOf(about, tests, dated);
    if (!haveCommonDay(tested, days)) return;
    const aspect = INSIDE[n] ?? 0;
    possibleAspects |= aspect;
    // The days of an incident are those on which it was, of which one inside is enough; of a complaint, those possible.
    if (tests === 'incident' || (tested.from >= days.from && tested.through <= days.through))
      sureAspects |= aspect;
  });
  return { sureAspects, possibleAspects };
}

/** Whether it is not known whose count it belongs to: that of which person or household. */
export function isOfUnknown(rule: Count, atom: Atom): boolean {
  return countsEachAlone(rule) && (atom.whose === NOBODY_KNOWN || atom.mayBeOfOthers);
}
