import { Temporal } from 'temporal-polyfill';
import { lengthInWords } from '#domain/calendar/length.js';
import { actorInWords } from '#domain/policy/actor-in-words.js';
import type { Criterion } from '#domain/policy/criterion.js';
import type { Appeal, PolicyVersion } from '#domain/policy/policy-version.js';
import type { TimescaleStep } from '#domain/policy/timescales.js';
import { anyInWords, momentsOf } from '#domain/timescale/moments.js';
import { stepsOf } from '#domain/policy/steps-of.js';
import type {
  PolicyPeriod,
  PublicPolicy,
  PublishedAppeal,
  PublishedTimescale,
  ThresholdTest,
} from './public-policy.type.js';

/** When each version is in force, oldest first: it ends the day before the next begins, if it does not say earlier. */
export function presentPeriods(versions: readonly PolicyVersion[]): PolicyPeriod[] {
  return versions.map(({ inForceFrom, inForceThrough, source }, index) => {
    const next = versions[index + 1]?.inForceFrom;
    const dayBefore =
      next === undefined ? null : Temporal.PlainDate.from(next).subtract({ days: 1 }).toString();
    return {
      inForceFrom: inForceFrom ?? null,
      inForceThrough: inForceThrough ?? dayBefore,
      source: source ?? null,
    };
  });
}

export function presentPolicy(policy: PolicyVersion, period: PolicyPeriod): PublicPolicy {
  const tests = flatten(policy.threshold, null, 0);
  const [firstAppeal] = policy.appeals;
  return {
    ...period,
    threshold: tests.map(({ depth, words }) => `${'  '.repeat(depth)}${words}`),
    tests,
    timescales: stepsOf(policy).map((step) => presentStep(step, policy)),
    declineGrounds: policy.declineGrounds,
    applicants: policy.applicants.words,
    applicantRules: policy.applicants,
    appeal: firstAppeal?.words ?? null,
    appeals: policy.appeals.map(presentAppeal),
    outcomeWrittenBy: policy.outcome?.writtenBy ?? null,
    outcome: policy.outcome ?? null,
    ...presentBodies(policy),
  };
}

function presentBodies({ deciders, panel }: PolicyVersion): Pick<PublicPolicy, 'deciders' | 'panel'> {
  return {
    deciders: deciders
      ? {
          ...deciders,
          atLeastPeople: deciders.atLeastPeople ?? null,
          atLeastAgencies: deciders.atLeastAgencies ?? null,
          role: deciders.role === undefined ? null : actorInWords(deciders.role),
        }
      : null,
    panel: panel
      ? {
          ...panel,
          atLeastPeople: panel.atLeastPeople ?? null,
          atLeastAgencies: panel.atLeastAgencies ?? null,
          chairedBy: panel.chairedBy ?? null,
          chairIsIndependentOfCase: panel.chairIsIndependentOfCase ?? null,
          victim: plain(panel.victim),
        }
      : null,
  };
}

/** A tree as a list, each test after the one that it is part of: a client asks for every depth with one selection. */
function flatten(criterion: Criterion, parentId: string | null, depth: number): ThresholdTest[] {
  const { id, test, words, welsh, source } = criterion;
  const parts = 'criteria' in criterion ? criterion.criteria : [];
  const own: ThresholdTest = {
    id,
    parentId,
    depth,
    test,
    words,
    welsh: welsh ?? null,
    source: source ?? null,
    childIds: parts.map((part) => part.id),
  };
  return [own, ...parts.flatMap((part) => flatten(part, id, depth + 1))];
}

function presentStep(step: TimescaleStep, policy: PolicyVersion): PublishedTimescale {
  const { id, words, welsh, source, actor, usually = false, extension } = step;
  return {
    step: id,
    words,
    welsh: welsh ?? null,
    source: source ?? null,
    within: withinInWords(step, policy),
    from: anyInWords(momentsOf(step.from)),
    actor: actorInWords(actor),
    usually,
    extension: extension ?? null,
  };
}

function withinInWords({ within, direction }: TimescaleStep, { meetings = [] }: PolicyVersion): string {
  if (!('meeting' in within)) return `${lengthInWords(within)}${direction === 'before' ? ' before' : ''}`;
  const calendar = meetings.find(({ id }) => id === within.meeting)?.words ?? within.meeting;
  const { nth = 1 } = within;
  return nth === 1 ? `the next meeting: ${calendar}` : `meeting ${String(nth)} from then: ${calendar}`;
}

function lodgedWithin({ within, from }: Appeal): string | null {
  if (within === undefined) return null;
  const length = lengthInWords(within);
  return from === undefined ? length : `${length} after ${anyInWords(momentsOf(from))}`;
}

function presentAppeal(appeal: Appeal): PublishedAppeal {
  const { id, words, welsh, source, to, heardBy, effect } = appeal;
  return {
    id,
    words,
    welsh: welsh ?? null,
    source: source ?? null,
    to: to ?? null,
    heardBy: heardBy === undefined ? null : actorInWords(heardBy),
    within: lodgedWithin(appeal),
    grounds: appeal.grounds ?? [],
    against: (appeal.against ?? []).map(plain),
    effect: effect === undefined ? null : plain(effect),
    papers: appeal.papers ?? [],
  };
}

/** An id of the policy as words: "threshold not met". */
function plain(id: string): string {
  return id.replaceAll('_', ' ');
}
