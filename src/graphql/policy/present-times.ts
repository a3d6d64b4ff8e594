import { lengthInWords } from '#domain/calendar/length.js';
import { actorInWords } from '#domain/policy/actor-in-words.js';
import type { PolicyVersion } from '#domain/policy/policy-version.js';
import { stepsOf } from '#domain/policy/steps-of.js';
import type { TimescaleStep } from '#domain/policy/timescales.js';
import { anyInWords, momentsOf } from '#domain/timescale/moments.js';
import { monthlyInWords } from '#domain/timescale/monthly-meetings.js';
import { plain } from './plain.js';
import type { PublicPolicy } from './public-policy.type.js';
import type { PublishedTimescale } from './published-times.type.js';

type Times = Pick<
  PublicPolicy,
  'timescales' | 'workingDayEndsAt' | 'closingDays' | 'meetings' | 'completeForm'
>;

/** How long each step may take, and by which days that is reckoned. */
export function presentTimes(policy: PolicyVersion): Times {
  const { workingDay, closingDays = [], meetings = [], completeForm } = policy;
  return {
    timescales: stepsOf(policy).map((step) => presentStep(step, policy)),
    workingDayEndsAt: workingDay?.endsAt ?? null,
    closingDays,
    meetings: meetings.map(({ dates = [], every, monthly, ...told }) => ({
      ...told,
      dates,
      everyWeeks: every?.weeks ?? null,
      everyFrom: every?.from ?? null,
      monthly: monthly ? monthlyInWords(monthly) : null,
    })),
    completeForm: completeForm
      ? { ...completeForm, declaredBy: actorInWords(completeForm.declaredBy) }
      : null,
  };
}

function presentStep(step: TimescaleStep, policy: PolicyVersion): PublishedTimescale {
  const { id, words, welsh, source, actor, extension, appeal, firstDay, pausedBy = [] } = step;
  return {
    step: id,
    words,
    welsh: welsh ?? null,
    source: source ?? null,
    within: withinInWords(step, policy),
    ...momentsInWords(step),
    firstDayCounts: firstDay === 'counts',
    repeats: step.repeats ?? false,
    eachTime: step.eachTime ?? false,
    appeal: appeal ?? null,
    actor: actorInWords(actor),
    usually: step.usually ?? false,
    extension: extension ?? null,
    extensionUpTo: extension?.upTo === undefined ? null : lengthInWords(extension.upTo),
    extensionTimes: extension?.times ?? null,
    pausedBy: pausedBy.map(plain),
  };
}

function momentsInWords({
  from,
  endsWith,
  onlyIf,
  unless,
}: TimescaleStep): Pick<PublishedTimescale, 'from' | 'endsWith' | 'onlyIf' | 'unless'> {
  return {
    from: anyInWords(momentsOf(from)),
    endsWith: anyInWords(momentsOf(endsWith)),
    onlyIf: onlyIf === undefined ? null : anyInWords(momentsOf(onlyIf)),
    unless: unless === undefined ? null : anyInWords(momentsOf(unless)),
  };
}

function withinInWords({ within, direction }: TimescaleStep, { meetings = [] }: PolicyVersion): string {
  if (!('meeting' in within)) return `${lengthInWords(within)}${direction === 'before' ? ' before' : ''}`;
  const calendar = meetings.find(({ id }) => id === within.meeting)?.words ?? within.meeting;
  const { nth = 1 } = within;
  return nth === 1 ? `the next meeting: ${calendar}` : `meeting ${String(nth)} from then: ${calendar}`;
}
