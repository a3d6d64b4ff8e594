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
