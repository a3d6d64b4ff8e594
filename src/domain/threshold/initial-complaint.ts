import { lengthInWords } from '#domain/calendar/length.js';
import type { InitialComplaintWithin } from '#domain/policy/criterion.js';
import { awaitsInWords } from './awaits-in-words.js';
import { lastDaysWithin, type DatedFacts } from './dated-facts.js';
import { firstDayWithin } from './day-number.js';
import { isInTime, isOfSomebodyElse, judge, judgeOfVictim, type Made } from './earliest-complaint.js';
import { distinctOf } from './distinct-awaits.js';
import { findingOf, NOTHING, type Await, type Finding, type FindingItem, type Verdict } from './finding.js';
import { madeAbout, type Looking } from './made-complaints.js';
import type { OfDay } from './remembered.js';

/**
 * Tests the earliest complaint: of all, or by the victim where the rule says so. A further complaint still unknown may
 * be earlier than it, so while somebody may still produce one the answer is open wherever such a complaint could change
 * it. Of complaints of the same earliest day one in time is enough. Several victims are looked at together. Adding a
 * complaint can change met to not met here: this test is not monotone.
 */
export function testInitialComplaint(rule: InitialComplaintWithin, facts: DatedFacts): Finding {
  const { inWords } = facts.ofDay;
  const made: Made[] = [];
  const notCounted: FindingItem[] = [];
  const looking = lookingFor(rule, facts);
  for (const incident of facts.dated) madeAbout(incident, looking, { made, refused: notCounted });
  const { verdict, first, open } = rule.by === 'victim' ? judgeOfVictim(made) : judge(made);
  if (first?.by === 'victim' && rule.by === 'victim')
    for (const each of made)
      if (isOfSomebodyElse(each))
        notCounted.push(itemOf(each, "made by somebody else, and the victim's own are looked at", inWords));
  const awaits = distinctOf(open.map((each) => each.awaits));
  return {
    ...findingOf(rule),
    ...NOTHING,
    verdict,
    sentence: sentenceOf(rule, verdict, { first, awaits, sawOthers: notCounted.length > 0, inWords }),
    counted: first ? [itemOf(first, 'the earliest complaint', inWords)] : [],
    notCounted,
    undecided: open.map((each) => itemOf(each, 'an earlier complaint may still be found', inWords)),
    awaits,
  };
}

/** Years before the application since which every complaint is looked at, where the rule does not say. */
const LONG_AGO = 200;

function lookingFor({ window, length, firstDay }: InitialComplaintWithin, facts: DatedFacts): Looking {
  const through = facts.receivedDay;
  const from = window
    ? firstDayWithin(through, window.length, window.firstDay)
    : firstDayWithin(through, { months: 12 * LONG_AGO });
  const limit = { length, ...(firstDay === undefined ? {} : { firstDay }) };
  return { facts, age: { from, through }, lastInTime: lastDaysWithin(facts, limit) };
}

function itemOf(made: Made, what: string, inWords: OfDay<string>): FindingItem {
  const { incident, complaint, awaits, lastInTime } = made;
  const about = incident.words;
  if (!complaint) return { subject: 'incident', id: incident.incident.id, reason: `${about}: ${what}` };
  const { madeOn } = complaint;
  const day = madeOn === null ? 'complaint of an unknown day' : `complaint of ${inWords(madeOn)}`;
  const timing = `${isInTime(made) ? 'in time, which was' : 'late: in time was'} by ${inWords(lastInTime)}`;
  return {
    subject: 'complaint',
    id: complaint.complaint.id,
    reason: `${about}: ${day}, ${awaits.length > 0 ? what : `${what}, ${timing}`}`,
  };
}

interface Seen {
  readonly first: Made | undefined;
  readonly awaits: readonly Await[];
  readonly sawOthers: boolean;
  readonly inWords: OfDay<string>;
}

function sentenceOf(
  rule: InitialComplaintWithin,
  verdict: Verdict,
  { first, awaits, sawOthers, inWords }: Seen,
): string {
  const length = lengthInWords(rule.length);
  const whose = rule.by === 'victim' ? "victim's first complaint" : 'first complaint';
  if (verdict === 'needs_judgement') {
    return `Whether the ${whose} was made within ${length} of its incident can be told once ${awaitsInWords(awaits)}.`;
  }
  if (!first)
    return `No complaint ${sawOthers ? 'that counts ' : ''}was made, so there is no first complaint to test.`;
  const about = `about the incident of ${inWords(first.incident.days.from)}`;
  const made = `made on ${inWords(first.days.from)} ${about}`;
  const answer = verdict === 'met' ? `within ${length}` : `later than ${length} after it`;
  if (rule.by !== 'victim' || first.by === 'victim') return `The ${whose} was ${made}, ${answer}.`;
  return `No complaint is known to be the victim's own; the first of anybody's was ${made}, ${answer}.`;
}
