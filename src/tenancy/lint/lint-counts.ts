import type { CalendarLength } from '#domain/calendar/length.js';
import { testsOf } from '#domain/policy/check-policy.js';
import type { Count } from '#domain/policy/criterion.js';
import type { PolicyVersion } from '#domain/policy/policy-version.js';
import { pathInWords } from '#domain/policy/problems.js';
import { RESTS, type LintFinding, type LintPath, type Severity } from './finding.js';

/** How each count and each limit of time of the threshold stands beside the Act's own. */
export function lintCounts({ threshold }: PolicyVersion): LintFinding[] {
  return testsOf(threshold).flatMap(({ criterion, path }) => {
    if (criterion.test === 'count') return lintCount(criterion, path);
    if (criterion.test === 'initial_complaint_within')
      return shorterThanMonth(criterion.length, [...path, 'length']);
    return [];
  });
}

function lintCount(count: Count, path: LintPath): LintFinding[] {
  return [...hateFindings(count, path), ...(count.category === 'hate' ? [] : complaintFindings(count, path))];
}

function hateFindings({ category, hateIs, alsoAtLeast }: Count, path: LintPath): LintFinding[] {
  const asksForHate = category === 'hate' || alsoAtLeast?.hate !== undefined;
  return [
    ...when(asksForHate && hateIs === 'recorded', 'hate-only-if-recorded', {
      severity: 'should',
      path: [...path, 'hateIs'],
      message: 'hate counts only where it was recorded so; it is what the victim or another person perceives',
      rests: RESTS.practice,
    }),
    ...when(category === 'asb_without_hate', 'hate-left-out', {
      severity: 'should',
      path: [...path, 'category'],
      message: 'incidents of hate are left out, though they are anti-social behaviour too',
      rests: RESTS.mandatory,
    }),
  ];
}

const RELEVANT = ['police', 'council', 'health', 'housing_provider'] as const;

function complaintFindings(count: Count, path: LintPath): LintFinding[] {
  const { recordedBy, needs, reportedWithin, window, by, unit } = count;
  const missing = recordedBy ? RELEVANT.filter((kind) => !recordedBy.includes(kind)) : [];
  const isOfOne = by === 'victim' || by === 'one_person';
  return [
    ...(reportedWithin ? shorterThanMonth(reportedWithin.length, [...path, 'reportedWithin', 'length']) : []),
    ...(window ? shorterThanSixMonths(window.length, [...path, 'window', 'length']) : []),
    ...when(missing.length > 0, recordedBy?.length === 1 ? 'one-kind-of-agency' : 'not-every-relevant-body', {
      severity: recordedBy?.length === 1 ? 'must' : 'note',
      path: [...path, 'recordedBy'],
      message: `complaints to ${missing.join(', ')} do not count, though a complaint to any relevant body does`,
      rests: RESTS.relevantBodies,
    }),
    ...when(needs === 'recorded_report', 'only-recorded-reports', {
      severity: 'should',
      path: [...path, 'needs'],
      message:
        'a complaint counts only where an agency formally recorded it; for the Act it is enough that it was made',
      rests: RESTS.qualifying,
    }),
    ...when(isOfOne && (unit === 'incidents' || unit === 'reports'), 'complaints-of-one-person', {
      severity: 'note',
      path: [...path, 'by'],
      message: 'only complaints of one person count together; the Act does not say who made them',
      rests: RESTS.mandatory,
    }),
  ];
}

/** A month has 28 to 31 days: what is shorter than every month is wrong, what is shorter than some is nearly right. */
function shorterThanMonth(length: CalendarLength, path: LintPath): LintFinding[] {
  return shorter(daysIn(length), { least: 28, enough: 31, what: 'a month' }, path);
}

/** Six months have 181 to 184 days. */
function shorterThanSixMonths(length: CalendarLength, path: LintPath): LintFinding[] {
  return shorter(daysIn(length), { least: 181, enough: 184, what: 'six months' }, path);
}

function shorter(
  days: number,
  { least, enough, what }: { least: number; enough: number; what: string },
  path: LintPath,
): LintFinding[] {
  const rule = what === 'a month' ? 'reported-within-less-than-a-month' : 'window-of-less-than-six-months';
  return when(days < enough, rule, {
    severity: days < least ? 'must' : 'should',
    path,
    message:
      days < least ? `shorter than ${what}` : `some days shorter than ${what} where the months are long`,
    rests: RESTS.qualifying,
  });
}

/** The days of a length; months that are as long as the Act's count as long enough. */
function daysIn(length: CalendarLength): number {
  if ('days' in length) return length.days;
  if ('weeks' in length) return length.weeks * 7;
  if (length.months === 1) return 31;
  return length.months >= 6 ? 184 : length.months * 30;
}

function when(
  isSo: boolean,
  rule: string,
  found: { severity: Severity; path: LintPath; message: string; rests: string },
): LintFinding[] {
  return isSo ? [{ rule, ...found, path: pathInWords(found.path) }] : [];
}
