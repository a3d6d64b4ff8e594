import type { Count } from './criterion.js';
import type { Problem } from './problems.js';

/** What cannot stand together in one count. */
export function checkCount(rule: Count): Problem[] {
  return [
    ...checkPeople(rule),
    ...checkReports(rule),
    ...given(
      rule.unlabelled !== undefined && (rule.behaviours ?? rule.exceptBehaviours) === undefined,
      ['unlabelled'],
      'behaviours or exceptBehaviours beside unlabelled',
    ),
    ...checkNumbers(rule),
    ...(rule.needs === 'suffered' ? checkSuffered(rule) : []),
  ];
}

function checkPeople({ unit, includesVictim, separateIncidents, separateDays, by, needs }: Count): Problem[] {
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
    ...given(separateDays && unit !== 'incidents', ['separateDays'], 'only where incidents are counted'),
    ...given(
      countsPeople && (by === 'victim' || by === 'one_person'),
      ['by'],
      'anybody or others where people or households are counted',
    ),
    ...given(
      unit === 'households' && by === 'one_household',
      ['by'],
      'anybody or others where households are counted',
    ),
    ...given(
      needs === 'suffered' && by === 'one_household',
      ['by'],
      'no household, since it is complaints that tell households',
    ),
  ];
}

function checkReports({ unit, alsoAtLeast, dedupe, needs, reportedWithin, atLeast }: Count): Problem[] {
  const many = reportedWithin?.which;
  const countsReports = unit === 'reports' || alsoAtLeast?.reports !== undefined;
  return [
    ...given(dedupe !== undefined && !countsReports, ['dedupe'], 'only where reports are counted'),
    ...given(
      needs === 'suffered' && unit !== 'incidents' && unit !== 'people',
      ['needs'],
      'complaint or recorded_report, since it is complaints that are counted',
    ),
    ...given(typeof many === 'number' && many > atLeast, ['reportedWithin', 'which'], 'no more than atLeast'),
  ];
}

/** Numbers that nothing can ever reach. */
function checkNumbers({ unit, by, atLeast, alsoAtLeast, category, related, window }: Count): Problem[] {
  const ofOne = by === 'victim' || by === 'one_person';
  const ofHousehold = ofOne || by === 'one_household';
  const isOneIncident = related?.every((relation) => relation === 'same_incident') ?? false;
  const incidents = Math.max(unit === 'incidents' ? atLeast : 1, alsoAtLeast?.incidents ?? 1);
  const inside = window?.anchor === 'before_application' ? window.atLeast : undefined;
  return [
    ...given(
      ofOne && (alsoAtLeast?.people ?? 1) > 1,
      ['alsoAtLeast', 'people'],
      'no more than 1 where each person is counted alone',
    ),
    ...given(
      ofHousehold && (alsoAtLeast?.households ?? 1) > 1,
      ['alsoAtLeast', 'households'],
      `no more than 1 where each ${ofOne ? 'person' : 'household'} is counted alone`,
    ),
    ...given(
      category === 'asb_without_hate' && alsoAtLeast?.hate !== undefined,
      ['alsoAtLeast', 'hate'],
      'no hate where incidents of hate do not count',
    ),
    ...given(isOneIncident && incidents > 1, ['related'], 'a relation that several incidents can have'),
    ...given(inside !== undefined && inside > atLeast, ['window', 'atLeast'], 'no more than atLeast'),
  ];
}

function checkSuffered(rule: Count): Problem[] {
  const { window, recordedBy, reportedWithin, alsoAtLeast = {} } = rule;
  const none = 'what is suffered needs no complaint';
  const told = (['reports', 'households', 'agencies'] as const).filter(
    (unit) => alsoAtLeast[unit] !== undefined,
  );
  return [
    ...told.flatMap((unit) => given(true, ['alsoAtLeast', unit], `only incidents, people or hate: ${none}`)),
    ...given(
      window && (window.anchor === 'per_complaint' || window.tests !== 'incident'),
      ['window'],
      `one that tests the incident: ${none}`,
    ),
    ...(['inPerson', 'exceptAnonymous', 'each'] as const).flatMap((key) =>
      given(rule[key], [key], `no ${key}: ${none}`),
    ),
    ...given(recordedBy, ['recordedBy'], `no recordedBy: ${none}`),
    ...given(reportedWithin, ['reportedWithin'], `no reportedWithin: ${none}`),
  ];
}

function given(wrong: unknown, path: readonly string[], expected: string): Problem[] {
  return wrong ? [{ path, message: `expected ${expected}` }] : [];
}
