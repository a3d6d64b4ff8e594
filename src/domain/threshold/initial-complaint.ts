import { lengthInWords } from '#domain/calendar/length.js';
import { inWordsWithoutWeekday, type LocalDate } from '#domain/calendar/local-date.js';
import type { InitialComplaintWithin } from '#domain/policy/criterion.js';
import { awaitsInWords } from './awaits-in-words.js';
import { BACKGROUND_NEVER_COUNTS } from './complaint-standing.js';
import {
  isInTime,
  isOfSomebodyElse,
  judge,
  judgeOfVictim,
  whoMade,
  type Made,
} from './earliest-complaint.js';
import { isBackground, type ComplaintFact, type IncidentFact, type ThresholdFacts } from './facts.js';
import {
  distinctAwaits,
  findingOf,
  NOTHING,
  type Await,
  type Finding,
  type FindingItem,
  type Verdict,
} from './finding.js';
import { answersOf } from './count-frame.js';
import { incidentInWords, lastDayOf } from './incident-in-words.js';
import { daysBefore, isWithin, lastDayWithin, onlyOn, overlapOf, type Span } from './span.js';

/**
 * Tests the earliest complaint: of all, or by the victim where the rule says so. A further complaint still unknown may
 * be earlier than it, so while somebody may still produce one the answer is open wherever such a complaint could change
 * it. Of complaints of the same earliest day one in time is enough. Several victims are looked at together. Adding a
 * complaint can change met to not met here: this test is not monotone.
 */
export function testInitialComplaint(rule: InitialComplaintWithin, facts: ThresholdFacts): Finding {
  const looked = facts.incidents.flatMap((incident) => lookAt(rule, incident, facts));
  const made = looked.flatMap((each) => (each.made ? [each.made] : []));
  const { verdict, first, open } = rule.by === 'victim' ? judgeOfVictim(made) : judge(made);
  const passedOver = first?.by === 'victim' && rule.by === 'victim' ? made.filter(isOfSomebodyElse) : [];
  const notCounted = [
    ...looked.flatMap((each) => (each.refused ? [each.refused] : [])),
    ...passedOver.map((each) => itemOf(each, "made by somebody else, and the victim's own are looked at")),
  ];
  const awaits = distinctAwaits(open.flatMap((each) => each.awaits));
  return {
    ...findingOf(rule),
    ...NOTHING,
    verdict,
    sentence: sentenceOf(rule, verdict, { first, awaits, sawOthers: notCounted.length > 0 }),
    counted: first ? [itemOf(first, 'the earliest complaint')] : [],
    notCounted,
    undecided: open.map((each) => itemOf(each, 'an earlier complaint may still be found')),
    awaits,
  };
}

interface Looked {
  readonly made?: Made;
  readonly refused?: FindingItem;
}

function lookAt(rule: InitialComplaintWithin, incident: IncidentFact, facts: ThresholdFacts): Looked[] {
  const { receivedOn, awaiting } = facts;
  const since: Span | undefined = overlapOf(
    { from: incident.occurredOn, through: receivedOn },
    ageOf(rule, receivedOn),
  );
  const lastInTime = lastDayWithin(lastDayOf(incident, receivedOn), rule.length, rule.firstDay);
  const doubts = doubtsAbout(incident, facts);
  const isReal = incident.match !== 'not_found' || awaiting.length > 0;
  const known = incident.complaints.map((complaint): Looked => {
    const refused = !isReal ? 'no agency found a record of the incident' : refusal(complaint, since);
    if (refused !== undefined)
      return {
        refused: {
          subject: 'complaint',
          id: complaint.id,
          reason: `${incidentInWords(incident)}: ${refused}`,
        },
      };
    const days = complaint.madeOn === null ? since : onlyOn(complaint.madeOn);
    const unknown: Await[] =
      complaint.madeOn === null ? [{ kind: 'complainant', complaintId: complaint.id }] : [];
    if (!days) return {};
    const awaits = [...doubts, ...unknown];
    return { made: { incident, complaint, days, lastInTime, awaits, by: whoMade(complaint) } };
  });
  const prospects = [...answersOf(awaiting), ...doubts];
  if (!isReal || since === undefined || prospects.length === 0) return known;
  return [...known, { made: { incident, days: since, lastInTime, awaits: prospects, by: 'unsettled' } }];
}

function ageOf(rule: InitialComplaintWithin, receivedOn: LocalDate): Span {
  const window = rule.window && daysBefore(receivedOn, rule.window);
  return window ?? { from: receivedOn.subtract({ years: 200 }), through: receivedOn };
}

function doubtsAbout(incident: IncidentFact, { awaiting }: ThresholdFacts): Await[] {
  if (incident.match === 'unmatched')
    return [...answersOf(awaiting), { kind: 'match', incidentId: incident.id }];
  return incident.match === 'not_found' ? answersOf(awaiting) : [];
}

function refusal(complaint: ComplaintFact, since: Span | undefined): string | undefined {
  if (isBackground(complaint)) return BACKGROUND_NEVER_COUNTS;
  if (since === undefined) return 'no complaint about it can lie in the time looked at';
  if (complaint.madeOn === null || isWithin(complaint.madeOn, since)) return undefined;
  return `complaint of ${inWordsWithoutWeekday(complaint.madeOn)} lies outside the time looked at`;
}

function itemOf(made: Made, what: string): FindingItem {
  const about = incidentInWords(made.incident);
  const { complaint } = made;
  if (!complaint) return { subject: 'incident', id: made.incident.id, reason: `${about}: ${what}` };
  const day = complaint.madeOn
    ? `complaint of ${inWordsWithoutWeekday(complaint.madeOn)}`
    : 'complaint of an unknown day';
  const timing = `${isInTime(made) ? 'in time, which was' : 'late: in time was'} by ${inWordsWithoutWeekday(made.lastInTime)}`;
  return {
    subject: 'complaint',
    id: complaint.id,
    reason: `${about}: ${day}, ${made.awaits.length > 0 ? what : `${what}, ${timing}`}`,
  };
}

interface Seen {
  readonly first: Made | undefined;
  readonly awaits: readonly Await[];
  readonly sawOthers: boolean;
}

function sentenceOf(
  rule: InitialComplaintWithin,
  verdict: Verdict,
  { first, awaits, sawOthers }: Seen,
): string {
  const length = lengthInWords(rule.length);
  const whose = rule.by === 'victim' ? "victim's first complaint" : 'first complaint';
  if (verdict === 'needs_judgement') {
    return `Whether the ${whose} was made within ${length} of its incident can be told once ${awaitsInWords(awaits)}.`;
  }
  if (!first)
    return `No complaint ${sawOthers ? 'that counts ' : ''}was made, so there is no first complaint to test.`;
  const about = `about the incident of ${inWordsWithoutWeekday(first.incident.occurredOn)}`;
  const made = `made on ${inWordsWithoutWeekday(first.days.from)} ${about}`;
  const answer = verdict === 'met' ? `within ${length}` : `later than ${length} after it`;
  if (rule.by !== 'victim' || first.by === 'victim') return `The ${whose} was ${made}, ${answer}.`;
  return `No complaint is known to be the victim's own; the first of anybody's was ${made}, ${answer}.`;
}
