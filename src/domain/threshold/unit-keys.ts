import type { Count } from '#domain/policy/criterion.js';
import { NOBODY_KNOWN, type Atom } from './atoms.js';
import { countsEachAlone } from './count-frame.js';
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
  readonly of: ReadonlyMap<Atom, UnitKey>;
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

/** Finds for each atom which incident, report, person, household or agency it is of. */
export function unitKeysOf(unit: Unit, rule: Count, atoms: readonly Atom[]): UnitKeys {
  const names = namingOf(unit, rule, atoms);
  const numbers = new Map<string, number>();
  const numberOf = (name: string): number => {
    const number = numbers.get(name) ?? numbers.size;
    numbers.set(name, number);
    return number;
  };
  const of = new Map<Atom, UnitKey>();
  atoms.forEach((atom, n) => {
    const naming = names(atom);
    if (naming === undefined) return;
    const { scope, key, isMany = false, token } = naming;
    const own = key === null ? `?${token ?? String(n)}` : `=${key}`;
    const isKnown = key !== null;
    of.set(atom, { scope: numberOf(`/${scope}`), key: numberOf(`${scope}${own}`), isKnown, isMany });
  });
  return { of, size: numbers.size };
}

function namingOf(unit: Unit, rule: Count, atoms: readonly Atom[]): (atom: Atom) => Naming | undefined {
  const isAlone = countsEachAlone(rule);
  const person = (atom: Atom): Naming => {
    if (isAlone) return { scope: '', key: '' };
    if (atom.person !== NOBODY_KNOWN) return { scope: '', key: String(atom.person) };
    return { scope: '', key: null, isMany: atom.prospectOf !== undefined };
  };
  switch (unit) {
    case 'incidents':
      return ({ incident }) => ({ scope: '', key: String(incident) });
    case 'people':
      return person;
    case 'households':
      return householdNaming(atoms);
    case 'agencies':
      return agencyNaming(atoms);
    case 'reports':
      return reportNaming(rule, { person, agency: agencyNaming(atoms) });
  }
}

/** A person whose household one complaint tells is of that household in every other, unless complaints tell several. */
function householdNaming(atoms: readonly Atom[]): (atom: Atom) => Naming {
  const byPerson = new Map<number, Set<string>>();
  for (const { person, complaint } of atoms) {
    const household = complaint?.complaint.householdId ?? null;
    if (person === NOBODY_KNOWN || household === null) continue;
    byPerson.set(person, (byPerson.get(person) ?? new Set()).add(household));
  }
  return ({ person, complaint, prospectOf }) => {
    const told = complaint?.complaint.householdId ?? null;
    if (told !== null) return { scope: '', key: told };
    const others = [...(byPerson.get(person) ?? [])];
    if (others.length === 1 && others[0] !== undefined) return { scope: '', key: others[0] };
    const token = person === NOBODY_KNOWN ? {} : { token: `person ${String(person)}` };
    return { scope: '', key: null, isMany: prospectOf !== undefined, ...token };
  };
}

/**
 * An agency of which only the kind is known is taken to be the first by id of that kind that is known, since most often
 * there is one. A complaint of which not even that is known is of none.
 */
function agencyNaming(atoms: readonly Atom[]): (atom: Atom) => Naming | undefined {
  const byKind = new Map<string, string>();
  for (const { complaint } of atoms) {
    const { agencyId, agencyKind } = complaint?.complaint ?? {};
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

interface Namings {
  readonly person: (atom: Atom) => Naming;
  readonly agency: (atom: Atom) => Naming | undefined;
}

function reportNaming({ dedupe }: Count, { person, agency }: Namings): (atom: Atom) => Naming {
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
