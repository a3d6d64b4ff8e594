import { Temporal } from 'temporal-polyfill';
import type { CalendarLength } from '#domain/calendar/length.js';
import type { LocalDate } from '#domain/calendar/local-date.js';
import type { Count, Relation, Window } from '#domain/policy/criterion.js';
import type { FirstDay } from '#domain/calendar/first-day.js';
import {
  isBackground,
  type ComplaintFact,
  type IncidentFact,
  type ThresholdFacts,
} from '#domain/threshold/facts.js';

/** One thing that counts, with everything known about it. */
interface Item {
  readonly incident: IncidentFact;
  readonly complaint?: ComplaintFact;
  /** Who suffered it, where a rule needs no complaint. */
  readonly sufferer?: string;
}

/**
 * Whether a count is met by facts of which everything is known, by trying every selection: each person, each group of
 * related incidents and each day on which a period may begin. It is slow and says nothing, and shares no code with what
 * it checks.
 */
export function isMetByAll(rule: Count, facts: ThresholdFacts): boolean {
  const items = facts.incidents
    .filter((incident) => isIncidentGood(rule, incident, facts))
    .flatMap((incident): Item[] =>
      rule.needs === 'suffered'
        ? sufferersOf(rule, incident, facts).map((sufferer) => ({ incident, sufferer }))
        : incident.complaints
            .filter((complaint) => isComplaintGood(rule, { incident, complaint }, facts))
            .map((complaint) => ({ incident, complaint })),
    );
  return groupsOf(rule, facts)
    .map((members) => items.filter(({ incident }) => members.includes(incident.id)))
    .flatMap((group) => peopleOf(rule, group))
    .flatMap((selection) => periodsOf(rule, selection))
    .some((selection) => reachesAll(rule, selection, facts));
}

/** The victims whom the complaints name; what need only be suffered is counted for those. */
export function victimsOf({ incidents }: ThresholdFacts): readonly string[] {
  const own = incidents.flatMap((each) => each.complaints.filter(({ byVictim }) => byVictim === true));
  const ids = own.flatMap(({ personId }) => (personId === null ? [] : [personId]));
  return ids.length === 0 ? ['victim'] : [...new Set(ids)];
}

function sufferersOf({ by }: Count, { affected }: IncidentFact, facts: ThresholdFacts): readonly string[] {
  const victims = victimsOf(facts);
  return (affected ?? victims).filter((person) =>
    by === 'victim' ? victims.includes(person) : by !== 'others' || !victims.includes(person),
  );
}

function before(one: LocalDate, other: LocalDate): boolean {
  return Temporal.PlainDate.compare(one, other) < 0;
}

/** The last day of a length, found by walking: no corresponding day in the month reached means its last day. */
function lastDay(start: LocalDate, length: CalendarLength, firstDay: FirstDay): LocalDate {
  const back = firstDay === 'counts' ? 1 : 0;
  if ('days' in length) return start.add({ days: length.days - back });
  if ('weeks' in length) return start.add({ days: 7 * length.weeks - back });
  const month = start.with({ day: 1 }).add({ months: length.months });
  if (start.day > month.daysInMonth) return month.with({ day: month.daysInMonth });
  return month.with({ day: start.day }).subtract({ days: back });
}

interface Stretch {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

function windowsIn({ window = [] }: Count): readonly Window[] {
  return 'anchor' in window ? [window] : window;
}

type Before = Extract<Window, { anchor: 'before_application' }>;

/** The windows before the application in which all, or only so many, have to lie. */
function windowsBefore(rule: Count, isPart: boolean): readonly Before[] {
  return windowsIn(rule).flatMap((each) =>
    each.anchor === 'before_application' && (each.atLeast !== undefined) === isPart ? [each] : [],
  );
}

function isIn(window: Before, item: Item, receivedOn: LocalDate): boolean {
  const { from, to } = testedDate(window, item);
  const reached = receivedOn.subtract(window.length);
  const first = window.firstDay === 'counts' ? reached.add({ days: 1 }) : reached;
  return !before(to, first) && !before(receivedOn, from);
}

function isInWindows(rule: Count, item: Item, receivedOn: LocalDate): boolean {
  return windowsBefore(rule, false).every((window) => isIn(window, item, receivedOn));
}

function stretchOf({ occurredOn, through = occurredOn }: IncidentFact): Stretch {
  return { from: occurredOn, to: through };
}

function testedDate(
  { tests }: Exclude<Window, { anchor: 'per_complaint' }>,
  { incident, complaint }: Item,
): Stretch {
  if (tests === 'incident' || !complaint) return stretchOf(incident);
  const made = complaint.madeOn ?? incident.occurredOn;
  const day = tests === 'complaint' ? made : (complaint.recordedOn ?? made);
  return { from: day, to: day };
}

function isHate({ hateIs }: Count, { hatePerceived, hateRecorded, crime }: IncidentFact): boolean {
  if (hateIs === 'crime') return hatePerceived && crime === true;
  if (hateIs === 'recorded') return hateRecorded === true;
  return hatePerceived || (hateIs === 'perceived_or_recorded' && hateRecorded === true);
}

function isIncidentGood(rule: Count, incident: IncidentFact, { receivedOn }: ThresholdFacts): boolean {
  const { behaviours, exceptBehaviours, category, judgement } = rule;
  const kinds = incident.behaviours ?? [];
  const confirmed = incident.match === 'confirmed' || incident.match === 'differs';
  const inBackground =
    confirmed && incident.complaints.length > 0 && incident.complaints.every((each) => isBackground(each));
  return (
    incident.match !== 'not_found' &&
    !inBackground &&
    !before(receivedOn, incident.occurredOn) &&
    (category !== 'hate' || isHate(rule, incident)) &&
    (category !== 'asb_without_hate' || !isHate(rule, incident)) &&
    (behaviours === undefined || kinds.some((kind) => behaviours.includes(kind))) &&
    !kinds.some((kind) => exceptBehaviours?.some((each) => each === kind)) &&
    (judgement === undefined || incident.caused.harassmentAlarmOrDistress === true) &&
    (rule.needs !== 'suffered' || isInWindows(rule, { incident }, receivedOn))
  );
}

function isTimely({ reportedWithin }: Count, { incident, complaint }: Item): boolean {
  if (!reportedWithin || !complaint?.madeOn) return true;
  const { length, firstDay = 'does_not_count' } = reportedWithin;
  return !before(lastDay(stretchOf(incident).to, length, firstDay), complaint.madeOn);
}

function isComplaintGood(rule: Count, item: Item, { receivedOn }: ThresholdFacts): boolean {
  const { complaint, incident } = item;
  if (!complaint?.madeOn || isBackground(complaint)) return false;
  const { byVictim, basis, formallyRecorded, agencyKind, madeOn } = complaint;
  const { recordedBy } = rule;
  const serves = windowsIn(rule).every(
    (window) =>
      window.anchor !== 'per_complaint' ||
      !before(lastDay(madeOn, window.length, window.firstDay ?? 'counts'), receivedOn),
  );
  return (
    (rule.needs !== 'recorded_report' || (basis === 'report' && formallyRecorded)) &&
    (!recordedBy || (agencyKind !== undefined && recordedBy.includes(agencyKind))) &&
    (rule.by !== 'victim' || byVictim === true) &&
    (rule.by !== 'others' || byVictim === false) &&
    !before(madeOn, incident.occurredOn) &&
    !before(receivedOn, madeOn) &&
    (typeof rule.reportedWithin?.which === 'number' || isTimely(rule, item)) &&
    serves &&
    isInWindows(rule, item, receivedOn)
  );
}

/** Lists of ids of incidents that belong together; answers of yes and no are taken for the last word. */
function groupsOf({ related }: Count, { incidents, judgements = [] }: ThresholdFacts): string[][] {
  if (!related) return [incidents.map(({ id }) => id)];
  return related.flatMap((relation) => {
    const linked = (one: IncidentFact, other: IncidentFact) =>
      one.id === other.id ||
      hasSameLabel(relation, one, other) ||
      judgements.some(
        ({ question, answer, incidentIds = [] }) =>
          question === relation && answer && incidentIds.includes(one.id) && incidentIds.includes(other.id),
      );
    return incidents.map((first) => {
      const members = new Set([first]);
      for (let round = 0; round < incidents.length; round++)
        for (const other of incidents)
          if ([...members].some((member) => linked(member, other))) members.add(other);
      return [...members].map(({ id }) => id);
    });
  });
}

function hasSameLabel(relation: Relation, one: IncidentFact, other: IncidentFact): boolean {
  if (relation === 'same_incident') return false;
  const key = relation === 'same_place' ? 'place' : 'problem';
  return one[key] !== undefined && one[key] === other[key];
}

function peopleOf(rule: Count, items: readonly Item[]): (readonly Item[])[] {
  if (rule.by === 'anybody' || rule.by === 'others') return [items];
  const key = rule.by === 'one_household' ? 'householdId' : 'personId';
  const nameOfHolder = ({ complaint, sufferer }: Item) => sufferer ?? complaint?.[key];
  const holders = new Set(items.map(nameOfHolder));
  return [...holders].map((holder) => items.filter((item) => nameOfHolder(item) === holder));
}

function periodsOf(rule: Count, items: readonly Item[]): (readonly Item[])[] {
  const window = windowsIn(rule).find(({ anchor }) => anchor === 'any_period' || anchor === 'from_first');
  if (window?.anchor !== 'any_period' && window?.anchor !== 'from_first') return [items];
  const stretches = items.map((item) => testedDate(window, item));
  const inOrder = (dates: readonly LocalDate[]) =>
    [...dates].sort((one, other) => Temporal.PlainDate.compare(one, other));
  const isOfIncident = window.anchor === 'from_first' && window.of === 'incident';
  const firsts = inOrder(
    isOfIncident ? items.map(({ incident }) => incident.occurredOn) : stretches.map(({ from }) => from),
  );
  const starts =
    window.anchor === 'from_first' ? firsts.slice(0, 1) : [...firsts, ...stretches.map(({ to }) => to)];
  const firstDay = window.anchor === 'from_first' ? (window.firstDay ?? 'counts') : 'counts';
  return starts.map((start) => {
    const end = lastDay(start, window.length, firstDay);
    return items.filter((item) => {
      const { from, to } = testedDate(window, item);
      return !before(to, start) && !before(end, from);
    });
  });
}

function reachesAll(rule: Count, items: readonly Item[], facts: ThresholdFacts): boolean {
  const { receivedOn } = facts;
  const { alsoAtLeast = {}, reportedWithin } = rule;
  const { hate = 0, ...units } = alsoAtLeast;
  const own = (some: readonly Item[]) => numberOf(rule.unit, rule, some);
  const many = typeof reportedWithin?.which === 'number' ? reportedWithin.which : 0;
  const total = rule.separateIncidents ? mostPairs(rule, items) : own(items);
  return (
    total >= rule.atLeast &&
    Object.entries(units).every(([unit, least]) => numberOf(unit as Count['unit'], rule, items) >= least) &&
    own(items.filter(({ incident }) => isHate(rule, incident))) >= hate &&
    own(items.filter((item) => isTimely(rule, item))) >= many &&
    windowsBefore(rule, true).every(
      (window) => own(items.filter((item) => isIn(window, item, receivedOn))) >= (window.atLeast ?? 0),
    ) &&
    (!rule.includesVictim ||
      items.some(
        ({ complaint, sufferer = '' }) => complaint?.byVictim === true || victimsOf(facts).includes(sufferer),
      ))
  );
}

function nameOf(
  unit: Count['unit'],
  { dedupe, separateDays }: Count,
  { incident, complaint, sufferer }: Item,
): string {
  const { id = '', personId = '', householdId = '', agencyId = '', madeOn } = complaint ?? {};
  switch (unit) {
    case 'incidents':
      return separateDays ? incident.occurredOn.toString() : incident.id;
    case 'people':
      return sufferer ?? String(personId);
    case 'households':
      return String(householdId);
    case 'agencies':
      return agencyId;
    case 'reports':
      if (dedupe === 'one_per_incident_and_person') return `${incident.id} ${String(personId)}`;
      if (dedupe === 'one_per_incident_and_agency') return `${incident.id} ${agencyId}`;
      return dedupe === 'one_per_person_and_day' ? `${String(personId)} ${String(madeOn)}` : id;
  }
}

function numberOf(unit: Count['unit'], rule: Count, items: readonly Item[]): number {
  return new Set(items.map((item) => nameOf(unit, rule, item))).size;
}

/** The most who can each have an incident of their own: somebody has one of theirs and the rest share the others, or has none. */
function mostPairs(rule: Count, items: readonly Item[]): number {
  const [first] = items;
  if (!first) return 0;
  const name = nameOf(rule.unit, rule, first);
  const others = items.filter((item) => nameOf(rule.unit, rule, item) !== name);
  const own = items.filter((item) => nameOf(rule.unit, rule, item) === name);
  const without = mostPairs(rule, others);
  return own.reduce(
    (most, { incident }) =>
      Math.max(
        most,
        1 +
          mostPairs(
            rule,
            others.filter((item) => item.incident.id !== incident.id),
          ),
      ),
    without,
  );
}
