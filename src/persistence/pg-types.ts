import pg from 'pg';
import { Temporal } from 'temporal-polyfill';

type Parser = (text: string) => unknown;

const dateOid = 1082;
const timestamptzOid = 1184;
const bigintOid = 20;

/**
 * How values of PostgreSQL arrive: `date` as Temporal.PlainDate, `timestamptz` as Temporal.Instant, `bigint` as bigint.
 * pg's own Date parsers read a local day in the machine's zone and are not used.
 */
export const typesForTemporal: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (format === 'binary') return pg.types.getTypeParser(oid, format) as Parser;
    switch (oid) {
      case dateOid:
        return (text: string) => Temporal.PlainDate.from(text);
      case timestamptzOid:
        return (text: string) => Temporal.Instant.from(text.replace(' ', 'T'));
      case bigintOid:
        return (text: string) => BigInt(text);
      default:
        return pg.types.getTypeParser(oid, 'text') as Parser;
    }
  }) as typeof pg.types.getTypeParser,
};

/** A `timestamptz`, as PostgreSQL prints it alone or in JSON, as Temporal prints it. */
export function instantText(text: string): string {
  // Sessions are in UTC unless somebody set the database otherwise.
  if (text.endsWith('+00')) return `${text.slice(0, 10)}T${text.slice(11, -3)}Z`;
  if (text.endsWith('+00:00')) return `${text.slice(0, -6)}Z`;
  return Temporal.Instant.from(text.replace(' ', 'T')).toString();
}

/** The same days and moments as ISO text, for reads that only pass them on: "2026-04-07", "2026-04-07T09:30:00Z". */
export const typesAsText: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (format !== 'binary' && oid === dateOid) return String;
    if (format !== 'binary' && oid === timestamptzOid) return instantText;
    return typesForTemporal.getTypeParser(oid, format) as Parser;
  }) as typeof pg.types.getTypeParser,
};
