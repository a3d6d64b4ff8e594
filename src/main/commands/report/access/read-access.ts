import type { RoleDefinition } from '#domain/sharing/role-definition.js';
import { buildSchema } from '#graphql/build-schema.js';
import { listOperationGuards } from '#graphql/operation-guards.js';
import { incidentFields, linkFields, personFields, reportFields, type FieldTable } from './field-access.js';
import { accessTo, type OperationAccess } from './operation-access.js';

/** Everything that the access report tells. */
export interface AccessReport {
  readonly madeAt: string;
  readonly roles: readonly RoleDefinition[];
  readonly operations: readonly OperationAccess[];
  readonly reports: FieldTable;
  readonly links: FieldTable;
  readonly people: FieldTable;
  readonly incidents: FieldTable;
}

/** Who may do what with the operations and the records of this program, by the roles of a deployment. */
export async function readAccess(roles: readonly RoleDefinition[], madeAt: string): Promise<AccessReport> {
  const schema = await buildSchema();
  return {
    madeAt,
    roles,
    operations: listOperationGuards().map((guard) => accessTo(guard, roles)),
    reports: reportFields(schema),
    links: linkFields(schema),
    people: personFields(schema),
    incidents: incidentFields(schema),
  };
}
