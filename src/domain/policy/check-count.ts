import type { Count } from './criterion.js';
import type { Problem } from './problems.js';

/** What cannot stand together in one count. */
export function checkCount(rule: Count): Problem[] {
  return [
    ...checkPeople(rule),
    ...checkReports(rule),
    ...(rule.needs === 'suffered' ? checkSuffered(rule) : []),
  ];
}

function checkPeople({ unit, includesVictim, separateIncidents, by }: Count): Problem[] {
  const countsPeople = unit === 'people' || unit === 'households';
  return [
    ...given(
      !countsPeople && includesVictim,
      ['includesVictim'],
      'only where people or households are counted',
    ),
    ...given(
      !countsPeople && separateIncidents,
      ['separateIncidents'],
      'only where people or households are counted',
    ),
    ...given(
      includesVictim && by === 'others',
      ['includesVictim'],
      'only where the complaints of the victim count',
    ),
    ...given(
      countsPeople && (by === 'victim' || by === 'one_person'),
      ['by'],
      'anybody or others where people or households are counted',
    ),
  ];
}

function checkReports({ unit, dedupe, needs, reportedWithin, atLeast }: Count): Problem[] {
  const many = reportedWithin?.which;
  return [
    ...given(dedupe !== undefined && unit !== 'reports', ['dedupe'], 'only where reports are counted'),
    ...given(
      needs === 'suffered' && unit !== 'incidents',
      ['needs'],
      'complaint or recorded_report, since it is complaints that are counted',
    ),
    ...given(typeof many === 'number' && many > atLeast, ['reportedWithin', 'which'], 'no more than atLeast'),
  ];
}

function checkSuffered({ window, recordedBy, reportedWithin }: Count): Problem[] {
  const none = 'what is suffered needs no complaint';
  return [
    ...given(
      window && (window.anchor === 'per_complaint' || window.tests !== 'incident'),
      ['window'],
      `one that tests the incident: ${none}`,
    ),
    ...given(recordedBy, ['recordedBy'], `no recordedBy: ${none}`),
    ...given(reportedWithin, ['reportedWithin'], `no reportedWithin: ${none}`),
  ];
}

function given(wrong: unknown, path: readonly string[], expected: string): Problem[] {
  return wrong ? [{ path, message: `expected ${expected}` }] : [];
}
