import { isUtf8 } from 'node:buffer';
import { ImportRefused } from './import-refused.js';
import { LineBuffer, MAX_LINE_BYTES } from './line-buffer.js';
import { counted, shown } from './shown.js';

/** What is wrong with a line's bytes. */
export interface LineFault {
  /** The sound text before the fault; absent when the fault is the line as a whole. */
  readonly before?: string;
  /** A clause that wants a subject ("holds the byte …"), or a whole sentence where `before` is absent. */
  readonly problem: string;
}

/** A line of the file, the first being 1: its text, or its fault. */
export type CsvLine =
  { readonly line: number; readonly text: string } | { readonly line: number; readonly fault: LineFault };

/**
 * Splits bytes into lines that end in LF or CRLF and decodes each strictly as UTF-8, so that a broken byte or an
 * unbalanced quote can spoil its own line only. Lines without any character are skipped but numbered. A leading
 * byte order mark of UTF-8 is dropped; text is composed (NFC). At most one line is held in memory, and of a line
 * longer than {@link MAX_LINE_BYTES} only that much.
 *
 * @throws ImportRefused when the first bytes are those of UTF-16, an archive, or no text at all.
 */
export async function* readCsvLines(input: AsyncIterable<Buffer>): AsyncGenerator<CsvLine> {
  const buffer = new LineBuffer();
  let line = 1;
  for await (const chunk of input) {
    if (!Buffer.isBuffer(chunk))
      throw new TypeError('An import reads bytes: give a stream without encoding.');
    let start = 0;
    for (let end = chunk.indexOf(0x0a); end !== -1; end = chunk.indexOf(0x0a, start)) {
      const decoded = decodeLine(buffer.take(chunk.subarray(start, end)), line);
      start = end + 1;
      if (decoded !== undefined) yield decoded;
      line += 1;
    }
    buffer.hold(chunk.subarray(start));
    // The header need not be read to its end to be refused, which matters when the file has no line end at all.
    if (line === 1 && buffer.isOverfull) refuseLongHeader(buffer.take(Buffer.alloc(0)));
  }
  const last = decodeLine(buffer.take(Buffer.alloc(0)), line);
  if (last !== undefined) yield last;
}

function decodeLine(bytes: Buffer, line: number): CsvLine | undefined {
  if (bytes.length > MAX_LINE_BYTES) {
    if (line === 1) refuseLongHeader(bytes);
    const limit = `${counted(MAX_LINE_BYTES)} bytes`;
    return { line, fault: { problem: `The row is longer than ${limit}; expected twelve short cells.` } };
  }
  const content = line === 1 ? withoutMark(bytes) : bytes;
  const end = content.at(-1) === 0x0d ? content.length - 1 : content.length;
  if (end === 0) return undefined;
  const sound = content.subarray(0, end);
  const text = sound.toString('utf8');
  const problem = faultOf(sound, text);
  if (problem === undefined) return { line, text: text.normalize('NFC') };
  const at = text.search(FAULTY);
  return { line, fault: { before: text.slice(0, at), problem } };
}

/** What decoding leaves of an invalid byte, a NUL, or a carriage return inside a line. */
const FAULTY = /[\ufffd\0\r]/u;

function faultOf(bytes: Buffer, text: string): string | undefined {
  const at = text.search(FAULTY);
  if (at === -1) return undefined;
  if (text[at] === '\0') return 'holds a NUL byte; expected text in UTF-8, without NUL.';
  if (text[at] === '\r') {
    return 'holds a carriage return that does not end the line; expected lines that end in LF or CRLF.';
  }
  const offset = Buffer.byteLength(text.slice(0, at));
  if (isUtf8(bytes.subarray(offset, offset + 3))) {
    return 'holds the replacement character U+FFFD, so its text was damaged earlier; expected the original text in UTF-8.';
  }
  const byte = bytes.subarray(offset, offset + 1);
  const hex = byte.toString('hex').toUpperCase();
  const meant = new TextDecoder('windows-1252').decode(byte);
  return `holds the byte 0x${hex}, which is not UTF-8 (in Windows-1252 it would be ${shown(meant)}); expected text in UTF-8.`;
}

const SIGNATURES: readonly { readonly bytes: readonly number[]; readonly found: string }[] = [
  { bytes: [0xff, 0xfe], found: 'in UTF-16; save it as UTF-8 and import that' },
  { bytes: [0xfe, 0xff], found: 'in UTF-16; save it as UTF-8 and import that' },
  {
    bytes: [0x50, 0x4b, 0x03, 0x04],
    found: 'a ZIP archive or a workbook; unpack it and import the CSV file',
  },
  { bytes: [0x1f, 0x8b], found: 'compressed with gzip; unpack it and import the CSV file' },
];

function withoutMark(bytes: Buffer): Buffer {
  const found = SIGNATURES.find((signature) => signature.bytes.every((byte, at) => bytes[at] === byte));
  if (found !== undefined) {
    const message = `The file is ${found.found}. Expected CSV text in UTF-8.`;
    throw new ImportRefused(message, { code: 'ENCODING', line: 1 });
  }
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return hasMark ? bytes.subarray(3) : bytes;
}

function refuseLongHeader(bytes: Buffer): never {
  // An archive has no lines either, and saying so helps more.
  withoutMark(bytes);
  const found = `Line 1 is longer than ${counted(MAX_LINE_BYTES)} bytes`;
  const message = `${found}. Expected the header of a police.uk street-level CSV.`;
  throw new ImportRefused(message, { code: 'HEADER', line: 1 });
}
