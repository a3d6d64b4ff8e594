import type { PoliceUkColumn } from './police-uk-header.js';
import { counted, shown } from './shown.js';

/** Most bytes of one cell, in UTF-8. */
const MAX_CELL_BYTES = 10_240;

/** First characters that make a spreadsheet read a cell as a formula, with their full-width forms. */
const FORMULA = /^[=+\-@\t\r＝＋－＠]/u;

/** Control characters, invisible marks (among them those that turn the direction of text) and line separators. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

/**
 * What makes a cell unfit to be stored or shown, or undefined. Coordinates may begin with a minus; their own
 * check follows and admits decimal numbers only.
 */
export function findUnsafe(column: PoliceUkColumn, value: string): string | undefined {
  if (value === '') return undefined;
  if (value.length * 3 > MAX_CELL_BYTES && Buffer.byteLength(value) > MAX_CELL_BYTES) {
    const size = `${counted(Buffer.byteLength(value))} bytes`;
    return `${column} has ${size}, starting ${shown(value)}; expected at most ${counted(MAX_CELL_BYTES)} bytes.`;
  }
  const isNumeric = column === 'Longitude' || column === 'Latitude';
  if (!isNumeric && FORMULA.test(value)) {
    return `${column} is ${shown(value)}, which a spreadsheet would run as a formula; expected plain text.`;
  }
  const hidden = INVISIBLE.exec(value)?.[0].codePointAt(0);
  if (hidden === undefined) return undefined;
  const code = `U+${hidden.toString(16).toUpperCase().padStart(4, '0')}`;
  return `${column} is ${shown(value)}, with the invisible character ${code}; expected printable text.`;
}
