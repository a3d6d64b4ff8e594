import type { Who } from '../access/two-partnerships.js';
import type { OutputExpectation } from './expectations.js';
import { answeredFields, isAnswered } from './full-documents.js';
import type { ForeignMarks, Mark } from './foreign-marks.js';
import type { Visit } from './visits.js';

/** What a round of visits has shown, field by field. */
export class FieldRecord {
  /** Who was answered something in a field. */
  readonly seenBy = new Map<string, Set<Who>>();
  /** How values of a field were known to be the other partnership's. */
  readonly marks = new Map<string, Set<Mark | 'beside'>>();
  /** Every value of the other partnership, with who was told it and where. */
  readonly foreign: string[] = [];

  constructor(visits: readonly Visit[], foreign: ForeignMarks) {
    for (const { who, operation, data } of visits)
      for (const { field, value, beside, path } of answeredFields(data, operation.split('.')[0] ?? '')) {
        if (!isAnswered(value)) continue;
        add(this.seenBy, field, who);
        const marks = marksIn(value, foreign);
        for (const mark of marks) add(this.marks, field, mark);
        if (marks.length > 0 || beside.some((each) => foreign.markOf(each) !== undefined))
          add(this.marks, field, 'beside');
        if (marks.length > 0 && !isObject(value))
          this.foreign.push(`${who} was told by ${operation}, at ${path}: ${JSON.stringify(value)}`);
      }
  }

  /** Where those who were answered are others than expected. */
  listUnexpectedViewers(expectations: readonly OutputExpectation[]): string[] {
    return expectations.flatMap(({ field, seenBy }) => {
      const seen = [...(this.seenBy.get(field) ?? [])].sort().join(', ');
      const wanted = [...seenBy].sort().join(', ');
      return seen === wanted ? [] : [`${field} was answered to ${seen || 'nobody'}: expected ${wanted}`];
    });
  }

  /** Fields whose values nobody would know as the other partnership's, although they were answered there. */
  listUnrecognised(expectations: readonly OutputExpectation[]): string[] {
    return expectations.flatMap(({ field, recognisedBy }) => {
      const marks = [...(this.marks.get(field) ?? [])];
      if (recognisedBy === 'none' || marks.includes(recognisedBy)) return [];
      return [`${field} is to be known by ${recognisedBy}, and was by ${marks.join(', ') || 'nothing'}`];
    });
  }
}

function isObject(value: unknown): boolean {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return typeof first === 'object' && first !== null;
}

function marksIn(value: unknown, foreign: ForeignMarks): Mark[] {
  if (Array.isArray(value)) return value.flatMap((each) => marksIn(each, foreign));
  if (typeof value === 'object' && value !== null)
    return Object.values(value).flatMap((each) => marksIn(each, foreign));
  const mark = foreign.markOf(value);
  return mark === undefined ? [] : [mark];
}

function add<T>(to: Map<string, Set<T>>, field: string, value: T): void {
  const found = to.get(field);
  if (found) found.add(value);
  else to.set(field, new Set([value]));
}
