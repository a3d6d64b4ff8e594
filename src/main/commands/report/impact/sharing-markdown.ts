import { levelOfRank } from '#domain/sharing/sharing-level.js';
import type { AgreementFacts, GrantCount, PartyFacts } from '#persistence/impact/impact-facts.js';
import { grid } from '../grid.js';

const states = {
  IN_FORCE: 'in force',
  NOT_BEGUN: 'not begun',
  EXPIRED: 'expired',
  WITHDRAWN: 'withdrawn',
} as const satisfies Record<AgreementFacts['state'], string>;

const audiences = {
  COORDINATOR: 'whoever leads the review',
  OTHER_AGENCIES: 'the other agencies of the case',
  AGENCY: 'one agency',
} as const satisfies Record<GrantCount['audience'], string>;

/** Each agreement with its parties and their law. @param today such as `2026-03-02` */
export function agreementSections(agreements: readonly AgreementFacts[], today: string): string[] {
  if (agreements.length === 0) return ['No agreement is recorded: no agency sees a report of another.'];
  return agreements.flatMap((agreement) => [
    `### ${oneLine(agreement.title)} (${states[agreement.state]})`,
    terms(agreement, today),
    parties(agreement.parties),
  ]);
}

function terms(agreement: AgreementFacts, today: string): string {
  const { purpose, recordClasses, fieldGroups, startsOn, expiresOn, withdrawnOn, leavesStub } = agreement;
  return [
    `- Purpose: ${oneLine(purpose)}`,
    `- Covers: ${words(recordClasses)}, ${words(['that they exist', ...fieldGroups])}`,
    `- Opens, unless an agency says otherwise: to whoever leads ${levelWords(agreement.coordinatorLevel)}; to the other ` +
      `agencies ${levelWords(agreement.partyLevel)}`,
    `- First day ${startsOn}, last day ${expiresOn}${withdrawnOn === null ? '' : `, withdrawn on ${withdrawnOn}`}`,
    `- Review: ${reviewWords(agreement, today)}`,
    `- An agency that leaves a case ${leavesStub ? 'keeps its reference, dates and outcome' : 'keeps nothing of it'}`,
  ].join('\n');
}

/** Dates of this form compare as texts. */
function reviewWords({ state, reviewOn }: AgreementFacts, today: string): string {
  return state === 'IN_FORCE' && reviewOn <= today ? `**was due on ${reviewOn}**` : `due on ${reviewOn}`;
}

function parties(list: readonly PartyFacts[]): string {
  return grid(
    [
      'Party',
      'Law',
      'What lets it disclose',
      'Article 6(1) basis',
      'Condition for special categories',
      'Condition for criminal offences',
      'Left on',
    ],
    list.map((party) => [
      party.agency,
      party.regime === 'UK_GDPR' ? 'UK GDPR' : 'Data Protection Act 2018, Part 3',
      party.gateways.join('; '),
      party.articleSix === null ? 'none under Part 3' : words([party.articleSix]),
      party.specialCategoryCondition ?? 'not said',
      party.criminalOffenceCondition ?? 'not said',
      party.leftOn ?? '–',
    ]),
  );
}

/** How many grants open how much to whom. */
export function grantTable(grants: readonly GrantCount[]): string {
  if (grants.length === 0) return 'No report is open to anybody but its own agency.';
  return grid(
    ['Agency that opened it', 'To', 'Level', 'Grants', 'Of these despite an objection'],
    grants.map(({ giver, audience, agency, level, count, despite }) => [
      giver,
      agency ?? audiences[audience],
      levelWords(level),
      String(count),
      String(despite),
    ]),
  );
}

function levelWords(rank: number): string {
  return levelOfRank(rank) ?? 'nothing';
}

function words(names: readonly string[]): string {
  return names.map((name) => name.toLowerCase().replaceAll('_', ' ')).join(', ');
}

function oneLine(text: string): string {
  return text.replace(/\s*[\r\n]+\s*/g, ' ');
}
