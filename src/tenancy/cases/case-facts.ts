import type { EarlierReview, JudgementFact, RiskFact, ThresholdFacts } from '#domain/threshold/facts.js';
import type { WrittenCase, WrittenJudgement } from './case-schema.js';
import { incidentFact, type CaseContext } from './incident-facts.js';
import { findAgency, type KnownAgency } from './known-agencies.js';
import { incidentsOf } from './written-incidents.js';
import { dayOf, isYes, isYesOrNull, listOf } from './written-values.js';

/** Who gave an answer of which the case does not say who, where the policy asks nobody in particular either. */
const UNLESS_ASKED = 'coordinator';

const STATED = 'Stated in the file of cases.';

/** The facts over which a case's threshold is evaluated. The case must have been checked. */
export function factsOfCase(written: WrittenCase, agencies: readonly KnownAgency[]): ThresholdFacts {
  const context = contextOf(written, agencies);
  const judgements = judgementsOf(written);
  const risk = riskOf(written);
  return {
    receivedOn: dayOf(written.received),
    incidents: incidentsOf(written).map((placed) => incidentFact(placed, context)),
    dissatisfiedWithResponse: isYesOrNull(written.dissatisfied ?? 'unknown'),
    awaiting: awaitedOf(written).map(({ agency, due }) => {
      const named = findAgency(agency, agencies);
      return {
        agencyId: named?.id ?? agency,
        agencyName: named?.name ?? 'an agency',
        ...(named ? { agencyKind: named.kind } : {}),
        dueOn: due === undefined ? null : dayOf(due),
      };
    }),
    ...(judgements.length === 0 ? {} : { judgements }),
    ...(risk.length === 0 ? {} : { risk }),
    ...(written.earlierReviews ? { earlierReviews: written.earlierReviews.map(earlierReview) } : {}),
  };
}

/** Which of the judgements of a case do not say who gave them, by their place in its facts. */
export function unsignedOf(written: WrittenCase): readonly number[] {
  const said = saidIn(written);
  return said.flatMap(({ by }, index) => (by === undefined ? [index] : []));
}

/** The agencies that a case says are awaited. */
export function awaitedOf({ awaiting }: WrittenCase): readonly { agency: string; due?: string }[] {
  const each = listOf<string | { agency: string; due?: string }>(awaiting);
  return each.map((one) => (typeof one === 'string' ? { agency: one } : one));
}

function contextOf(written: WrittenCase, agencies: readonly KnownAgency[]): CaseContext {
  const homes = Object.entries(written.households ?? {});
  const victims = (written.victims ?? ['victim']).map(String);
  return {
    agencies,
    victims,
    householdOf: new Map(
      homes.flatMap(([household, people]) =>
        people.map((person) => [personOf(String(person), written), household]),
      ),
    ),
  };
}

function personOf(label: string, { victims = [] }: WrittenCase): string {
  return label === 'victim' ? String(victims[0] ?? label) : label;
}

function saidIn({ answers = {}, judgements = [] }: WrittenCase): readonly WrittenJudgement[] {
  const short = Object.entries(answers).map(([question, answer]): WrittenJudgement => ({ question, answer }));
  return [...short, ...judgements];
}

function judgementsOf(written: WrittenCase): JudgementFact[] {
  return saidIn(written).map((judged) => ({
    question: judged.question,
    ...(judged.incidents === undefined ? {} : { incidentIds: judged.incidents.map(String) }),
    answer: isYes(judged.answer),
    by: judged.by ?? UNLESS_ASKED,
    on: dayOf(judged.on ?? written.received),
    why: judged.why ?? STATED,
    ...(judged.saidBy === undefined ? {} : { saidBy: personOf(String(judged.saidBy), written) }),
    ...(judged.factors === undefined ? {} : { factors: judged.factors }),
  }));
}

function earlierReview({ applied, completed, problem }: WrittenReview): EarlierReview {
  return {
    appliedOn: dayOf(applied),
    ...(completed === undefined ? {} : { completedOn: dayOf(completed) }),
    ...(problem === undefined ? {} : { problem: String(problem) }),
  };
}

type WrittenReview = NonNullable<WrittenCase['earlierReviews']>[number];

function riskOf({ risk = [], received }: WrittenCase): RiskFact[] {
  const assessed = typeof risk === 'string' ? [{ band: risk }] : risk;
  return assessed.map(({ by = 'coordinator', on, ...rest }) => ({ ...rest, by, on: dayOf(on ?? received) }));
}
