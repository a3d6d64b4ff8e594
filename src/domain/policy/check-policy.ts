import { amongOf } from './among.js';
import { CONDITIONS, RELATIONS, type Criterion } from './criterion.js';
import { idOfExcepted } from './excepted-behaviour.js';
import type { PolicyVersion } from './policy-version.js';
import { didYouMean } from './did-you-mean.js';
import { pathInWords, type Problem } from './problems.js';
import { lodgingStepOf } from './steps-of.js';

interface Placed {
  readonly id: string;
  readonly path: readonly (string | number)[];
}

const LISTS = [
  'timescales',
  'declineGrounds',
  'appeals',
  'meetings',
  'behaviours',
  'hateCharacteristics',
] as const;

/** What the parts of a policy say of one another and cannot all be right: repeated ids, ids that nothing has. */
export function checkPolicy(policy: PolicyVersion): Problem[] {
  return [
    ...repeatedIds(policy),
    ...idsOfOtherQuestions(policy),
    ...unknownBands(policy),
    ...unknownMeetings(policy),
    ...unknownAppeals(policy),
    ...takenIds(policy),
    ...unknownBehaviours(policy),
    ...checkAmong(policy),
    ...unknownGrounds(policy),
    ...wrongEnd(policy),
  ];
}

interface PlacedCriterion {
  readonly criterion: Criterion;
  readonly path: readonly (string | number)[];
}

/** Every test of a threshold with its place in the document. */
export function testsOf(
  criterion: Criterion,
  path: readonly (string | number)[] = ['threshold'],
): PlacedCriterion[] {
  const own = { criterion, path };
  if (!('criteria' in criterion)) return [own];
  return [own, ...criterion.criteria.flatMap((child, index) => testsOf(child, [...path, 'criteria', index]))];
}

function repeatedIds(policy: PolicyVersion): Problem[] {
  const placed = (each: readonly { readonly id: string }[] | undefined, ...path: (string | number)[]) =>
    (each ?? []).map(({ id }, index): Placed => ({ id, path: [...path, index, 'id'] }));
  const listed = (key: (typeof LISTS)[number]) => placed(policy[key], key);
  const lists: Placed[][] = [
    testsOf(policy.threshold).map(({ criterion, path }) => ({ id: criterion.id, path: [...path, 'id'] })),
    ...LISTS.map(listed),
    placed(policy.figures?.labels, 'figures', 'labels'),
    placed(policy.riskMatrix?.questions, 'riskMatrix', 'questions'),
    placed(policy.riskMatrix?.bands, 'riskMatrix', 'bands'),
    ...(policy.riskMatrix?.questions ?? []).map(({ answers }, index) =>
      placed(answers, 'riskMatrix', 'questions', index, 'answers'),
    ),
    ...policy.appeals.map(({ grounds }, index) => placed(grounds, 'appeals', index, 'grounds')),
  ];
  return lists.flatMap(repeated).map(({ id, path }) => ({
    path,
    message: `expected an id of its own, got ${id} a second time`,
  }));
}

/**
 * Ids of judgements and discretions, and of counts that ask something of each person, under which another question is
 * asked: an answer names its question by that alone, so that one of them would be answered by the answer to the other.
 */
function idsOfOtherQuestions({ threshold }: PolicyVersion): Problem[] {
  const tests = testsOf(threshold);
  return tests.flatMap(({ criterion, path }): Problem[] => {
    const { id } = criterion;
    if (!isAnsweredById(criterion)) return [];
    const isRelation = RELATIONS.some((each) => each === id);
    if (!isRelation && !CONDITIONS.some((each) => each === id)) return [];
    const place = tests.map((each) => askedAt(id, each)).find((each) => each !== undefined);
    const what = isRelation ? 'a relation of incidents' : 'a condition';
    const where = place === undefined ? '' : `, which ${pathInWords(place)} asks for`;
    const message = `expected an id that is not the name of ${what}${where}, since an answer could be to either, got ${id}`;
    return [{ path: [...path, 'id'], message }];
  });
}

function isAnsweredById(criterion: Criterion): boolean {
  const { test } = criterion;
  return test === 'judgement' || test === 'discretion' || (test === 'count' && criterion.each !== undefined);
}

/** Where a test asks the built-in question of that name. */
function askedAt(name: string, { criterion, path }: PlacedCriterion): Problem['path'] | undefined {
  if (criterion.test === 'condition' && criterion.condition === name) return [...path, 'condition'];
  if (criterion.test !== 'count') return undefined;
  const at = (criterion.related ?? []).findIndex((each) => each === name);
  return at < 0 ? undefined : [...path, 'related', at];
}

function unknownBands({ threshold, riskMatrix }: PolicyVersion): Problem[] {
  const known = (riskMatrix?.bands ?? []).map((band) => band.id);
  return testsOf(threshold).flatMap(({ criterion, path }) =>
    criterion.test !== 'risk' || known.includes(criterion.band)
      ? []
      : [{ path: [...path, 'band'], message: expectedOneOf(known, 'band of riskMatrix', criterion.band) }],
  );
}

function unknownMeetings({ timescales, meetings = [] }: PolicyVersion): Problem[] {
  const known = meetings.map((calendar) => calendar.id);
  return timescales.flatMap(({ within }, index) =>
    !('meeting' in within) || known.includes(within.meeting)
      ? []
      : [
          {
            path: ['timescales', index, 'within', 'meeting'],
            message: expectedOneOf(known, 'calendar of meetings', within.meeting),
          },
        ],
  );
}

function unknownAppeals({ timescales, appeals }: PolicyVersion): Problem[] {
  const known = appeals.map(({ id }) => id);
  return timescales.flatMap(({ appeal }, index) =>
    appeal === undefined || known.includes(appeal)
      ? []
      : [{ path: ['timescales', index, 'appeal'], message: expectedOneOf(known, 'appeal', appeal) }],
  );
}

/** An appeal that says from when it must be lodged has a step of that name. */
function takenIds({ timescales, appeals }: PolicyVersion): Problem[] {
  const taken = appeals.flatMap(({ id, from }) => (from === undefined ? [] : [lodgingStepOf(id)]));
  return timescales.flatMap(({ id }, index) =>
    taken.includes(id)
      ? [
          {
            path: ['timescales', index, 'id'],
            message: `expected another id than ${id}, which an appeal has`,
          },
        ]
      : [],
  );
}

function unknownBehaviours({ threshold, behaviours = [] }: PolicyVersion): Problem[] {
  const known = behaviours.map((behaviour) => behaviour.id);
  const named = (criterion: Criterion, key: 'behaviours' | 'exceptBehaviours') =>
    criterion.test === 'count'
      ? (criterion[key] ?? []).map((each, place) => ({ id: idOfExcepted(each), place }))
      : [];
  return testsOf(threshold).flatMap(({ criterion, path }) =>
    (['behaviours', 'exceptBehaviours'] as const).flatMap((key) =>
      named(criterion, key)
        .filter(({ id }) => !known.includes(id))
        .map(({ id, place }) => ({
          path: [...path, key, place],
          message: expectedOneOf(known, 'kind of behaviour', id),
        })),
    ),
  );
}

/** A marked day is looked for among counts of the threshold; of a complaint, where complaints are counted. */
function checkAmong({ threshold }: PolicyVersion): Problem[] {
  const tests = testsOf(threshold);
  const counts = tests.flatMap(({ criterion }) => (criterion.test === 'count' ? [criterion] : []));
  const known = counts.map(({ id }) => id);
  return tests.flatMap(({ criterion, path }): Problem[] => {
    if (criterion.test !== 'applied_within' && criterion.test !== 'applied_after') return [];
    const { of } = criterion;
    return amongOf(criterion).flatMap((id) => {
      const count = counts.find((each) => each.id === id);
      if (count === undefined)
        return [{ path: [...path, 'among'], message: expectedOneOf(known, 'count of the threshold', id) }];
      if (count.needs !== 'suffered' || of === 'first_incident' || of === 'latest_incident') return [];
      const message = `expected first_incident or latest_incident, since ${id} counts what needs no complaint, got ${of}`;
      return [{ path: [...path, 'of'], message }];
    });
  });
}

function unknownGrounds({ figures, declineGrounds }: PolicyVersion): Problem[] {
  const known = declineGrounds.map((ground) => ground.id);
  return (figures?.labels ?? []).flatMap(({ grounds = [] }, index) =>
    grounds.flatMap((id, place) =>
      known.includes(id)
        ? []
        : [
            {
              path: ['figures', 'labels', index, 'grounds', place],
              message: expectedOneOf(known, 'ground for declining', id),
            },
          ],
    ),
  );
}

function wrongEnd({ inForceFrom, inForceThrough }: PolicyVersion): Problem[] {
  if (inForceFrom === undefined || inForceThrough === undefined || inForceFrom <= inForceThrough) return [];
  return [{ path: ['inForceThrough'], message: `expected a day from ${inForceFrom}, got ${inForceThrough}` }];
}

function expectedOneOf(known: readonly string[], what: string, got: string): string {
  return `expected ${/^(a|e|i|o|u)/.test(what) ? 'an' : 'a'} ${what} (${known.length === 0 ? 'there is none' : known.join(', ')}), got ${got}${didYouMean(got, known)}`;
}

function repeated(ids: readonly Placed[]): Placed[] {
  return ids.filter((each, index) => ids.findIndex((other) => other.id === each.id) < index);
}
