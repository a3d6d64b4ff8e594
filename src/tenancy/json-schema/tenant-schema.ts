import { z } from 'zod';
import { criterionSchema } from '#domain/policy/criterion-schema.js';
import { calendarLengthSchema, lengthSchema } from '#domain/policy/length-schema.js';
import { policySchema } from '#domain/policy/policy-schema.js';
import { daySchema } from '#domain/policy/told-schema.js';
import { casesSchema } from '../cases/case-schema.js';
import { holidaysSchema } from '../holidays-schema.js';
import { organisationsSchema, partnershipSchema } from '../partnership-schema.js';
import { rolesSchema } from '../roles-schema.js';
import { described } from './describe.js';
import { DESCRIPTIONS } from './descriptions.js';
import type { JsonSchema } from './json-schema.js';
import { partialName, partialOf } from './partial.js';

const DRAFT = 'https://json-schema.org/draft/2020-12/schema';

/** The kinds of file, by the names of their definitions. */
const FILES = {
  partnership: partnershipSchema,
  policy: policySchema,
  organisations: organisationsSchema,
  roles: rolesSchema,
  bankHolidays: holidaysSchema,
  cases: casesSchema,
};

/** What several of them refer to by name. */
const SHARED = {
  criterion: criterionSchema,
  calendarLength: calendarLengthSchema,
  length: lengthSchema,
  day: daySchema,
};

/** Files that may stand on a base. */
const ON_BASES = ['partnership', 'policy'];

const COMMENT = 'Made by `npm run schema:write` from the code that reads the files; never changed by hand.';

/**
 * The text of every schema file by its name: one holds a definition for each kind of file, and small ones beside it say
 * which definition a file is of, so that an editor explains, completes and checks it.
 */
export function tenantSchemaFiles(): Readonly<Record<string, string>> {
  const files = { 'tenant.schema.json': makeTenantSchema(), ...makeEntrySchemas() };
  return Object.fromEntries(
    Object.entries(files).map(([name, schema]) => [name, `${JSON.stringify(schema, null, 1)}\n`]),
  );
}

/** The JSON Schema of every file of `tenants/`, a definition each. */
function makeTenantSchema(): JsonSchema {
  const whole = definitions();
  const onBases = Object.entries(whole)
    .filter(([name]) => ON_BASES.includes(name) || name in SHARED)
    .map(([name, schema]): [string, JsonSchema] => {
      const partial = partialOf(schema);
      return [partialName(name), ON_BASES.includes(name) ? withBase(partial) : partial];
    });
  return {
    $schema: DRAFT,
    $comment: COMMENT,
    title: 'The files of a partnership',
    $defs: { ...whole, ...Object.fromEntries(onBases) },
  };
}

/** The small files by which an editor knows which definition a file is of, by their names. */
function makeEntrySchemas(): Readonly<Record<string, JsonSchema>> {
  const entry = (schema: JsonSchema): JsonSchema => ({ $schema: DRAFT, $comment: COMMENT, ...schema });
  const to = (name: string): JsonSchema => ({ $ref: `tenant.schema.json#/$defs/${name}` });
  const onBase = (name: string): JsonSchema => ({
    // Said here too, so that an editor offers the key before anybody has written it.
    type: 'object',
    properties: { base: BASE },
    if: { type: 'object', required: ['base'] },
    then: to(partialName(name)),
    else: to(name),
  });
  return {
    'partnership.schema.json': entry(onBase('partnership')),
    'policy.schema.json': entry(onBase('policy')),
    'base-of-partnership.schema.json': entry(to(partialName('partnership'))),
    'base-of-policy.schema.json': entry(to(partialName('policy'))),
    'organisations.schema.json': entry(to('organisations')),
    'roles.schema.json': entry(to('roles')),
    'bank-holidays.schema.json': entry(to('bankHolidays')),
    'cases.schema.json': entry(to('cases')),
  };
}

function definitions(): Record<string, JsonSchema> {
  const metadata = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(SHARED)) metadata.add(schema, { id });
  const made = Object.entries(FILES).map(([name, schema]): [string, JsonSchema] => [
    name,
    z.toJSONSchema(schema, {
      metadata,
      io: 'input',
      target: 'draft-2020-12',
      // A description that the code gives by itself.
      override({ zodSchema, jsonSchema }) {
        const own = z.globalRegistry.get(zodSchema)?.description;
        if (own !== undefined) jsonSchema.description = own;
      },
    }) as JsonSchema,
  ]);
  const shared = made.flatMap(([, { $defs = {} }]) => Object.entries($defs));
  return Object.fromEntries(
    [...made, ...shared].map(([name, { $schema: _schema, $defs: _defs, ...schema }]) => [
      name,
      described(schema, name),
    ]),
  );
}

function withBase(schema: JsonSchema): JsonSchema {
  return { ...schema, properties: { base: BASE, ...schema.properties } };
}

const BASE: JsonSchema = { description: DESCRIPTIONS['base'] ?? '', type: 'string' };
