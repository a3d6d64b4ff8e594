import { nodeId } from '#platform/node-ids.js';
import { addMember } from '../../access/outside-issuer.js';
import { adminSql } from '../../support/case-record.js';
import { actor, agencyIds, type Actor, type MutationName } from '../../support/journey.js';
import { accepted, applicationOf, incidentOn, newKey, ReviewCase } from '../../support/review-case.js';
import { anAgreement } from '../../support/an-agreement.js';
import { countRows } from '../../graphql/stored-rows.js';
import { mondayMorning } from '../../support/running-app.js';
import { startBehindProxy, type AppBehindProxy } from './behind-proxy.js';
import { brokenPromises } from './kept-promises.js';

const council = 'leicester-city-council';

let app: AppBehindProxy;
beforeAll(async () => {
  app = await startBehindProxy();
  await giveRiskMatrix();
  await letClocksStandStill();
}, 60_000);
afterEach(() => {
  app.proxy.heal();
});
afterAll(() => app.stop());

/** Without bands nothing can be assessed. */
async function giveRiskMatrix(): Promise<void> {
  const answers = ['seldom', 'daily'].map((id, n) => ({ id, words: id, points: 20 * n }));
  const riskMatrix = {
    words: 'Risk',
    questions: [{ id: 'often', words: 'How often?', answers }],
    bands: [
      { id: 'standard', words: 'Standard risk', from: 0 },
      { id: 'high', words: 'High risk', from: 10 },
    ],
  };
  await adminSql(app, 'update concord.policy_versions set document = document || $1::jsonb', [
    JSON.stringify({ riskMatrix }),
  ]);
}

/** The day of every application here. */
const today = mondayMorning.slice(0, 10);

async function letClocksStandStill(): Promise<void> {
  await adminSql(
    app,
    `update concord.policy_versions set document = jsonb_set(document, '{timescales}', (
       select jsonb_agg(step || '{"pausedBy": ["criminal_proceedings"]}')
       from jsonb_array_elements(document -> 'timescales') as t (step)))`,
  );
}

/** A mutation that is about to be sent. */
interface Ready {
  readonly who: Actor;
  readonly input: object;
}

const opened = () =>
  ReviewCase.apply(app, 'leicester', applicationOf([incidentOn('2026-02-10', [[council, '2026-02-11']])]));

async function change(review: ReviewCase, more: object = {}): Promise<Ready> {
  return { who: review.coordinator, input: { caseId: review.id, version: await review.version(), ...more } };
}

async function askedOfCouncil(): Promise<ReviewCase> {
  const review = await opened();
  accepted(await review.ask([council]));
  return review;
}

/** Only after this decision does a clock run that may be extended. */
async function decidedMet(): Promise<ReviewCase> {
  const review = await opened();
  const { id: proposalId } = await review.propose();
  accepted(await review.decide({ outcome: 'MET', proposalId, reason: 'The neighbours told me more.' }));
  return review;
}

async function linkedByCouncil(): Promise<{ review: ReviewCase; reportId: string }> {
  const review = await askedOfCouncil();
  return { review, reportId: await review.linkedReport(council, '2026-02-10') };
}

const administrator = () => actor(app, 'leicester', 'owen.administrator');

async function agreementOf(...agencies: readonly string[]): Promise<object> {
  const ids = await agencyIds(administrator());
  return anAgreement(agencies.map((slug) => ids[slug] ?? ''));
}

async function recordedAgreement(...agencies: readonly string[]): Promise<string> {
  const answer = accepted(
    await administrator().mutate('recordSharingAgreement', await agreementOf(...agencies)),
  );
  return (answer['agreement'] as { id: string }).id;
}

interface Trial {
  readonly ready: () => Promise<Ready>;
  /** What sending it a second time must be answered. */
  readonly again: string;
  /** Commits before the one that stores the change. */
  readonly commitsBefore?: number;
}

async function aMember(): Promise<string> {
  const membershipId = await addMember(app, `${app.origin}/identity`, {
    subject: newKey(),
    partnership: 'leicester',
    roles: ['board_reader'],
  });
  return nodeId('Membership', membershipId);
}

const invitation = () => ({
  clientKey: newKey(),
  mail: `${newKey()}@people.example`,
  name: 'Pat',
  roles: ['chair'],
});

/** Every mutation that there is, made ready on a case of its own; whoever has left cannot send anything again. */
const mutations: Record<Exclude<MutationName, 'leavePartnership'>, Trial> = {
  inviteMember: {
    ready: () => Promise.resolve({ who: administrator(), input: invitation() }),
    again: 'InvitationChanged',
  },
  withdrawInvitation: {
    ready: async () => {
      const made = await administrator().mutate('inviteMember', invitation());
      const { id: invitationId } = made['invitation'] as { id: string };
      return { who: administrator(), input: { invitationId } };
    },
    again: 'NotPossibleNow',
  },
  registerServiceAccount: {
    ready: async () => ({
      who: administrator(),
      input: {
        clientKey: newKey(),
        name: 'Importer',
        agencyId: (await agencyIds(administrator()))[council],
        issuer: `${app.origin}/identity`,
        subject: newKey(),
        scopes: ['record_reports'],
      },
    }),
    again: 'MembershipChanged',
  },
  endMembership: {
    ready: async () => ({
      who: administrator(),
      input: { membershipId: await aMember(), reason: 'Works elsewhere now.' },
    }),
    again: 'NotPossibleNow',
  },
  changeMemberRoles: {
    ready: async () => ({
      who: administrator(),
      input: { membershipId: await aMember(), rolesBefore: ['board_reader'], roles: ['chair'] },
    }),
    again: 'NotPossibleNow',
  },
  applyForReview: {
    ready: async () => ({
      who: actor(app, 'leicester'),
      input: applicationOf([incidentOn('2026-02-10')]),
    }),
    again: 'ApplicationReceived',
  },
  recordReport: {
    ready: async () => ({
      who: actor(app, 'leicester', 'dev.council'),
      input: {
        clientKey: newKey(),
        reference: newKey(),
        category: 'ASB',
        occurredOn: '2026-02-10',
        place: 'Invented Street',
        hatePerceived: false,
      },
    }),
    again: 'ReportRecorded',
  },
  acknowledgeApplication: { ready: async () => change(await opened()), again: 'StaleVersion' },
  requestInformation: {
    ready: async () => {
      const review = await opened();
      return change(review, { agencyIds: [await review.agencyId(council)] });
    },
    again: 'StaleVersion',
  },
  confirmIncident: {
    ready: async () => {
      const review = await opened();
      const [incident] = (await review.read()).incidents;
      const match = { match: 'OTHER_EVIDENCE', note: 'A recording.', reports: [] };
      return change(review, { incidentId: incident?.id, ...match });
    },
    again: 'StaleVersion',
  },
  recordJudgement: {
    ready: async () =>
      change(await opened(), {
        question: 'dissatisfied_with_response',
        answer: true,
        why: 'The applicant wrote again.',
      }),
    again: 'StaleVersion',
  },
  recordRiskAssessment: {
    ready: async () => change(await opened(), { band: 'high', why: 'It grows worse.' }),
    again: 'StaleVersion',
  },
  proposeDecision: { ready: async () => change(await opened()), again: 'StaleVersion' },
  decideThreshold: {
    ready: async () => {
      const review = await opened();
      const { id: proposalId } = await review.propose();
      return change(review, { proposalId, outcome: 'NOT_MET', reason: 'Too few incidents.' });
    },
    again: 'StaleVersion',
  },
  extendClock: {
    ready: async () => {
      const review = await decidedMet();
      const clock = (await review.read()).clocks.find((each) => each.step === 'review');
      return change(review, { clockId: clock?.id, dueOn: '2026-04-16', reason: 'The chair is away.' });
    },
    again: 'StaleVersion',
  },
  pauseClocks: {
    ready: async () => change(await opened(), { reason: 'CRIMINAL_PROCEEDINGS', from: today }),
    again: 'StaleVersion',
  },
  resumeClocks: {
    ready: async () => {
      const review = await opened();
      accepted(await review.change('pauseClocks', { reason: 'CRIMINAL_PROCEEDINGS', from: today }));
      const [pause] = (await review.read()).pauses;
      return change(review, { pauseId: pause?.id, through: today });
    },
    again: 'StaleVersion',
  },
  linkReport: {
    ready: async () => {
      const review = await askedOfCouncil();
      const reportId = await review.record(council, { on: '2026-02-10' });
      return { who: review.officer(council), input: { caseId: review.id, reportId } };
    },
    again: 'NotPossibleNow',
  },
  shareReport: {
    ready: async () => {
      const { review, reportId } = await linkedByCouncil();
      const open = { audience: 'OTHER_AGENCIES', level: 'CONTENT' };
      return { who: review.officer(council), input: { caseId: review.id, reportId, ...open } };
    },
    again: 'NotPossibleNow',
  },
  withdrawGrant: {
    ready: async () => {
      const { review, reportId } = await linkedByCouncil();
      const who = review.officer(council);
      const data = await who.query('{ reports(first: 100) { nodes { id grants { id } } } }');
      const { nodes } = data['reports'] as { nodes: { id: string; grants: { id: string }[] }[] };
      const grantId = nodes.find(({ id }) => id === reportId)?.grants[0]?.id;
      return { who, input: { grantId, reason: 'It was opened by mistake.' } };
    },
    again: 'NotFound',
    // It finds the case of the grant in a transaction of its own.
    commitsBefore: 1,
  },
  recordSharingAgreement: {
    ready: async () => ({
      who: administrator(),
      input: await agreementOf('pa-housing', 'sanctuary-housing'),
    }),
    again: 'SharingAgreementChanged',
  },
  withdrawSharingAgreement: {
    ready: async () => {
      const agreementId = await recordedAgreement('pa-housing', 'sanctuary-housing');
      return { who: administrator(), input: { agreementId, reason: 'Another takes its place.' } };
    },
    again: 'NotPossibleNow',
  },
  leaveSharingAgreement: {
    ready: async () => {
      const agreementId = await recordedAgreement(council, 'pa-housing');
      const who = actor(app, 'leicester', 'mina.manager');
      return { who, input: { agreementId, reason: 'The council shares otherwise now.' } };
    },
    again: 'NotPossibleNow',
  },
  respondToRequest: {
    ready: async () => {
      const review = await askedOfCouncil();
      const requestId = await review.requestOf(council);
      return { who: review.officer(council), input: { requestId, holds: 'NOTHING' } };
    },
    again: 'NotPossibleNow',
    // It finds the case of the request in a transaction of its own.
    commitsBefore: 1,
  },
};

const names = Object.keys(mutations) as (keyof typeof mutations)[];

/** Rows by table, without what reading adds. */
async function stored(): Promise<Record<string, number>> {
  const { audit_entries: _reads, ...rows } = await countRows(app);
  const [told] = await adminSql<{ changes: number }>(
    app,
    "select count(*)::int as changes from concord.audit_entries where kind <> 'CONSULTATION'",
  );
  return { ...rows, changes: told?.changes ?? 0 };
}

async function cutOff(
  lost: 'message' | 'answer',
  name: keyof typeof mutations,
  { who, input }: Ready,
): Promise<void> {
  const cut = app.proxy.cutAt({ pattern: 'COMMIT\0', lost, sparing: mutations[name].commitsBefore ?? 0 });
  await expect(who.mutate(name, input)).rejects.toThrow(/"code":"UNAVAILABLE"/);
  await cut;
}

describe('a connection that is cut at the commit', () => {
  it.each(names)(
    'F8 has stored %s, whose client is told to look; sent again it has no second effect',
    async (name) => {
      const { ready, again } = mutations[name];
      const { who, input } = await ready();
      const before = await stored();
      await cutOff('answer', name, { who, input });
      const after = await stored();
      expect(after).not.toEqual(before);
      const answer = await who.mutate(name, input);
      expect(answer.__typename).toBe(again);
      expect(await who.mutate(name, input)).toEqual(answer);
      expect(await stored()).toEqual(after);
    },
  );

  it.each(names)(
    'has stored nothing of %s when the commit never arrived; sent again it is done',
    async (name) => {
      const { who, input } = await mutations[name].ready();
      const before = await stored();
      await cutOff('message', name, { who, input });
      expect(await stored()).toEqual(before);
      accepted(await who.mutate(name, input));
      expect(await stored()).not.toEqual(before);
    },
  );

  it('gives an applicant whose answer was lost the secret that opens their application', async () => {
    const { who, input } = await mutations.applyForReview.ready();
    await cutOff('answer', 'applyForReview', { who, input });
    const { reference, secret } = await who.mutate('applyForReview', input);
    const read = `query ($reference: String!, $secret: String!) {
      application(reference: $reference, secret: $secret) { stage } }`;
    expect(await who.query(read, { reference, secret })).toEqual({ application: { stage: 'RECEIVED' } });
  });

  it('leaves no promise of the record broken', async () => {
    expect(await brokenPromises(app)).toEqual([]);
  });
});
