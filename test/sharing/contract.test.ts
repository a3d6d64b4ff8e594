import { actor } from '../support/journey.js';
import { accepted, type ReviewCase } from '../support/review-case.js';
import { act, agreementOf, done, later, officers, outsider, owner, reader, type ActAnswer } from './acts.js';
import { uuidOf } from './database-world.js';
import { OneAgreement } from './one-case.js';

const coordinator = 'priya.coordinator';
let here: OneAgreement;

beforeAll(async () => {
  here = await OneAgreement.start();
}, 60_000);
afterAll(() => here.app.stop());

const link = (review: ReviewCase, reportId: string, more: object = {}, by: string = officers[owner]) =>
  act(here.app, by, ['linkReport', { caseId: review.id, reportId, ...more }]);
const told = ({ __typename, problems }: ActAnswer) => [
  __typename,
  ...(problems ?? []).map(({ path }) => path),
];

describe('putting a report to a case', () => {
  it('is possible from the first local day of an agreement to its last, in summer time too', async () => {
    const review = await here.openCase();
    const before = here.app.clock.now().toString();
    const agreementId = await agreementOf(here.app, { startsOn: '2026-04-01', expiresOn: '2026-10-24' });
    const moments: readonly (readonly [string, string])[] = [
      ['2026-03-31T22:59:59Z', 'NotPossibleNow'],
      ['2026-03-31T23:00:00Z', 'CaseChanged'],
      ['2026-10-24T22:59:59Z', 'CaseChanged'],
      ['2026-10-24T23:00:00Z', 'NotPossibleNow'],
    ];
    for (const [moment, answer] of moments) {
      here.app.clock.moveTo(moment);
      const reportId = await here.record(review);
      expect([moment, ...told(await link(review, reportId, { agreementId }))]).toEqual([moment, answer]);
    }
    here.app.clock.moveTo(before);
  });

  it('is not possible for an agency that signed no agreement, nor under one of others', async () => {
    const review = await here.openCase();
    const reportId = await review.record(outsider, { on: '2026-01-10' });
    for (const more of [{}, { agreementId: here.agreementId }])
      expect(told(await link(review, reportId, more, officers[outsider]))).toEqual(['NotPossibleNow']);
    expect(await here.linksFor(review, coordinator)).toEqual([]);
  });

  it('opens it as the agreement says where the agency says nothing, and no further than that covers', async () => {
    const review = await here.openCase();
    const terms = { fieldGroups: ['ATTESTATION', 'CONTENT'], coordinatorLevel: 'CONTENT' };
    const agreementId = await agreementOf(here.app, { ...terms, partyLevel: 'LOCATOR' });
    const silent = await agreementOf(here.app, { ...terms, partyLevel: undefined });
    const [one, other, third] = [
      await here.record(review),
      await here.record(review),
      await here.record(review),
    ];
    expect(told(await link(review, one, { agreementId }))).toEqual(['CaseChanged']);
    expect(told(await link(review, other, { agreementId: silent }))).toEqual(['CaseChanged']);
    const opened = async (as: string) =>
      Object.fromEntries((await here.linksFor(review, as)).map((each) => [each.reportId, each.opened]));
    expect(await opened(coordinator)).toEqual({ [one]: 'CONTENT', [other]: 'CONTENT' });
    expect(await opened(officers[reader])).toEqual({ [one]: 'LOCATOR' });
    const tooFar = { agreementId, coordinatorLevel: 'IDENTITIES', partyLevel: 'IDENTITIES' };
    expect(told(await link(review, third, tooFar))).toEqual([
      'InvalidInput',
      'coordinatorLevel',
      'partyLevel',
    ]);
    const share = here.shareInput(review, one, { agreementId, level: 'IDENTITIES' });
    expect(told(await act(here.app, officers[owner], ['shareReport', share]))).toEqual([
      'InvalidInput',
      'level',
    ]);
  });

  it('where somebody objects needs a reason, which stands in the grant and in the audit trail', async () => {
    const review = await here.openCase({ sharingObjection: 'Not with the housing association' });
    const reportId = await here.record(review);
    expect(told(await link(review, reportId, here.linkInput(review, reportId)))).toEqual([
      'InvalidInput',
      'despiteObjection',
    ]);
    const blank = here.linkInput(review, reportId, { despiteObjection: '  ' });
    expect(told(await link(review, reportId, blank))).toEqual(['InvalidInput', 'despiteObjection']);
    const because = 'A child is at risk';
    await done(here.app, officers[owner], [
      'linkReport',
      here.linkInput(review, reportId, { despiteObjection: because }),
    ]);
    const again = here.shareInput(review, reportId, { level: 'IDENTITIES' });
    expect(told(await act(here.app, officers[owner], ['shareReport', again]))).toEqual([
      'InvalidInput',
      'despiteObjection',
    ]);
    const standing = await here.standing(review, reportId);
    expect(standing.map(({ despiteObjection }) => despiteObjection)).toEqual([because, because]);
    expect((await linkingOf(reportId))?.purpose).toContain(because);
  });

  it('where nobody objects leaves no word of an objection, neither in the grant nor in the audit trail', async () => {
    const review = await here.openCase();
    const id = await here.put(review, { despiteObjection: 'Nobody objected' });
    expect(await linkingOf(id)).toMatchObject({ purpose: null, agreements: [here.agreementId] });
    const standing = await here.standing(review, id);
    expect(standing.map(({ despiteObjection }) => despiteObjection)).toEqual([null, null]);
  });
});

interface Entry {
  readonly action: string;
  readonly actor: string;
  readonly agreements: readonly string[];
  readonly subjects: readonly string[];
  readonly purpose: string | null;
}

async function auditOf(action: string): Promise<readonly Entry[]> {
  const { auditEntries } = await actor(here.app, 'leicester', 'agnes.auditor').query(
    '{ auditEntries(first: 100) { nodes { action actor agreements subjects purpose } } }',
  );
  return (auditEntries as { nodes: readonly Entry[] }).nodes.filter((entry) => entry.action === action);
}

async function linkingOf(reportId: string): Promise<Entry | undefined> {
  return (await auditOf('REPORT_LINKED')).find(({ subjects }) => subjects.includes(reportId));
}

it('a read under an agreement is recorded with that agreement, and a read of own reports without', async () => {
  const review = await here.openCase();
  const id = await here.put(review, { partyLevel: 'IDENTITIES' });
  const readsOf = async (as: string) => {
    await here.linksFor(review, as);
    const [newest] = (await auditOf('REPORTS_READ')).filter(({ subjects }) => subjects.includes(id));
    return newest?.agreements;
  };
  expect(await readsOf(officers[reader])).toEqual([here.agreementId]);
  expect(await readsOf(officers[owner])).toEqual([]);
  expect(await readsOf(coordinator)).toEqual([here.agreementId]);
});

it('so is a list of reports that the coordinator reads', async () => {
  const review = await here.openCase();
  const id = await here.put(review);
  await actor(here.app, 'leicester', coordinator).query(
    '{ reports(first: 100) { nodes { id reporterName } } }',
  );
  const [newest] = (await auditOf('REPORTS_READ')).filter(({ subjects }) => subjects.includes(id));
  expect(newest?.agreements).toContain(here.agreementId);
});

it('an agency that may not know of a report does not find it in what the rules found', async () => {
  const review = await here.openCase();
  const id = await here.put(review, { closedToParties: true });
  accepted(await review.match(1, { reports: [id] }));
  await review.propose();
  const items =
    'counted { subject id reason } notCounted { subject id reason } undecided { subject id reason }';
  const query = `query ($id: ID!) { case(id: $id) { incidents { id match complaints { id reference evidenceAccepted } }
    latestProposal { inWords findings { sentence ${items} } statutory { sentence ${items} } } } }`;
  const seen = async (as: string) =>
    JSON.stringify(await actor(here.app, 'leicester', as).query(query, { id: review.id }));
  const uuid = uuidOf(id);
  // The control: the owner and whoever leads do find it there.
  for (const as of [officers[owner], coordinator])
    expect([as, (await seen(as)).includes(uuid)]).toEqual([as, true]);
  for (const as of [officers[reader], officers[outsider]]) {
    const found = await seen(as);
    expect([as, found.includes(id), found.includes(uuid)]).toEqual([as, false, false]);
  }
});

describe('an id that is somebody else’s', () => {
  const unknown = (type: string) =>
    Buffer.from(`${type}:01a209a9-8605-7694-a533-ff50cfafcaa1`).toString('base64url');

  it('is answered like one that does not exist', async () => {
    const review = await here.openCase();
    const id = await here.put(review, { closedToParties: true });
    const grantId = await here.grantTo(review, id, 'COORDINATOR');
    const text = ({ __typename, message }: ActAnswer) => [__typename, message];
    const share = (reportId: string) =>
      act(here.app, officers[reader], [
        'shareReport',
        here.shareInput(review, reportId, { level: 'LOCATOR' }),
      ]);
    expect(text(await share(id))).toEqual(text(await share(unknown('Report'))));
    const withdraw = (grant: string) =>
      act(here.app, officers[reader], ['withdrawGrant', { grantId: grant, reason: 'Mine' }]);
    expect(text(await withdraw(grantId))).toEqual(text(await withdraw(unknown('Grant'))));
    const put = (reportId: string) => link(review, reportId, {}, officers[reader]);
    expect(text(await put(id))).toEqual(text(await put(unknown('Report'))));
    const owns = await actor(here.app, 'leicester', officers[reader]).query(
      `query ($id: ID!, $unknown: ID!) {
        one: reportAccessLog(reportId: $id, first: 10) { nodes { action } }
        other: reportAccessLog(reportId: $unknown, first: 10) { nodes { action } } }`,
      { id, unknown: unknown('Report') },
    );
    expect(owns['one']).toEqual(owns['other']);
  });

  it('of an agency that is no party, or no signatory, opens nothing', async () => {
    const review = await here.openCase();
    const id = await here.put(review, { closedToParties: true });
    for (const slug of [later, outsider, owner]) {
      const more = { audience: 'AGENCY', agencyId: await review.agencyId(slug), level: 'LOCATOR' };
      const answer = await act(here.app, officers[owner], ['shareReport', here.shareInput(review, id, more)]);
      expect([slug, ...told(answer)]).toEqual([slug, 'InvalidInput', 'agencyId']);
    }
  });
});

it('an agency closes its report in a case that was decided too', async () => {
  const review = await here.openCase();
  const id = await here.put(review);
  const declined = { outcome: 'DECLINED', declineGround: 'frivolous', reason: 'As the test says' };
  accepted(await review.decide(declined));
  expect((await here.linkFor(review, officers[reader], id))?.opened).toBe('CONTENT');
  const grantId = await here.grantTo(review, id, 'OTHER_AGENCIES');
  await done(here.app, officers[owner], ['withdrawGrant', { grantId, reason: 'The case is over' }]);
  expect(await here.linkFor(review, officers[reader], id)).toBeUndefined();
});
