import type { TestedDate } from '#domain/policy/criterion.js';
import type { CountFrame } from './count-frame.js';
import { commonDays, type Days } from './day-number.js';

/** Of the days those within every window before the application that tests the date. */
export function withinThoseThatTest(
  tests: TestedDate,
  days: Days | undefined,
  { inside }: CountFrame,
): Days | undefined {
  let common = days;
  for (const { window, days: own } of inside)
    if (common && window.tests === tests) common = commonDays(common, own);
  return common;
}

interface OfIncident {
  readonly frame: CountFrame;
  /** Those on which it was. */
  readonly days: Days;
}

/** The days of the date that places what counts, for a complaint made on the given days; undefined: none counts. */
export function testedDays(
  about: OfIncident,
  made: Days,
  recordedOn: number | null | undefined,
): Days | undefined {
  const { frame } = about;
  const { tests } = frame;
  if (frame.testsRecording) {
    const recorded = withinThoseThatTest('recording', recordingDays(frame, made, recordedOn), frame);
    if (recorded === undefined || tests === 'recording') return recorded;
  }
  if (tests === 'complaint') return made;
  return tests === undefined ? about.days : testedDaysOf(about, tests, { made, recordedOn });
}

/** The days of the date that one window tests. */
export function testedDaysOf(
  { frame, days: ofIncident }: OfIncident,
  tests: TestedDate,
  { made, recordedOn }: Dated,
): Days {
  if (tests === 'complaint') return made;
  if (tests === 'incident') return ofIncident;
  const days = recordingDays(frame, made, recordedOn);
  return withinThoseThatTest('recording', days, frame) ?? days;
}

/** When a complaint was or may have been made, and when it was recorded: null where nobody knows. */
export interface Dated {
  readonly made: Days;
  readonly recordedOn: number | null | undefined;
}

function recordingDays({ horizon }: CountFrame, made: Days, recordedOn: Dated['recordedOn']): Days {
  if (recordedOn === undefined) return made;
  return recordedOn === null
    ? { from: made.from, through: horizon }
    : { from: recordedOn, through: recordedOn };
}
