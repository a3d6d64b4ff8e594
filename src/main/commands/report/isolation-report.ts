import type { Finding } from '#persistence/catalogue/gate/finding.js';
import type { GlobalTable, RoleFacts, TableFacts } from './table-facts.js';
import type { OperationFacts } from './operation-facts.js';
import type { Refusal, TableProbe, Tenant } from './table-probe.js';

/** What every partnership was shown by one table, to one role. */
export interface RoleOnTable {
  readonly role: string;
  readonly withoutContext: Refusal;
  /** By partnership, in the order of the partnerships. */
  readonly probes: readonly { readonly tenant: Tenant; readonly probe: TableProbe }[];
}

export interface TableReport extends TableFacts {
  readonly roles: readonly RoleOnTable[];
}

/** Everything that the isolation report tells. */
export interface IsolationReport {
  readonly madeAt: string;
  readonly schemaVersion: string;
  readonly tenants: readonly Tenant[];
  readonly roles: readonly RoleFacts[];
  readonly tables: readonly TableReport[];
  readonly globalTables: readonly GlobalTable[];
  /** What the catalogue's own rules find. */
  readonly catalogue: readonly Finding[];
  readonly operations: OperationFacts;
}

/** Everything that is not as it must be, in sentences that name the table or role; empty when all is well. */
export function listFindings(report: IsolationReport): string[] {
  return [
    ...report.roles.flatMap(ofRole),
    ...['concord_app', 'concord_worker']
      .filter((name) => !report.roles.some((role) => role.name === name))
      .map((name) => `${name}: there is no such role.`),
    ...report.tables.flatMap(ofTable),
    ...report.globalTables.flatMap(({ name, openTo }) =>
      openTo.map(
        (role) => `directory.${name}: ${role} may reach it directly, past the functions that guard it.`,
      ),
    ),
    ...report.catalogue.map(({ object, rule, message }) => `${object}: ${rule}: ${message}`),
  ];
}

function ofRole({ name, superuser, bypasses, owner }: RoleFacts): string[] {
  return [
    ...(superuser ? [`${name} is a superuser: row-level security does not hold it.`] : []),
    ...(bypasses ? [`${name} may bypass row-level security.`] : []),
    ...(owner ? [`${name} may act as the owner of the tables and change their walls.`] : []),
  ];
}

function ofTable({ name, forced, walled, keysLead, roles }: TableReport): string[] {
  return [
    ...(forced ? [] : [`concord.${name}: row-level security is not enabled and forced.`]),
    ...(walled
      ? []
      : [`concord.${name}: the wall between partnerships is missing or other than it should be.`]),
    ...(keysLead ? [] : [`concord.${name}: a key does not lead with the partnership.`]),
    ...roles.flatMap((role) => ofProbes(name, role)),
  ];
}

function ofProbes(name: string, { role, withoutContext, probes }: RoleOnTable): string[] {
  const seers = probes.filter(({ probe }) => probe.foreign).map(({ tenant }) => tenant.slug);
  const writers = probes
    .filter(({ probe }) => probe.write === 'NOT REFUSED')
    .map(({ tenant }) => tenant.slug);
  return [
    ...(withoutContext === 'NOT REFUSED'
      ? [`concord.${name}: ${role} may read it with no partnership set.`]
      : []),
    ...(seers.length > 0
      ? [`concord.${name}: ${role} sees rows of other partnerships, signed in as ${some(seers)}.`]
      : []),
    ...(writers.length > 0
      ? [`concord.${name}: ${role} may write rows into other partnerships, signed in as ${some(writers)}.`]
      : []),
  ];
}

/** A few of many names. */
function some(names: readonly string[]): string {
  const shown = names.slice(0, 5).join(', ');
  return names.length > 5 ? `${shown} and ${String(names.length - 5)} more` : shown;
}
