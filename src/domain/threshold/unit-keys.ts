import type { Count } from '#domain/policy/criterion.js';
import { NOBODY_KNOWN, type Atom } from './atoms.js';
import type { ComplaintFact } from './facts.js';
import { householdsOf } from './households.js';
import type { IncidentEvidence } from './incident-evidence.js';
import type { Unit } from './measures.js';
import { KIN, kinOf, type Kin } from './kin.js';
import { numbering } from './numbering.js';

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
  /** Of what is not known: from what else of its scope it is surely different. Of things that are no people, other. */
  readonly kin: Kin;
}

/** The keys of the atoms that are of any of the things of one unit. */
export interface UnitKeys {
  /** By the index of the atom. */
  readonly of: readonly UnitKey[];
  /** Keys and scopes are numbers below it. */
  readonly size: number;
}

interface Naming {
  /** A whole number; things are counted apart in each. */
  readonly scope: number;
  /** A whole number; undefined: not known. */
  readonly key: number | undefined;
  /** Where the key is not known: the number of what at least is surely one thing; left out, it is one of its own. */
  readonly token?: number;
  readonly isMany: boolean;
  readonly kin: Kin;
}

type Name = (atom: Atom) => Naming;

interface Placed {
  readonly atoms: readonly Atom[];
  readonly evidence: readonly IncidentEvidence[];
}

/** Finds for each atom which incident, report, person, household or agency it is of. */
export function unitKeysOf(unit: Unit, rule: Count, { atoms, evidence }: Placed): UnitKeys {
  const name = namingOf(unit, rule, () => evidence.flatMap(({ incident }) => incident.complaints));
  const scopes = new Map<number, Scope>();
  let size = 0;
  const scopeOf = (scope: number): Scope => {
    const found = scopes.get(scope) ?? { scope: size++, known: new Map(), tokens: new Map() };
    scopes.set(scope, found);
    return found;
  };
  const numberIn = (numbers: Map<number, number>, key: number): number => {
    const number = numbers.get(key) ?? size++;
    numbers.set(key, number);
    return number;
  };
  const of = atoms.map((atom): UnitKey => {
    const { scope: number, key, token, isMany, kin } = name(atom);
    const { scope, known, tokens } = scopeOf(number);
    if (key !== undefined) return { scope, key: numberIn(known, key), isKnown: true, isMany, kin };
    return {
      scope,
      key: token === undefined ? size++ : numberIn(tokens, token),
      isKnown: false,
      isMany,
      kin,
    };
  });
  return { of, size };
}

/** The number of a scope, and those of what is in it. */
interface Scope {
  readonly scope: number;
  readonly known: Map<number, number>;
  readonly tokens: Map<number, number>;
}

function namingOf(unit: Unit, rule: Count, told: () => readonly ComplaintFact[]): Name {
  const { by, separateDays } = rule;
  switch (unit) {
    case 'incidents':
      return ({ incident, evidence }) => only(separateDays ? evidence.occurredOn : incident);
    case 'people':
      return personNaming(rule, told);
    case 'households':
      return by === 'one_household' ? () => only(0) : householdNaming(told());
    case 'agencies':
      return agencyNaming(told());
    case 'reports':
      return reportNaming(rule, told);
  }
}

/** Of the one scope that there is. */
function only(key: number | undefined, isMany = false): Naming {
  return { scope: ONLY_SCOPE, key, isMany, kin: KIN.other };
}

/** No day or incident has this number. */
const ONLY_SCOPE = Number.MIN_SAFE_INTEGER;

function personNaming({ by }: Count, told: () => readonly ComplaintFact[]): (atom: Atom) => Naming {
  if (by === 'victim' || by === 'one_person') return () => only(0);
  const kin = kinOf(told());
  return ({ person, prospectOf, complaint }) => ({
    ...only(person === NOBODY_KNOWN ? undefined : person, prospectOf !== undefined),
    kin: complaint ? kin(complaint.complaint) : person === NOBODY_KNOWN ? KIN.anybody : KIN.other,
  });
}

function householdNaming(told: readonly ComplaintFact[]): Name {
  const householdOf = householdsOf(told);
  const households = numbering();
  const people = numbering();
  return ({ complaint, prospectOf }) => {
    if (!complaint) return only(undefined, prospectOf !== undefined);
    const { id, ofPerson } = householdOf(complaint.complaint);
    if (id !== null) return only(households(id));
    return { ...only(undefined), ...(ofPerson === undefined ? {} : { token: people(ofPerson) }) };
  };
}

/**
 * An agency of which only the kind is known is taken to be the first by id of that kind that is known, since most often
 * there is one.
 */
function agencyNaming(told: readonly ComplaintFact[]): (atom: Atom) => Naming {
  const byKind = new Map<string, string>();
  for (const { agencyId, agencyKind } of told) {
    if (agencyId === undefined || agencyKind === undefined) continue;
    const known = byKind.get(agencyKind);
    if (known === undefined || agencyId < known) byKind.set(agencyKind, agencyId);
  }
  const agencies = numbering();
  return ({ complaint, prospectOf }) => {
    if (prospectOf)
      return prospectOf.agencyId === null ? only(undefined, true) : only(agencies(prospectOf.agencyId));
    const { agencyId, agencyKind } = complaint?.complaint ?? {};
    if (agencyId !== undefined) return only(agencies(agencyId));
    if (agencyKind === undefined) return only(undefined);
    return only(agencies(byKind.get(agencyKind) ?? `kind ${agencyKind}`));
  };
}

function reportNaming(rule: Count, told: () => readonly ComplaintFact[]): Name {
  const person = personNaming(rule, told);
  switch (rule.dedupe ?? 'none') {
    case 'none': {
      const ids = numbering();
      return ({ complaint, incident }) =>
        complaint ? { ...only(ids(complaint.complaint.id)), scope: incident } : only(undefined, true);
    }
    case 'one_per_incident_and_person':
      return (atom) => ({ ...person(atom), scope: atom.incident });
    case 'one_per_incident_and_agency': {
      const agency = agencyNaming(told());
      return (atom) => ({ ...agency(atom), scope: atom.incident });
    }
    case 'one_per_person_and_day':
      return (atom) => {
        const { made, complaint } = atom;
        if (made && made.from === made.through && complaint) return { ...person(atom), scope: made.from };
        return only(undefined, atom.prospectOf !== undefined);
      };
  }
}
