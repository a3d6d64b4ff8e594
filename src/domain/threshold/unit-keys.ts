import type { Count } from '#domain/policy/criterion.js';
import { NOBODY_KNOWN, type Atom } from './atoms.js';
import type { DatedFacts } from './dated-facts.js';
import { KIN, type Kin } from './kin.js';
import type { Unit } from './measures.js';
import { numbering } from './numbering.js';

/** Which one of the things that a unit counts each atom is of, by the index of the atom. */
export interface UnitKeys {
  /** Equal for what is surely the same thing. */
  readonly key: Int32Array;
  /** Things of different scopes are surely different. */
  readonly scope: Int32Array;
  /** From what else of its scope it is surely different, where it is not known. Of things that are no people, other. */
  readonly kin: Uint8Array;
  /** 1: it is known which thing of its scope it is; 0: it may be the same as any other of the scope. */
  readonly isKnown: Uint8Array;
  /** 1: any number of things may stand behind it. */
  readonly isMany: Uint8Array;
  /** Keys are numbers below it. */
  readonly size: number;
  /** Scopes are numbers below it. */
  readonly scopes: number;
}

/** What an atom is of. */
interface Naming {
  /** A whole number; things are counted apart in each. */
  readonly scope: number;
  /** A whole number, below the number of atoms unless the scope is the only one; undefined: not known. */
  readonly key: number | undefined;
  /** Where the key is not known: the number of what at least is surely one thing; undefined: it is one of its own. */
  readonly token: number | undefined;
  readonly isMany: boolean;
  readonly kin: Kin;
}

type Name = (atom: Atom) => Naming;

/** Finds for each atom which incident, report, person, household or agency it is of. */
export function unitKeysOf(unit: Unit, rule: Count, placed: Placed): UnitKeys {
  const { length } = placed.atoms;
  const name = namingOf(unit, rule, placed.facts);
  const scopes = numbersOf();
  const [known, tokens] = [numbersOf(), numbersOf()];
  const keys = {
    key: new Int32Array(length),
    scope: new Int32Array(length),
    kin: new Uint8Array(length),
    isKnown: new Uint8Array(length),
    isMany: new Uint8Array(length),
  };
  let size = 0;
  const next = () => size++;
  placed.atoms.forEach((atom, n) => {
    const { scope, key, token, isMany, kin } = name(atom);
    const within = scope === ONLY_SCOPE ? 0 : (scopes.of(scope) + 1) * length;
    const number = key ?? token;
    keys.key[n] =
      number === undefined ? next() : (key === undefined ? tokens : known).of(within + number, next);
    keys.scope[n] = scope === ONLY_SCOPE ? 0 : scopes.of(scope) + 1;
    keys.kin[n] = kin;
    keys.isKnown[n] = key === undefined ? 0 : 1;
    keys.isMany[n] = isMany ? 1 : 0;
  });
  return { ...keys, size, scopes: scopes.size() + 1 };
}

/** The atoms of a count, of the facts. */
interface Placed {
  readonly atoms: readonly Atom[];
  readonly facts: DatedFacts;
}

function namingOf(unit: Unit, rule: Count, facts: DatedFacts): Name {
  const { by, separateDays } = rule;
  switch (unit) {
    case 'incidents':
      return ({ incident, evidence }) => only(separateDays ? evidence.days.from : incident);
    case 'people':
      return personNaming(rule, facts);
    case 'households':
      return by === 'one_household' ? () => only(0) : householdNaming(facts);
    case 'agencies':
      return agencyNaming(facts);
    case 'reports':
      return reportNaming(rule, facts);
  }
}

/** Of the one scope that there is. */
function only(key: number | undefined, isMany = false): Naming {
  return { scope: ONLY_SCOPE, key, token: undefined, isMany, kin: KIN.other };
}

/** No day or incident has this number. */
const ONLY_SCOPE = Number.MIN_SAFE_INTEGER;

function personNaming({ by }: Count, { ofComplaints }: DatedFacts, scopeOf: ScopeOf = onlyScope): Name {
  if (by === 'victim' || by === 'one_person')
    return (atom) => ({ scope: scopeOf(atom), key: 0, token: undefined, isMany: false, kin: KIN.other });
  const kins = ofComplaints.kins();
  return (atom) => {
    const { person, prospectOf, told } = atom;
    return {
      scope: scopeOf(atom),
      key: person === NOBODY_KNOWN ? undefined : person,
      token: undefined,
      isMany: prospectOf !== undefined,
      kin: kins[told] ?? (person === NOBODY_KNOWN ? KIN.anybody : KIN.other),
    };
  };
}

type ScopeOf = (atom: Atom) => number;

function onlyScope(): number {
  return ONLY_SCOPE;
}

function householdNaming({ ofComplaints }: DatedFacts): Name {
  const known = ofComplaints.households();
  const households = numbering();
  const people = numbering();
  return ({ told, prospectOf }) => {
    const household = known[told];
    if (household === undefined) return only(undefined, prospectOf !== undefined);
    const { id, ofPerson } = household;
    if (id !== null) return only(households(id));
    const token = ofPerson === undefined ? undefined : people(ofPerson);
    return { scope: ONLY_SCOPE, key: undefined, token, isMany: false, kin: KIN.other };
  };
}

function agencyNaming({ ofComplaints }: DatedFacts, scopeOf: ScopeOf = onlyScope): Name {
  const agencies = numbering();
  return (atom) => {
    const id = agencyOf(atom, ofComplaints.agencies());
    return {
      scope: scopeOf(atom),
      key: id === undefined ? undefined : agencies(id),
      token: undefined,
      isMany: atom.prospectOf?.agencyId === null,
      kin: KIN.other,
    };
  };
}

function agencyOf({ complaint, prospectOf }: Atom, byKind: ReadonlyMap<string, string>): string | undefined {
  if (prospectOf) return prospectOf.agencyId ?? undefined;
  const { agencyId, agencyKind } = complaint?.complaint ?? {};
  if (agencyId !== undefined || agencyKind === undefined) return agencyId;
  return byKind.get(agencyKind) ?? `kind ${agencyKind}`;
}

function reportNaming(rule: Count, facts: DatedFacts): Name {
  const byIncident = ({ incident }: Atom) => incident;
  switch (rule.dedupe ?? 'none') {
    case 'none': {
      const ids = numbering();
      return ({ complaint, incident }) =>
        complaint
          ? {
              scope: incident,
              key: ids(complaint.complaint.id),
              token: undefined,
              isMany: false,
              kin: KIN.other,
            }
          : only(undefined, true);
    }
    case 'one_per_incident_and_person':
      return personNaming(rule, facts, byIncident);
    case 'one_per_incident_and_agency':
      return agencyNaming(facts, byIncident);
    case 'one_per_person_and_day': {
      const person = personNaming(rule, facts, ({ made }) => made?.from ?? ONLY_SCOPE);
      return (atom) => {
        const { made, complaint, prospectOf } = atom;
        const isOfOneDay = made !== undefined && made.from === made.through && complaint !== undefined;
        return isOfOneDay ? person(atom) : only(undefined, prospectOf !== undefined);
      };
    }
  }
}

/** Numbers for numbers, in the order in which they are first asked for. */
function numbersOf(): { of: (number: number, next?: () => number) => number; size: () => number } {
  const numbers = new Map<number, number>();
  return {
    of: (number, next) => {
      const known = numbers.get(number);
      if (known !== undefined) return known;
      const given = next ? next() : numbers.size;
      numbers.set(number, given);
      return given;
    },
    size: () => numbers.size,
  };
}
