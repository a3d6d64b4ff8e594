import type { LocalDate } from '#domain/calendar/local-date.js';
import type { ComplaintFact, IncidentFact } from '#domain/threshold/facts.js';
import type { WrittenComplaint, WrittenHate } from './incident-schema.js';
import { findAgency, type KnownAgency } from './known-agencies.js';
import type { PlacedIncident } from './written-incidents.js';
import { dayOf, isYes, isYesOrNull, listOf } from './written-values.js';

/** Who is who in a case, and which agencies there are. */
export interface CaseContext {
  readonly agencies: readonly KnownAgency[];
  /** The first is also called victim. */
  readonly victims: readonly string[];
  /** The household of a person, where the case says. */
  readonly householdOf: ReadonlyMap<string, string>;
}

/** The incident as the engine takes it. */
export function incidentFact(placed: PlacedIncident, context: CaseContext): IncidentFact {
  const { id, written } = placed;
  const behaviours = listOf<string>(written.behaviours);
  const affected = listOf<string | number>(written.affected).map((who) => personOf(String(who), context));
  return {
    id,
    occurredOn: dayOf(placed.on),
    ...(placed.through === undefined ? {} : { through: dayOf(placed.through) }),
    ...hateOf(written.hate ?? 'no'),
    ...(written.dateAgreed === undefined ? {} : { dateAgreed: isYes(written.dateAgreed) }),
    ...(affected.length === 0 ? {} : { affected: [...new Set(affected)] }),
    ...(written.crime === undefined ? {} : { crime: isYesOrNull(written.crime) }),
    ...(behaviours.length === 0 ? {} : { behaviours }),
    ...label('problem', written.problem),
    ...label('place', written.place),
    ...label('personComplainedOf', written.personComplainedOf),
    match: written.record ?? 'confirmed',
    caused: { harassmentAlarmOrDistress: isYesOrNull(written.causedHarassment ?? 'unknown') },
    complaints: complaintsOf(placed, context),
  };
}

function hateOf(hate: WrittenHate): Pick<IncidentFact, 'hatePerceived' | 'hateRecorded' | 'hatePerceivedBy'> {
  if (typeof hate === 'object') {
    const { perceived = 'no', recorded = 'no', by } = hate;
    return {
      hatePerceived: isYes(perceived),
      hateRecorded: isYesOrNull(recorded),
      ...(by === undefined ? {} : { hatePerceivedBy: by }),
    };
  }
  const perceived = hate === true || hate === 'yes' || hate === 'perceived' || hate === 'both';
  return { hatePerceived: perceived, hateRecorded: hate === 'recorded' || hate === 'both' };
}

function label<K extends string>(key: K, value: string | number | undefined): Partial<Record<K, string>> {
  const named: Partial<Record<K, string>> = {};
  if (value !== undefined) named[key] = String(value);
  return named;
}

/** Every person told every agency named: that many complaints, in the order written. */
function complaintsOf(placed: PlacedIncident, context: CaseContext): ComplaintFact[] {
  const each = placed.complaints.flatMap((written) => {
    const people = listOf<string | number>(written.by ?? 'victim').map(String);
    const told = listOf<string>(written.to);
    const severally = people.length * told.length > 1;
    return people.flatMap((person) => told.map((to) => ({ written, person, to, severally })));
  });
  return each.map(({ written, person, to, severally }, index) => {
    const number = String(index + 1);
    const own = written.id === undefined ? undefined : String(written.id);
    const id = own === undefined ? `${placed.id}-complaint-${number}` : severally ? `${own}-${number}` : own;
    return complaintFact({ id, written, person, to, lastOn: placed.through ?? placed.on }, context);
  });
}

interface OneComplaint {
  readonly id: string;
  readonly written: WrittenComplaint;
  readonly person: string;
  readonly to: string;
  readonly lastOn: string;
}

function complaintFact(complaint: OneComplaint, context: CaseContext): ComplaintFact {
  const { id, written, person, to, lastOn } = complaint;
  const agency = findAgency(to, context.agencies);
  const on = written.on ?? lastOn;
  const recorded = written.recorded ?? 'yes';
  const who = complainant(person, context);
  const household = written.household ?? context.householdOf.get(who.personId ?? person);
  return {
    id,
    basis: written.evidence !== undefined && isYes(written.evidence) ? 'evidence' : 'report',
    ...(agency ? { agencyId: agency.id, agencyKind: agency.kind } : {}),
    ...who,
    ...madeForOf(written, who, context),
    ...(household === undefined ? {} : { householdId: String(household) }),
    madeOn: on === 'unknown' ? null : dayOf(on),
    ...recording(recorded),
    ...backgroundOf(written),
  };
}

/** A complaint whose day is yet to be found is no background record, unless the file says that it is. */
function backgroundOf({ background, on }: WrittenComplaint): { background?: boolean } {
  if (background !== undefined) return { background: isYes(background) };
  return on === 'unknown' ? { background: false } : {};
}

/** Nobody complains for themselves. */
function madeForOf(
  written: WrittenComplaint,
  { personId }: Pick<ComplaintFact, 'personId'>,
  context: CaseContext,
): Pick<ComplaintFact, 'madeFor'> {
  if (written.for === undefined) return {};
  if (written.for === 'unknown') return { madeFor: null };
  const madeFor = personOf(String(written.for), context);
  return madeFor === personId ? {} : { madeFor };
}

/** The label of a person, by which the first victim has one only. */
function personOf(person: string, { victims }: Pick<CaseContext, 'victims'>): string {
  return person === 'victim' ? (victims[0] ?? person) : person;
}

type Complainant = Pick<ComplaintFact, 'personId' | 'byVictim' | 'anonymous'>;

function complainant(person: string, { victims }: CaseContext): Complainant {
  if (person === 'anonymous') return { personId: null, byVictim: null, anonymous: true };
  if (person === 'unknown') return { personId: null, byVictim: null };
  if (person === 'somebody_else') return { personId: null, byVictim: false };
  const isVictim = person === 'victim' || victims.includes(person);
  return { personId: personOf(person, { victims }), byVictim: isVictim };
}

function recording(recorded: boolean | string): { formallyRecorded: boolean; recordedOn?: LocalDate } {
  if (typeof recorded === 'boolean' || recorded === 'yes' || recorded === 'no')
    return { formallyRecorded: recorded === true || recorded === 'yes' };
  return { formallyRecorded: true, recordedOn: dayOf(recorded) };
}
