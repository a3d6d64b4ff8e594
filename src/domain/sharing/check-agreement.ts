import { inWords, isBefore } from '#domain/calendar/local-date.js';
import { checkText, textLimits } from '#domain/review/check-text.js';
import type { Problem } from '#domain/review/problem.js';
import type { AgreementParty, SharingTerms } from './agreement.js';
import { fieldGroups, highestLevelOf, rankOf, type SharingLevel } from './sharing-level.js';

const mostParties = 50;
const mostGateways = 10;

/** What is wrong with terms that are to be recorded. `agencies` are the ids of the partnership's agencies. */
export function checkAgreement(terms: SharingTerms, agencies: ReadonlySet<string>): Problem[] {
  return [
    ...checkText(terms.title, { path: 'title', limit: textLimits.name, required: true }),
    ...checkText(terms.purpose, { path: 'purpose', limit: textLimits.long, required: true }),
    ...checkClasses(terms),
    ...checkGroups(terms),
    ...checkLevel(terms, 'coordinatorLevel'),
    ...checkLevel(terms, 'partyLevel'),
    ...checkDays(terms),
    ...checkParties(terms.parties, agencies),
  ];
}

function checkClasses({ recordClasses }: SharingTerms): Problem[] {
  if (recordClasses.length > 0 && new Set(recordClasses).size === recordClasses.length) return [];
  return [
    { path: 'recordClasses', message: 'names none, or one twice: expected each class of records once.' },
  ];
}

function checkGroups({ fieldGroups: groups }: SharingTerms): Problem[] {
  const inOrder = fieldGroups.slice(0, groups.length);
  if (groups.length <= fieldGroups.length && inOrder.every((group, index) => group === groups[index]))
    return [];
  const message = `is ${groups.join(', ')}: expected none, or these from the first on: ${fieldGroups.join(', ')}.`;
  return [{ path: 'fieldGroups', message }];
}

function checkLevel(terms: SharingTerms, path: 'coordinatorLevel' | 'partyLevel'): Problem[] {
  const level: SharingLevel | null = terms[path];
  const highest = highestLevelOf(terms.fieldGroups);
  if (level === null || rankOf(level) <= rankOf(highest)) return [];
  return [
    { path, message: `is ${level}: expected at most ${highest}, as the field groups of the agreement say.` },
  ];
}

function checkDays({ startsOn, reviewOn, expiresOn }: SharingTerms): Problem[] {
  if (isBefore(reviewOn, startsOn))
    return [
      { path: 'reviewOn', message: `is ${inWords(reviewOn)}: expected ${inWords(startsOn)} or later.` },
    ];
  if (isBefore(expiresOn, reviewOn))
    return [
      {
        path: 'expiresOn',
        message: `is ${inWords(expiresOn)}: expected ${inWords(reviewOn)} or later, as it is reviewed before it expires.`,
      },
    ];
  return [];
}

function checkParties(parties: readonly AgreementParty[], agencies: ReadonlySet<string>): Problem[] {
  if (parties.length < 2 || parties.length > mostParties)
    return [
      {
        path: 'parties',
        message: `are ${String(parties.length)}: expected 2 to ${String(mostParties)} agencies of the partnership.`,
      },
    ];
  return parties.flatMap((party, index) => {
    const path = `parties[${String(index)}]`;
    const isKnown = agencies.has(party.agencyId);
    const isRepeated = parties.slice(0, index).some(({ agencyId }) => agencyId === party.agencyId);
    return [
      ...(isKnown
        ? []
        : [
            {
              path: `${path}.agencyId`,
              message: 'is no agency of this partnership: expected one of its own.',
            },
          ]),
      ...(isRepeated
        ? [{ path: `${path}.agencyId`, message: 'is named before: expected each agency once.' }]
        : []),
      ...checkBasis(party, path),
    ];
  });
}

/** @source UK GDPR, articles 6, 9 and 10; Data Protection Act 2018, s.35 and Schedule 8 */
function checkBasis(party: AgreementParty, path: string): Problem[] {
  const { regime, gateways, articleSix, specialCategoryCondition, criminalOffenceCondition } = party;
  const underGdpr = regime === 'UK_GDPR';
  return [
    ...checkGateways(gateways, `${path}.gateways`),
    ...(underGdpr === (articleSix !== null)
      ? []
      : [
          {
            path: `${path}.articleSix`,
            message: underGdpr
              ? 'is missing: expected the basis of Article 6(1) that this party rests on.'
              : 'is given: expected none, as Part 3 of the Data Protection Act 2018 has no Article 6.',
          },
        ]),
    ...checkText(specialCategoryCondition ?? undefined, {
      path: `${path}.specialCategoryCondition`,
      limit: textLimits.short,
      required: true,
    }),
    ...checkText(criminalOffenceCondition ?? undefined, {
      path: `${path}.criminalOffenceCondition`,
      limit: textLimits.short,
      required: underGdpr,
    }),
  ];
}

function checkGateways(gateways: readonly string[], path: string): Problem[] {
  if (gateways.length === 0 || gateways.length > mostGateways)
    return [
      {
        path,
        message: `are ${String(gateways.length)}: expected 1 to ${String(mostGateways)}, such as "Schedule 4, paragraph 7".`,
      },
    ];
  return gateways.flatMap((gateway, index) =>
    checkText(gateway, { path: `${path}[${String(index)}]`, limit: textLimits.name, required: true }),
  );
}
