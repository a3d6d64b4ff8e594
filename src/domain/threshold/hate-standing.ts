import type { Count } from '#domain/policy/criterion.js';
import { answersOf } from './agencies.js';
import type { CountFrame } from './count-frame.js';
import type { DatedIncident } from './dated-facts.js';
import type { AwaitedAgency, IncidentFact } from './facts.js';
import type { Await } from './finding.js';

interface OpenHate {
  readonly is: 'open';
  readonly reason: string;
  readonly awaits: readonly Await[];
}

/** Whether an incident is one of hate, in the sense of the rule. */
export type Hate = { readonly is: 'yes' | 'no' } | OpenHate;

/** Whether the incident is one of hate. A record that is still to come may say that somebody else perceives it so. */
export function hateOf({ rule, awaiting }: CountFrame, dated: DatedIncident): Hate {
  const { incident } = dated;
  switch (rule.hateIs ?? 'perceived') {
    case 'perceived':
      return perceived(dated);
    case 'recorded':
      return recorded(incident, awaiting);
    case 'perceived_or_recorded':
      return either(perceived(dated), recorded(incident, awaiting));
    case 'crime':
      return both(perceived(dated), crime(incident));
  }
}

/** Whether the rule needs to know of hate at all. */
export function asksForHate({ category, alsoAtLeast }: Count): boolean {
  return category === 'hate' || category === 'asb_without_hate' || alsoAtLeast?.hate !== undefined;
}

const YES: Hate = { is: 'yes' };
const NO: Hate = { is: 'no' };

function perceived({ incident, untilMatched: awaits }: DatedIncident): Hate {
  if (incident.hatePerceived) return YES;
  if (awaits.length === 0) return NO;
  return {
    is: 'open',
    reason: 'the applicant names no motive of hate, and a record that names one may still be found',
    awaits,
  };
}

function recorded({ id, hateRecorded }: IncidentFact, awaiting: readonly AwaitedAgency[]): Hate {
  if (typeof hateRecorded === 'boolean') return { is: hateRecorded ? 'yes' : 'no' };
  const police = awaiting.filter(({ agencyKind = 'police' }) => agencyKind === 'police');
  return {
    is: 'open',
    reason: 'it is not known whether the police recorded it as one of hate',
    awaits: [...answersOf(police), { kind: 'detail', subject: 'incident', id, detail: 'recorded_as_hate' }],
  };
}

function crime({ id, crime: isCrime }: IncidentFact): Hate {
  if (typeof isCrime === 'boolean') return { is: isCrime ? 'yes' : 'no' };
  return {
    is: 'open',
    reason: 'nobody has settled yet whether it amounts to a crime',
    awaits: [{ kind: 'detail', subject: 'incident', id, detail: 'crime' }],
  };
}

function both(one: Hate, other: Hate): Hate {
  if (one.is !== 'open') return one.is === 'no' ? one : other;
  if (other.is !== 'open') return other.is === 'no' ? other : one;
  return openBoth(one, other);
}

function either(one: Hate, other: Hate): Hate {
  if (one.is === 'yes' || other.is === 'yes') return { is: 'yes' };
  if (one.is !== 'open') return other;
  if (other.is !== 'open') return one;
  return openBoth(one, other);
}

function openBoth(one: OpenHate, other: OpenHate): Hate {
  return { is: 'open', reason: `${one.reason}; ${other.reason}`, awaits: [...one.awaits, ...other.awaits] };
}
