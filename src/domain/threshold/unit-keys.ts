import type { Count } from '#domain/policy/criterion.js';
import { NOBODY_KNOWN, type Atom } from './atoms.js';
import type { ComplaintFact } from './facts.js';
import { householdsOf } from './households.js';
import type { IncidentEvidence } from './incident-evidence.js';
import type { Unit } from './measures.js';

/** Which one of the things that a unit counts an atom is of. */
export interface UnitKey {
  /** Equal for what is surely the same thing. */
  readonly key: number;
  /** Things of different scopes are surely different. */
  readonly scope: number;
  /** Whether it is known which thing of its scope it is; if not, it may be the same as any other of the scope. */
  readonly isKnown: boolean;
  /** Whether any number of things may stand behind it. */
  readonly isMany: boolean;
}

/** The keys of the atoms that are of any of the things of one unit. */
export interface UnitKeys {
  /** By the index of the atom. */
  readonly of: readonly (UnitKey | undefined)[];
  /** Keys and scopes are numbers below it. */
  readonly size: number;
}

interface Naming {
  readonly scope: string;
  /** Null: not known. */
  readonly key: string | null;
  readonly isMany?: boolean;
  /** Where the key is not known: what at least is surely one thing. */
  readonly token?: string;
}

interface Placed {
  readonly atoms: readonly Atom[];
  readonly evidence: readonly IncidentEvidence[];
}

/** Finds for each atom which incident, report, person, household or agency it is of. */
export function unitKeysOf(unit: Unit, rule: Count, { atoms, evidence }: Placed): UnitKeys {
  const told = evidence.flatMap(({ incident }) => incident.complaints);
  const names = namingOf(unit, rule, told);
  const numbers = new Map<string, number>();
  const numberOf = (name: string): number => {
    const number = numbers.get(name) ?? numbers.size;
    numbers.set(name, number);
    return number;
  };
  const of = atoms.map((atom, n): UnitKey | undefined => {
    const naming = names(atom);
    if (naming === undefined) return undefined;
    const { scope, key, isMany = false, token } = naming;
    const own = key === null ? `?${token ?? String(n)}` : `=${key}`;
    const isKnown = key !== null;
    return { scope: numberOf(`/${scope}`), key: numberOf(`${scope}${own}`), isKnown, isMany };
  });
  return { of, size: numbers.size };
}

function namingOf(
  unit: Unit,
  rule: Count,
  told: readonly ComplaintFact[],
): (atom: Atom) => Naming | undefined {
  const { by, separateDays } = rule;
  const person = (atom: Atom): Naming => {
    if (by === 'victim' || by === 'one_person') return { scope: '', key: '' };
    if (atom.person !== NOBODY_KNOWN) return { scope: '', key: String(atom.person) };
    return { scope: '', key: null, isMany: atom.prospectOf !== undefined };
  };
  switch (unit) {
    case 'incidents':
      return ({ incident, evidence }) => ({
        scope: '',
        key: String(separateDays ? evidence.occurredOn : incident),
      });
    case 'people':
      return person;
    case 'households':
      return by === 'one_household' ? () => ({ scope: '', key: '' }) : householdNaming(told);
    case 'agencies':
      return agencyNaming(told);
    case 'reports':
      return reportNaming(rule, { person, agency: agencyNaming(told) });
  }
}

function householdNaming(told: readonly ComplaintFact[]): (atom: Atom) => Naming {
  const householdOf = householdsOf(told);
  return ({ complaint, prospectOf }) => {
    if (!complaint) return { scope: '', key: null, isMany: prospectOf !== undefined };
    const { id, ofPerson } = householdOf(complaint.complaint);
    const token = ofPerson === undefined ? {} : { token: `person ${ofPerson}` };
    return { scope: '', key: id, ...token };
  };
}

/**
 * An agency of which only the kind is known is taken to be the first by id of that kind that is known, since most often
 * there is one. A complaint of which not even that is known is of none.
 */
function agencyNaming(told: readonly ComplaintFact[]): (atom: Atom) => Naming | undefined {
  const byKind = new Map<string, string>();
  for (const { agencyId, agencyKind } of told) {
    if (agencyId === undefined || agencyKind === undefined) continue;
    const known = byKind.get(agencyKind);
    if (known === undefined || agencyId < known) byKind.set(agencyKind, agencyId);
  }
  return ({ complaint, prospectOf }) => {
    if (prospectOf) return { scope: '', key: prospectOf.agencyId, isMany: prospectOf.agencyId === null };
    const { agencyId, agencyKind } = complaint?.complaint ?? {};
    if (agencyId !== undefined) return { scope: '', key: agencyId };
    if (agencyKind === undefined) return undefined;
    return { scope: '', key: byKind.get(agencyKind) ?? `kind ${agencyKind}` };
  };
}

interface Names {
  readonly person: (atom: Atom) => Naming;
  readonly agency: (atom: Atom) => Naming | undefined;
}

function reportNaming({ dedupe }: Count, { person, agency }: Names): (atom: Atom) => Naming {
  switch (dedupe ?? 'none') {
    case 'none':
      return (atom) =>
        atom.complaint
          ? { scope: '', key: `${String(atom.incident)} ${atom.complaint.complaint.id}` }
          : { scope: '', key: null, isMany: true };
    case 'one_per_incident_and_person':
      return (atom) => ({ ...person(atom), scope: String(atom.incident) });
    case 'one_per_incident_and_agency':
      return (atom) => ({ key: 'none', ...agency(atom), scope: String(atom.incident) });
    case 'one_per_person_and_day':
      return (atom) => {
        const { made } = atom;
        if (made && made.from === made.through && atom.complaint)
          return { ...person(atom), scope: String(made.from) };
        return { scope: '', key: null, isMany: atom.prospectOf !== undefined };
      };
  }
}
