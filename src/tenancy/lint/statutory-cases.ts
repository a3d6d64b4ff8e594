import type { AgencyKind } from '#domain/policy/agency-kind.js';
import type { Criterion } from '#domain/policy/criterion.js';
import { windowsOf } from '#domain/policy/windows-of.js';
import type { ThresholdFacts } from '#domain/threshold/facts.js';
import { Temporal } from 'temporal-polyfill';
import { RESTS, SEVERITIES, type LintPath, type Severity } from './finding.js';
import type { MadeUpComplaint } from './statutory-facts.js';

/** A made-up case in which the mandatory limb is met, and what it means where a threshold is not met in it. */
export interface StatutoryCase {
  readonly rule: string;
  readonly severity: Severity;
  /** After "three complaints" (or fewer, where the procedures ask for fewer): how they were made. */
  readonly words: string;
  /** What the Act has to say of it. */
  readonly because: string;
  readonly rests: string;
  /** The parts of a test that may be what fails it, the likeliest first. */
  readonly parts?: readonly LintPath[];
  readonly complaints: readonly MadeUpComplaint[];
  /** What is the case beside its complaints. */
  readonly facts?: Partial<ThresholdFacts>;
  /** Which tests it is about, where others may fail by it that another case is about. Left out: any. */
  readonly isAbout?: (criterion: Criterion) => boolean;
}

/** Reported the next day, the last of them within the month before the application of 31 August. */
const PLAIN: readonly MadeUpComplaint[] = [
  { incident: '2026-08-03' },
  { incident: '2026-07-27' },
  { incident: '2026-07-20' },
];

/** The case as which every other is but for one thing. */
export const PLAIN_CASE: StatutoryCase = {
  rule: 'three-complaints-are-not-enough',
  severity: 'must',
  words:
    'by one victim in the last six weeks, each made to one agency on the day after an incident of its own,',
  because: 'with so many qualifying complaints the threshold must be met',
  rests: RESTS.mandatory,
  complaints: PLAIN,
};

const each = (changes: Partial<MadeUpComplaint>) => PLAIN.map((complaint) => ({ ...complaint, ...changes }));

const WINDOW: readonly LintPath[] = [['notBefore'], ['window', 'length'], ['window'], ['length']];
const SIX_MONTHS = 'each complaint serves an application for six months from its own day';
const MONTH = 'a complaint qualifies when it was made within a month of the behaviour';

const OF_WINDOWS: readonly StatutoryCase[] = [
  {
    rule: 'window-of-less-than-six-months',
    severity: 'must',
    words: 'of which the first was made 172 days before the application',
    because: SIX_MONTHS,
    rests: RESTS.qualifying,
    parts: WINDOW,
    complaints: [...PLAIN.slice(0, -1), { incident: '2026-03-11' }],
  },
  {
    rule: 'window-of-less-than-six-months',
    severity: 'should',
    words: 'of which the first was made on the first day of the six months, where these have 184 days',
    because: `${SIX_MONTHS}, and six months have 181 to 184 days`,
    rests: RESTS.qualifying,
    parts: WINDOW,
    complaints: [...PLAIN.slice(0, -1), { incident: '2026-03-01', complaint: '2026-03-01' }],
  },
  {
    rule: 'incident-before-the-window',
    severity: 'should',
    words:
      'of which the first was made less than six months ago, within a month of an incident of more than six months ago',
    because: `${SIX_MONTHS}, not from that of the incident`,
    rests: RESTS.qualifying,
    parts: [['window', 'tests'], ...WINDOW],
    complaints: [...PLAIN.slice(0, -1), { incident: '2026-02-12', complaint: '2026-03-11' }],
    isAbout: looksAtIncidents,
  },
  {
    rule: 'deadline-for-applying',
    severity: 'must',
    words: 'that were all made five to six months before the application',
    because: `${SIX_MONTHS}, and the Act does not ask how recent the latest is`,
    rests: RESTS.qualifying,
    parts: WINDOW,
    complaints: [{ incident: '2026-03-25' }, { incident: '2026-03-18' }, { incident: '2026-03-11' }],
  },
  {
    rule: 'deadline-for-applying',
    severity: 'must',
    words: 'of the last six weeks with another of more than a year ago beside them',
    because: `an early first one may not shut out those that qualify: ${SIX_MONTHS}`,
    rests: RESTS.qualifying,
    parts: [['window', 'anchor'], ['of']],
    complaints: [...PLAIN, { incident: '2025-05-05' }],
  },
];

const REPORTED: readonly LintPath[] = [['reportedWithin', 'length'], ['length']];

const OF_DELAYS: readonly StatutoryCase[] = [
  {
    rule: 'wait-before-applying',
    severity: 'must',
    words: 'of which the latest was made the day before the application',
    because: 'an application may be made as soon as there are enough',
    rests: RESTS.mandatory,
    complaints: [{ incident: '2026-08-29' }, ...PLAIN.slice(1)],
    isAbout: ({ test }) => test === 'applied_after',
  },
  {
    rule: 'reported-within-less-than-a-month',
    severity: 'must',
    words: 'that were each made 27 days after the incident',
    because: MONTH,
    rests: RESTS.qualifying,
    parts: REPORTED,
    complaints: [
      { incident: '2026-08-02', complaint: '2026-08-29' },
      { incident: '2026-08-01', complaint: '2026-08-28' },
      { incident: '2026-07-31', complaint: '2026-08-27' },
    ],
  },
  {
    rule: 'reported-within-less-than-a-month',
    severity: 'should',
    words: 'that were each made on the last day of the month, where it has 31 days',
    because: `${MONTH}, and a month has 28 to 31 days`,
    rests: RESTS.qualifying,
    parts: REPORTED,
    complaints: [
      { incident: '2026-08-01', complaint: '2026-08-31' },
      { incident: '2026-07-31', complaint: '2026-08-30' },
      { incident: '2026-07-30', complaint: '2026-08-29' },
    ],
  },
];

const told = (kind: AgencyKind, words: string, severity: Severity): StatutoryCase => ({
  rule: 'not-every-relevant-body',
  severity,
  words: `that were all made to ${words}`,
  because: 'a complaint to any relevant body counts',
  rests: RESTS.relevantBodies,
  parts: [['recordedBy']],
  complaints: each({ told: kind }),
});

const OF_PEOPLE: readonly StatutoryCase[] = [
  {
    rule: 'complaints-of-one-person',
    severity: 'should',
    words: 'by different people, each about an incident of their own,',
    because: 'the Act does not ask that one person made them',
    rests: RESTS.mandatory,
    parts: [['by']],
    complaints: PLAIN.map((complaint, index) => ({
      ...complaint,
      person: index === 0 ? 'victim' : `neighbour ${String(index)}`,
    })),
  },
  {
    rule: 'complaints-of-one-person',
    severity: 'should',
    words: 'that somebody else made for the victim',
    because: 'the Act does not ask that the victim made them in person',
    rests: RESTS.mandatory,
    parts: [['inPerson']],
    complaints: each({ person: 'carer', isForVictim: true }),
    isAbout: (criterion) => criterion.test === 'count' && criterion.inPerson === true,
  },
  {
    rule: 'complaints-of-one-person',
    severity: 'note',
    words: 'that were made without a name',
    because: 'the Act does not ask that a complaint names who makes it',
    rests: RESTS.mandatory,
    parts: [['exceptAnonymous']],
    complaints: each({ isAnonymous: true }),
    isAbout: (criterion) => criterion.test === 'count' && criterion.exceptAnonymous === true,
  },
  told('council', 'the council', 'must'),
  told('police', 'the police', 'must'),
  told('housing_provider', 'a housing provider', 'should'),
  told('health', 'a health body', 'should'),
  {
    rule: 'only-recorded-reports',
    severity: 'should',
    words: 'that were made and that no agency formally recorded',
    because: 'it is enough that a complaint was made',
    rests: RESTS.qualifying,
    parts: [['needs']],
    complaints: each({ isRecorded: false }),
  },
];

const OF_BEHAVIOUR: readonly StatutoryCase[] = [
  {
    rule: 'hate-left-out',
    severity: 'should',
    words: 'about incidents of hate',
    because: 'they are anti-social behaviour too',
    rests: RESTS.mandatory,
    parts: [['category']],
    complaints: each({ isHate: true }),
  },
  {
    rule: 'not-every-behaviour',
    severity: 'should',
    words: 'about behaviour that is none of the listed kinds',
    because: 'any behaviour that causes harassment, alarm or distress is anti-social',
    rests: RESTS.relevantBodies,
    parts: [['behaviours']],
    complaints: each({ behaviours: [] }),
  },
  {
    rule: 'narrow-relation',
    severity: 'should',
    words: 'about one problem, at different places and about different people',
    because: 'they need only be about the behaviour to which the application relates',
    rests: RESTS.mandatory,
    parts: [['related']],
    complaints: PLAIN.map((complaint, index) => ({ ...complaint, where: `place ${String(index)}` })),
  },
  {
    rule: 'judged-before-counted',
    severity: 'should',
    words: 'of which nobody has judged yet what the incidents caused',
    because: 'a complaint counts before anybody has judged whether it was harassment, alarm or distress',
    rests: RESTS.mandatory,
    parts: [['judgement']],
    complaints: each({ causedHarm: null }),
  },
  {
    rule: 'incidents-of-one-day',
    severity: 'note',
    words: 'about incidents of one day',
    because: 'the Act does not ask for different days',
    rests: RESTS.mandatory,
    parts: [['separateDays'], ['dedupe']],
    complaints: each({ incident: '2026-08-03' }),
  },
];

const OF_REVIEWS: readonly StatutoryCase[] = [
  {
    rule: 'reviewed-before',
    severity: 'should',
    words: 'of which two were made before an earlier application for a review',
    because: 'the Act leaves out no complaint because it was reviewed before',
    rests: RESTS.qualifying,
    parts: [['since'], ['length']],
    complaints: PLAIN,
    facts: { earlierReviews: [{ appliedOn: Temporal.PlainDate.from('2026-08-01') }] },
    isAbout: (criterion) =>
      (criterion.test === 'count' && criterion.since !== undefined) ||
      (criterion.test === 'condition' && criterion.condition === 'reviewed_within'),
  },
];

const OTHERS = [...OF_WINDOWS, ...OF_DELAYS, ...OF_PEOPLE, ...OF_BEHAVIOUR, ...OF_REVIEWS];

function looksAtIncidents(criterion: Criterion): boolean {
  if (criterion.test === 'applied_within') return criterion.of.endsWith('incident');
  if (criterion.test !== 'count') return false;
  return windowsOf(criterion).some((each) => 'tests' in each && each.tests === 'incident');
}

/** Every other case, the weightier first. */
export const OTHER_CASES: readonly StatutoryCase[] = SEVERITIES.flatMap((severity) =>
  OTHERS.filter((other) => other.severity === severity),
);
