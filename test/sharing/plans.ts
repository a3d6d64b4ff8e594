import { later, reader } from './acts.js';
import { levels, type Audience, type Level } from './oracle.js';

/** One thing that the owner of a report does after putting it to the case. */
export interface Step {
  readonly audience: Audience;
  readonly agency?: typeof reader | typeof later;
  /** Left out where what was given is withdrawn. */
  readonly level?: Level;
  readonly untilOn?: string;
  /** Under the agreement of that state; that of the case unless told. */
  readonly under?: AgreementPlan;
}

/** How one report is put to a case, and what is done with it then. */
export interface GrantPlan {
  readonly coordinatorLevel: Level;
  /** Left out: closed to the other agencies. */
  readonly partyLevel?: Level;
  readonly steps: readonly Step[];
}

/** What has become of an agreement when reports are read. */
export const agreementPlans = [
  'in force',
  'expired by the clock',
  'withdrawn',
  'left by the owner',
  'left by the reader',
] as const;
export type AgreementPlan = (typeof agreementPlans)[number];

/** The last local day of the agreement that expires: the clocks went forward two days before. */
export const expiresOn = '2026-03-31';
/** The last local day of grants that are given for a while. */
export const untilOn = '2026-03-10';

const closed = { coordinatorLevel: 'LOCATOR' } as const;
const toParties = (partyLevel: Level, ...steps: Step[]): GrantPlan => ({ ...closed, partyLevel, steps });
const toCoordinator = (coordinatorLevel: Level, ...steps: Step[]): GrantPlan => ({ coordinatorLevel, steps });
const toNobody = (...steps: Step[]): GrantPlan => ({ ...closed, steps });
const parties = (level?: Level, more: Partial<Step> = {}): Step => ({
  audience: 'OTHER_AGENCIES',
  ...(level && { level }),
  ...more,
});
const agency = (level?: Level, more: Partial<Step> = {}): Step => ({
  audience: 'AGENCY',
  agency: reader,
  ...(level && { level }),
  ...more,
});
const coordinator = (level?: Level, more: Partial<Step> = {}): Step => ({
  audience: 'COORDINATOR',
  ...(level && { level }),
  ...more,
});
const of = <T>(make: (level: Level) => T): T[] => levels.map((level) => make(level));

/** Every audience at every level, and all that can become of a grant. */
export const grantPlans: Readonly<Record<string, GrantPlan>> = {
  none: toNobody(),
  ...named('coordinator', of(toCoordinator)),
  ...named('parties', of(toParties)),
  ...named(
    'agency',
    of((level) => toNobody(agency(level))),
  ),
  'parties attested, agency all': toParties('ATTESTED', agency('IDENTITIES')),
  'parties content, agency locator': toParties('CONTENT', agency('LOCATOR')),
  'parties of later date, agency first': toNobody(agency('CONTENT'), parties('ATTESTED')),
  'coordinator all, agency locator': toCoordinator('IDENTITIES', agency('LOCATOR')),
  'parties revoked': toParties('CONTENT', parties()),
  'agency revoked, parties attested': toParties('ATTESTED', agency('IDENTITIES'), agency()),
  'parties revoked, agency content': toParties('IDENTITIES', agency('CONTENT'), parties()),
  'coordinator revoked': toCoordinator('IDENTITIES', coordinator()),
  'revoked and given again': toParties('IDENTITIES', parties(), parties('ATTESTED')),
  'parties for a while': toNobody(parties('CONTENT', { untilOn })),
  'agency for a while, parties locator': toParties('LOCATOR', agency('IDENTITIES', { untilOn })),
  'coordinator for a while': toCoordinator('LOCATOR', coordinator('CONTENT', { untilOn })),
  'for a while instead of for long': toParties('IDENTITIES', parties('CONTENT', { untilOn })),
  'for long instead of for a while': toNobody(parties('CONTENT', { untilOn }), parties('ATTESTED')),
  'parties replaced lower': toParties('IDENTITIES', parties('ATTESTED')),
  'parties replaced higher': toParties('LOCATOR', parties('CONTENT')),
  'coordinator replaced lower': toCoordinator('IDENTITIES', coordinator('ATTESTED')),
  'agency replaced lower': toNobody(agency('IDENTITIES'), agency('LOCATOR')),
  'replaced and revoked': toParties('IDENTITIES', parties('CONTENT'), parties()),
  'replaced under one that is withdrawn': toParties('CONTENT', parties('ATTESTED', { under: 'withdrawn' })),
  'agency under one that its reader left': toParties(
    'LOCATOR',
    agency('CONTENT', { under: 'left by the reader' }),
  ),
  'agency under one that is in force': toNobody(agency('CONTENT', { under: 'in force' })),
};

function named(name: string, plans: readonly GrantPlan[]): Record<string, GrantPlan> {
  return Object.fromEntries(plans.map((plan, index) => [`${name} ${levels[index] ?? ''}`, plan]));
}
