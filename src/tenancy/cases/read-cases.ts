import { Temporal } from 'temporal-polyfill';
import type { CaseCourse } from '#domain/timescale/course.js';
import type { ThresholdFacts } from '#domain/threshold/facts.js';
import { TenantFileError } from '../tenant-file-error.js';
import { readYamlFile, readYamlText, type YamlFile } from '../yaml-file.js';
import { courseOfCase } from './case-course.js';
import { factsOfCase, unsignedOf } from './case-facts.js';
import { casesSchema, type WrittenCase, type WrittenCases } from './case-schema.js';
import { checkCases } from './check-cases.js';
import type { WrittenExpectation } from './expect-schema.js';
import { agenciesKnown, findAgency, type KnownAgency } from './known-agencies.js';
import { instantOf } from './written-values.js';

/** One case of a file, ready to be decided. */
export interface TenantCase {
  readonly id: string;
  /** What the case shows. */
  readonly sentence?: string;
  readonly facts: ThresholdFacts;
  /** Which of its judgements do not say who gave them: whom the policy asks, once it is known which decides. */
  readonly unsigned: readonly number[];
  readonly course: CaseCourse;
  /** From when its clocks are looked at: never before it was received. */
  readonly now: Temporal.Instant;
  /** A day or the name of a file; left out, the version in force on the day received. */
  readonly policy?: string;
  readonly expect?: WrittenExpectation;
}

/** Where cases come from: a file, or text that is at hand under a name. */
export type CasesSource = { readonly file: string } | { readonly name: string; readonly text: string };

/**
 * Reads a file of cases, in YAML or JSON. A kind or slug of an agency is looked up among those of the partnership.
 * @throws TenantFileError listing every problem with its line
 */
export function readCases(source: CasesSource, partnership: readonly KnownAgency[]): readonly TenantCase[] {
  const read =
    'file' in source
      ? readYamlFile(source.file, casesSchema)
      : readYamlText(source.name, source.text, casesSchema);
  return casesOf(read, partnership);
}

function casesOf(read: YamlFile<WrittenCases>, partnership: readonly KnownAgency[]): readonly TenantCase[] {
  if (!read.data) throw new TenantFileError(read.problems);
  const agencies = agenciesKnown(partnership, read.data.agencies);
  const problems = checkCases(read.data, agencies).map(read.problemAt);
  if (problems.length > 0) throw new TenantFileError(problems);
  return read.data.cases.map((written) => tenantCase(written, agencies));
}

function tenantCase(written: WrittenCase, agencies: readonly KnownAgency[]): TenantCase {
  const { id, sentence, policy, expect } = written;
  return {
    id,
    ...(sentence === undefined ? {} : { sentence }),
    facts: factsOfCase(written, agencies),
    unsigned: unsignedOf(written),
    course: courseOfCase(written),
    now: nowOf(written),
    ...(policy === undefined ? {} : { policy }),
    ...(expect === undefined ? {} : { expect: named(expect, agencies) }),
  };
}

/** An agency that is awaited may be named by its kind here too. */
function named(expect: WrittenExpectation, agencies: readonly KnownAgency[]): WrittenExpectation {
  const resolve = (awaited: string) => {
    const [kind, agency] = awaited.split(' ');
    const found = kind === 'agency_answer' && agency !== undefined ? findAgency(agency, agencies) : undefined;
    return found ? `agency_answer ${found.id}` : awaited;
  };
  return expect.awaits ? { ...expect, awaits: expect.awaits.map(resolve) } : expect;
}

function nowOf({ received, today }: WrittenCase): Temporal.Instant {
  const instants = [received, ...(today === undefined ? [] : [today])].map(instantOf);
  return instants.reduce((a, b) => (Temporal.Instant.compare(a, b) < 0 ? b : a));
}
