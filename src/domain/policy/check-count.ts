import type { Count, Window } from './criterion.js';
import type { Problem } from './problems.js';
import { windowsOf } from './windows-of.js';

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
    ...checkWindows(rule),
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
function checkNumbers({ unit, by, atLeast, alsoAtLeast, category, related }: Count): Problem[] {
  const ofOne = by === 'victim' || by === 'one_person';
  const ofHousehold = ofOne || by === 'one_household';
  const isOneIncident = related?.every((relation) => relation === 'same_incident') ?? false;
  const incidents = Math.max(unit === 'incidents' ? atLeast : 1, alsoAtLeast?.incidents ?? 1);
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
  ];
}

/** Where a window stands in the document: by itself, or in a list. */
function pathOf({ window }: Count, index: number): Problem['path'] {
  return Array.isArray(window) ? ['window', index] : ['window'];
}

function checkWindows(rule: Count): Problem[] {
  const windows = windowsOf(rule);
  const isPeriod = ({ anchor }: Window) => anchor === 'any_period' || anchor === 'from_first';
  const isPart = (each: Window) => each.anchor === 'before_application' && each.atLeast !== undefined;
  return windows.flatMap((each, index) => {
    const path = pathOf(rule, index);
    const before = windows.slice(0, index);
    const least = each.anchor === 'before_application' ? each.atLeast : undefined;
    return [
      ...given(least !== undefined && least > rule.atLeast, [...path, 'atLeast'], 'no more than atLeast'),
      ...given(isPeriod(each) && before.some(isPeriod), [...path, 'anchor'], 'no second period of its own'),
      ...given(
        each.anchor === 'per_complaint' && before.some(({ anchor }) => anchor === 'per_complaint'),
        [...path, 'anchor'],
        'per_complaint once',
      ),
      ...given(
        isPart(each) && before.filter(isPart).length >= MOST_PARTS,
        [...path, 'atLeast'],
        `atLeast in ${String(MOST_PARTS)} windows at most`,
      ),
    ];
  });
}

/** Of so many windows only a part of what is counted may have to lie inside. */
const MOST_PARTS = 3;

function checkSuffered(rule: Count): Problem[] {
  const { recordedBy, reportedWithin, alsoAtLeast = {} } = rule;
  const none = 'what is suffered needs no complaint';
  const told = (['reports', 'households', 'agencies'] as const).filter(
    (unit) => alsoAtLeast[unit] !== undefined,
  );
  return [
    ...told.flatMap((unit) => given(true, ['alsoAtLeast', unit], `only incidents, people or hate: ${none}`)),
    ...windowsOf(rule).flatMap((each, index) =>
      given(
        each.anchor === 'per_complaint' || each.tests !== 'incident',
        pathOf(rule, index),
        `one that tests the incident: ${none}`,
      ),
    ),
    ...(['inPerson', 'exceptAnonymous', 'each'] as const).flatMap((key) =>
      given(rule[key], [key], `no ${key}: ${none}`),
    ),
    ...given(recordedBy, ['recordedBy'], `no recordedBy: ${none}`),
    ...given(reportedWithin, ['reportedWithin'], `no reportedWithin: ${none}`),
  ];
}

function given(wrong: unknown, path: Problem['path'], expected: string): Problem[] {
  return wrong ? [{ path, message: `expected ${expected}` }] : [];
}
