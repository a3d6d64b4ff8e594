import { canary } from '../access/answers-seen.js';
import {
  startTwoPartnerships,
  type PartnershipOfTest,
  type TwoPartnerships,
} from '../access/two-partnerships.js';
import { anAgreement } from '../support/an-agreement.js';
import { adminSql } from '../support/case-record.js';
import { actor } from '../support/journey.js';
import { accepted, applicationOf, incidentOn, ReviewCase } from '../support/review-case.js';
import type { TestApp } from '../support/running-app.js';
import { fillAgreements, openFurther } from './full-sharing.js';
import { fillMembers, programKeyOf } from './full-members.js';
import { sealTrail } from './full-trail.js';
import { fillPartnership } from './full-partnership.js';

/** What of a partnership can be sent to another, beside ids of records. */
export interface Handles {
  /** What its texts have and no other partnership's. */
  readonly word: string;
  readonly tenantId: string;
  readonly eventCursor: string;
  readonly casePage: string;
  readonly reportPage: string;
  readonly memberPage: string;
  readonly invitationPage: string;
  readonly clientKey: string;
  /** Of an agreement that is not in force yet. */
  readonly agreementKey: string;
  /** Under which a program of its was registered. */
  readonly programKey: string;
  readonly reportReference: string;
  readonly declineGround: string;
  readonly district: string;
  readonly membershipId: string;
  /** References and secrets of an open, a decided and a declined case. */
  readonly applications: readonly { reference: string; secret: string }[];
  readonly decidedCaseId: string;
  /** A case that is over, at its present version. */
  readonly endedCase: { readonly caseId: string; readonly version: number };
}

/** Two partnerships in which every field of the schema has a value somewhere, and none that both could have. */
export interface FullWorld extends TwoPartnerships {
  readonly own: Handles;
  readonly foreign: Handles;
}

/** The words in which the texts of each partnership differ from the other's. */
const words = { leicester: 'Example', 'north-yorkshire': canary } as const;
type Slug = keyof typeof words;

/** No limit of rate or size gets in the way: what is walked here is who sees what. */
export const withoutLimits = {
  limits: {
    cost: 1e9,
    anonymousCost: 1e9,
    selections: 1e6,
    tokens: 10_000,
    aliases: 1e6,
    userRate: 1e9,
    userBurst: 1e9,
    addressRate: 1e9,
    addressBurst: 1e9,
    partnershipRate: 1e9,
    partnershipBurst: 1e9,
    socketsPerUser: 1e6,
    messagesPer10s: 1e6,
  },
};

export async function startFullWorld(): Promise<FullWorld> {
  const world = await startTwoPartnerships({
    settings: { live: { heartbeatMs: 400 }, ...withoutLimits },
    prepare: async (app) => {
      for (const slug of ['leicester', 'north-yorkshire'] as const) {
        await fillPartnership(app, slug, words[slug]);
        await fillAgreements(app, slug, words[slug]);
      }
    },
  });
  const { app, leicester, northYorkshire } = world;
  // Each on a day of its own, so that days and instants tell whose they are.
  app.clock.moveTo('2026-03-11T11:07:13Z');
  await fillMembers(app, northYorkshire, words['north-yorkshire']);
  await recordAgreement(app, northYorkshire);
  const foreign = await handlesOf(app, northYorkshire, await openMoreCases(app, northYorkshire));
  await sealTrail(app, northYorkshire, words['north-yorkshire']);
  app.clock.moveTo('2026-03-12T09:31:07Z');
  await fillMembers(app, leicester, words.leicester);
  await recordAgreement(app, leicester);
  const own = await handlesOf(app, leicester, await openMoreCases(app, leicester));
  await sealTrail(app, leicester, words.leicester);
  return { ...world, own, foreign };
}

const clientKeyOf = (slug: string) => `${slug}-known-key`;
const agreementKeyOf = (slug: string) => `${slug}-agreement-key`;

/** An agreement that is not in force yet, recorded under a key that is known. */
async function recordAgreement(app: TestApp, of: PartnershipOfTest): Promise<void> {
  const later = { startsOn: '2095-01-01', reviewOn: '2095-02-01', expiresOn: '2095-03-01' };
  const input = anAgreement([of.ids.Agency, of.otherAgency], {
    ...later,
    clientKey: agreementKeyOf(of.slug),
    title: `Later agreement of ${words[of.slug as Slug]}`,
  });
  accepted(await actor(app, of.slug, of.people.coordinator).mutate('recordSharingAgreement', input));
}

/** A case decided as met, whose applicant is a third party, one that was declined, and one that waits for an answer. */
async function openMoreCases(
  app: TestApp,
  { slug, agencySlug }: PartnershipOfTest,
): Promise<readonly [ReviewCase, ReviewCase]> {
  const word = words[slug as Slug];
  const text = (what: string) => `${what} at ${word} Street`;
  const on = dayIn(slug);
  const night = (day: number) => nightIn(slug as Slug, day, agencySlug);
  const met = await ReviewCase.apply(
    app,
    slug,
    applicationOf([withReference(night(1), word), night(2), night(3)], forAnother(slug as Slug)),
  );
  accepted(await met.change('acknowledgeApplication'));
  accepted(await met.ask([agencySlug], { answerBy: `2026-03-2${slug === 'leicester' ? '0' : '3'}` }));
  await match(met, { agencySlug, word, on });
  await openFurther(app, met, { agencySlug, word, on });
  accepted(await met.answer(agencySlug, 'RECORDS', text('A warning')));
  await judge(app, met, word);
  const proposal = await met.propose();
  accepted(await met.decide({ outcome: 'MET', proposalId: proposal.id, reason: text('Reason') }));
  await extendAndLetFallDue(app, met, text('More time'));
  return [met, await declineOneAndAskAboutAnother(app, slug as Slug, { incident: night(1), agencySlug })];
}

/** A day of February 2026 that is the other partnership's in no case. */
function dayIn(slug: string): (day: number) => string {
  const shift = slug === 'leicester' ? 0 : 10;
  return (day) => `2026-02-${String(day + shift).padStart(2, '0')}`;
}

function nightIn(slug: Slug, day: number, agencySlug: string): ReturnType<typeof incidentOn> {
  const word = words[slug];
  const on = dayIn(slug);
  return incidentOn(on(day), [[agencySlug, on(4)]], {
    place: `House at ${word} Street`,
    description: `Shouting at ${word} Street`,
    hatePerceived: true,
    behaviours: [`noise-${word.toLowerCase()}`],
    affected: [`Victor ${word}`, `Child of ${word}`],
  });
}

/** A third party who applies for a victim. */
function forAnother(slug: Slug): object {
  const word = words[slug];
  const text = (what: string) => `${what} at ${word} Street`;
  const authority = { authorityKind: 'WRITTEN', authorityGivenOn: dayIn(slug)(7) };
  return {
    clientKey: clientKeyOf(slug),
    applicantKind: 'THIRD_PARTY',
    name: `Carla ${word}`,
    relationship: text('Carer'),
    contact: { email: `carla@${word.toLowerCase()}.example` },
    victims: [{ ...authority, name: `Victor ${word}`, household: text('Flat') }],
    dissatisfaction: text('Nobody came'),
    district: `${word} District`,
  };
}

async function declineOneAndAskAboutAnother(
  app: TestApp,
  slug: Slug,
  { incident, agencySlug }: { incident: object; agencySlug: string },
): Promise<ReviewCase> {
  const word = words[slug];
  const declined = await ReviewCase.apply(
    app,
    slug,
    applicationOf([incident], { name: `Vera ${word}`, sharingObjection: `Not with ${word}` }),
  );
  accepted(await declined.ask([agencySlug]));
  accepted(
    await declined.decide({
      outcome: 'DECLINED',
      declineGround: `malicious-${word.toLowerCase()}`,
      reason: `Declined at ${word} Street`,
    }),
  );
  const waiting = await ReviewCase.apply(app, slug, applicationOf([incident], { name: `Wanda ${word}` }));
  accepted(await waiting.ask([agencySlug], { answerBy: slug === 'leicester' ? '2026-03-24' : '2026-03-29' }));
  return declined;
}

function withReference(incident: ReturnType<typeof incidentOn>, word: string): object {
  const complaints = incident.complaints.map((each) => ({ ...each, reference: `${word}-COMPLAINT` }));
  return { ...incident, complaints };
}

async function match(
  review: ReviewCase,
  { agencySlug, word, on }: { agencySlug: string; word: string; on: (day: number) => string },
): Promise<void> {
  const reportId = await review.record(agencySlug, {
    on: on(5),
    reportedOn: on(6),
    reporterName: `Victor ${word}`,
    reference: `${word}-REPORT`,
    place: `${word} Street`,
    summary: `Shouting at ${word} Street`,
    behaviours: [`noise-${word.toLowerCase()}`],
    district: `${word} District`,
  });
  accepted(await review.link(agencySlug, reportId));
  accepted(
    await review.match(1, {
      match: 'DIFFERS',
      agreedOn: on(5),
      note: `Told of ${word} Street`,
      reports: [reportId],
      causedHarassment: true,
      behaviours: [`noise-${word.toLowerCase()}`],
      crime: false,
      recordedAsHate: false,
      problem: `Problem of ${word}`,
      placeLabel: `Place of ${word}`,
      personComplainedOf: `Somebody of ${word}`,
    }),
  );
  const complaintId = (await review.read()).incidents.find(({ number }) => number === 2)?.complaints[0]?.id;
  accepted(await review.match(2, { match: 'OTHER_EVIDENCE', acceptedComplaints: [{ complaintId }] }));
  accepted(await review.match(3, { match: 'NOT_FOUND' }));
}

/** An answer about incidents and one that weighs, as if a coordinator who acts for an agency had recorded both. */
async function judge(app: TestApp, review: ReviewCase, word: string): Promise<void> {
  const [first, second] = (await review.read()).incidents;
  const why = `Told in ${word}`;
  const incidentIds = [first?.id, second?.id];
  accepted(
    await review.change('recordJudgement', { question: 'same_incident', answer: true, why, incidentIds }),
  );
  const mark = word.toLowerCase();
  accepted(
    await review.change('recordJudgement', {
      question: `discretion-${mark}`,
      answer: true,
      why,
      factors: [`harm-${mark}`],
    }),
  );
  await adminSql(
    app,
    `update concord.case_judgements j set agency_id = (
       select a.id from concord.agencies a where a.tenant_id = j.tenant_id order by a.slug limit 1)
     where j.why = $1`,
    [why],
  );
}

async function extendAndLetFallDue(app: TestApp, review: ReviewCase, reason: string): Promise<void> {
  const clock = (await review.read()).clocks.find(
    (each) => each.step.startsWith('review') && each.stoppedAt === null,
  );
  if (!clock) throw new Error('A clock that may be extended runs after the decision.');
  accepted(await review.change('extendClock', { clockId: clock.id, dueOn: '2026-06-11', reason }));
  await adminSql(
    app,
    `update concord.clocks set fell_due_at = '${app.clock.now().toString()}'
     where extension_reason is not null and fell_due_at is null`,
  );
}

async function handlesOf(
  app: TestApp,
  { slug, people, reference, secret }: PartnershipOfTest,
  [met, declined]: readonly [ReviewCase, ReviewCase],
): Promise<Handles> {
  const word = words[slug as Slug];
  const data = await actor(app, slug, people.coordinator).query(
    `{ eventCursor cases(first: 1) { pageInfo { endCursor } } reports(first: 1) { pageInfo { endCursor } }
       memberships(first: 1) { pageInfo { endCursor } } invitations(first: 1) { pageInfo { endCursor } } }`,
  );
  const endOf = (list: string) => (data[list] as { pageInfo: { endCursor: string } }).pageInfo.endCursor;
  const [row] = await adminSql<{ tenant_id: string; membership: string }>(
    app,
    `select p.tenant_id, m.id as membership from directory.partnerships p
     join directory.users u on u.subject = $2
     join concord.memberships m on m.tenant_id = p.tenant_id and m.user_id = u.id where p.slug = $1`,
    [slug, people.coordinator],
  );
  if (!row) throw new Error(`${slug} has a coordinator.`);
  return {
    word,
    tenantId: row.tenant_id,
    membershipId: row.membership,
    eventCursor: String(data['eventCursor']),
    casePage: endOf('cases'),
    reportPage: endOf('reports'),
    memberPage: endOf('memberships'),
    invitationPage: endOf('invitations'),
    clientKey: clientKeyOf(slug),
    agreementKey: agreementKeyOf(slug),
    programKey: programKeyOf(slug),
    reportReference: `${word}-REPORT`,
    declineGround: `malicious-${word.toLowerCase()}`,
    district: `${word} District`,
    applications: [{ reference, secret }, applicationOfCase(met), applicationOfCase(declined)],
    decidedCaseId: met.id,
    endedCase: { caseId: declined.id, version: await declined.version() },
  };
}

function applicationOfCase({ reference, received }: ReviewCase): { reference: string; secret: string } {
  return { reference, secret: String(received['secret']) };
}

/** The place of a list beside that of another row, where nobody has a row. */
export function pageBeside(endCursor: string): string {
  const place = Buffer.from(endCursor, 'base64url').toString('latin1');
  const last = place.endsWith('0') ? '1' : '0';
  return Buffer.from(`${place.slice(0, -1)}${last}`, 'latin1').toString('base64url');
}
