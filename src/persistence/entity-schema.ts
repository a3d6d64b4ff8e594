import { EntitySchema, type EntitySchemaColumnOptions, type ObjectLiteral } from 'typeorm';
import type { Temporal } from 'temporal-polyfill';

/** A column's TypeORM options, carrying the TypeScript type of its values. */
export interface Column<T> {
  readonly options: Omit<EntitySchemaColumnOptions, 'name'>;
  readonly value?: T;
}

type ValueOf<C> = C extends Column<infer T> ? T : never;
/** A row as it is written: nullable columns may be left out. */
export type RowOf<C extends Record<string, Column<unknown>>> = {
  [K in keyof C as null extends ValueOf<C[K]> ? never : K]: ValueOf<C[K]>;
} & { [K in keyof C as null extends ValueOf<C[K]> ? K : never]?: ValueOf<C[K]> };

const toText = {
  to: (value: { toString(): string } | null | undefined) =>
    value === null || value === undefined ? value : value.toString(),
  from: (v: unknown) => v,
};

/** The column types in use. Dates and instants travel as text, so no machine's time zone touches them. */
export const column = {
  uuid: { options: { type: 'uuid' } } as Column<string>,
  text: { options: { type: 'text' } } as Column<string>,
  integer: { options: { type: 'integer' } } as Column<number>,
  float: { options: { type: 'double precision' } } as Column<number>,
  boolean: { options: { type: 'boolean' } } as Column<boolean>,
  instant: { options: { type: 'text', transformer: toText } } as Column<Temporal.Instant>,
  localDate: { options: { type: 'text', transformer: toText } } as Column<Temporal.PlainDate>,
  json: { options: { type: 'jsonb' } } as Column<object>,
  uuids: { options: { type: 'uuid', array: true } } as Column<readonly string[]>,
  texts: { options: { type: 'text', array: true } } as Column<readonly string[]>,
};

export function nullable<T>(of: Column<T>): Column<T | null> {
  return { options: { ...of.options, nullable: true } };
}

const snakeCase = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/**
 * Maps a table of the `concord` schema. Every table's key leads with `tenant_id`; `key` names the rest of it.
 * Rows relate by ids only: under row-level security an inner join on a hidden parent makes the child vanish silently.
 */
export function tenantTable<C extends Record<string, Column<unknown>>>(
  table: string,
  key: readonly (keyof C & string)[],
  columns: C,
): EntitySchema<RowOf<C & { tenantId: Column<string> }>> {
  const all: Record<string, Column<unknown>> = { tenantId: column.uuid, ...columns };
  return new EntitySchema<RowOf<C & { tenantId: Column<string> }> & ObjectLiteral>({
    name: table,
    tableName: table,
    schema: 'concord',
    columns: Object.fromEntries(
      Object.entries(all).map(([name, { options }]) => [
        name,
        { ...options, name: snakeCase(name), primary: name === 'tenantId' || key.includes(name) },
      ]),
    ) as never,
  });
}
