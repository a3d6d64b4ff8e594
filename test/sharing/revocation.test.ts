import { followNow, LiveStream, type LiveItem } from '../live/live-client.js';
import { actor, agencyIds } from '../support/journey.js';
import { accepted, newKey, type ReviewCase } from '../support/review-case.js';
import {
  act,
  administrator,
  agreementOf,
  done,
  later,
  managers,
  officers,
  outsider,
  owner,
  reader,
} from './acts.js';
import { OneAgreement, type LinkSeen } from './one-case.js';

const coordinator = 'priya.coordinator';
const why = { reason: 'It was opened by mistake' };
let here: OneAgreement;

beforeAll(async () => {
  here = await OneAgreement.start();
}, 60_000);
afterAll(() => here.app.stop());

/** What can close a report to the reader, with what is left of it then. */
const closings: Readonly<
  Record<string, (review: ReviewCase, report: { id: string; agreementId: string }) => Promise<unknown>>
> = {
  'its grant is withdrawn': async (review, { id }) =>
    done(here.app, officers[owner], [
      'withdrawGrant',
      { grantId: await here.grantTo(review, id, 'OTHER_AGENCIES'), ...why },
    ]),
  'its grant is replaced by a lower one': (review, { id, agreementId }) =>
    here.share(review, id, { level: 'LOCATOR', agreementId }),
  'its agreement is withdrawn': (_review, { agreementId }) =>
    done(here.app, administrator, ['withdrawSharingAgreement', { agreementId, ...why }]),
  'its owner leaves the agreement': (_review, { agreementId }) =>
    done(here.app, managers[owner], ['leaveSharingAgreement', { agreementId, ...why }]),
  'the reader leaves the agreement': (_review, { agreementId }) =>
    done(here.app, managers[reader], ['leaveSharingAgreement', { agreementId, ...why }]),
};

describe('a report that is read again and again', () => {
  it.each(Object.entries(closings))('shows nothing of its content any more once %s', async (_name, close) => {
    const review = await here.openCase();
    const agreementId = await agreementOf(here.app);
    const id = await here.put(review, { agreementId });
    const before: (LinkSeen | undefined)[] = [];
    const after: (LinkSeen | undefined)[] = [];
    let isClosed = false;
    const readOn = async () => {
      while (after.length < 8) {
        const wasClosed = isClosed;
        (wasClosed ? after : before).push(await here.linkFor(review, officers[reader], id));
      }
    };
    const reading = [readOn(), readOn(), readOn()];
    before.push(await here.linkFor(review, officers[reader], id));
    await close(review, { id, agreementId });
    isClosed = true;
    await Promise.all(reading);
    expect(before[0]?.report?.summary).toBe('Noise through the night');
    expect(after.filter((link) => link?.report)).toEqual([]);
    expect(new Set(after.map((link) => link?.opened)).size).toBe(1);
  });
});

describe('events of a report', () => {
  const told = (items: readonly LiveItem[]) => items.map(({ type }) => type);
  const isAnswered = ({ type }: LiveItem) => type === 'INFORMATION_ANSWERED';

  it('reach who may know of it before or after each, in mid-stream and when read again from the beginning', async () => {
    const review = await here.openCase();
    const people = [officers[owner], officers[reader], officers[outsider], coordinator];
    const streams: LiveStream[] = [];
    for (const as of people) streams.push(await followNow(here.app, 'leicester', { as, caseId: review.id }));
    const places = streams.map(({ cursor }) => cursor);

    const id = await here.put(review, { closedToParties: true });
    await here.share(review, id, { audience: 'OTHER_AGENCIES', level: 'CONTENT' });
    const grantId = await here.grantTo(review, id, 'OTHER_AGENCIES');
    await done(here.app, officers[owner], ['withdrawGrant', { grantId, ...why }]);
    await here.share(review, id, { audience: 'COORDINATOR', level: 'LOCATOR' });
    accepted(await review.answer(owner, 'RECORDS', 'A visit.'));

    const live = await Promise.all(streams.map((stream) => stream.until(isAnswered)));
    const all = ['REPORT_LINKED', 'SHARING_CHANGED', 'SHARING_CHANGED', 'SHARING_CHANGED'];
    const end = ['INFORMATION_ANSWERED'];
    const expected = [
      [...all, ...end],
      ['SHARING_CHANGED', 'SHARING_CHANGED', ...end],
      end,
      [...all, ...end],
    ];
    expect(live.map(told)).toEqual(expected);

    const again: (readonly LiveItem[])[] = [];
    for (const [index, as] of people.entries()) {
      const stream = await LiveStream.start(here.app, 'leicester', {
        as,
        after: places[index],
        caseId: review.id,
      });
      again.push(await stream.until(isAnswered));
      await stream.socket.close();
    }
    expect(again.map(told)).toEqual(expected);
    await Promise.all(streams.map(({ socket }) => socket.close()));
  });

  it('does not tell an agency of a report that is opened to another agency alone', async () => {
    const review = await here.openCase();
    accepted(await review.ask([later]));
    const ids = await agencyIds(actor(here.app, 'leicester', coordinator));
    const stream = await followNow(here.app, 'leicester', { as: officers[reader], caseId: review.id });
    const id = await here.put(review, { closedToParties: true });
    await here.share(review, id, { audience: 'AGENCY', agencyId: ids[later], level: 'IDENTITIES' });
    const shown = await here.linkFor(review, officers[later], id);
    accepted(await review.answer(owner, 'RECORDS', 'A visit.'));
    expect(told(await stream.until(isAnswered))).toEqual(['INFORMATION_ANSWERED']);
    expect(shown?.report?.reporterName).toBe('Vera Example');
    expect(await here.linkFor(review, officers[reader], id)).toBeUndefined();
    await stream.socket.close();
  });
});

it('a report whose grant is withdrawn between two pages does not stand on the second', async () => {
  const review = await here.openCase();
  const put = [await here.put(review), await here.put(review), await here.put(review)];
  const page = async (after: string | null) => {
    const { reports } = await actor(here.app, 'leicester', coordinator).query(
      `query ($after: String) { reports(first: 1, after: $after) {
        nodes { id summary } pageInfo { endCursor hasNextPage } } }`,
      { after },
    );
    return reports as { nodes: { id: string }[]; pageInfo: { endCursor: string; hasNextPage: boolean } };
  };
  const first = await page(null);
  const rest: string[] = [];
  for (let next = first; next.pageInfo.hasNextPage;) {
    next = await page(next.pageInfo.endCursor);
    rest.push(...next.nodes.map(({ id }) => id));
  }
  const [second] = rest.filter((id) => put.includes(id));
  expect(second).toBeDefined();
  const grantId = await here.grantTo(review, String(second), 'COORDINATOR');
  await done(here.app, officers[owner], ['withdrawGrant', { grantId, ...why }]);
  const left: string[] = [];
  for (let next = first; next.pageInfo.hasNextPage;) {
    next = await page(next.pageInfo.endCursor);
    left.push(...next.nodes.map(({ id }) => id));
  }
  expect(left).toEqual(rest.filter((id) => id !== second));
});

describe('two changes at once', () => {
  it('to one audience leave one grant, and what is read is what stands', async () => {
    const review = await here.openCase();
    const id = await here.put(review, { closedToParties: true });
    for (let round = 0; round < 4; round += 1) {
      await Promise.all(
        (['IDENTITIES', 'LOCATOR', 'CONTENT'] as const).map((level) =>
          act(here.app, officers[owner], ['shareReport', here.shareInput(review, id, { level })]),
        ),
      );
      const standing = (await here.standing(review, id)).filter(
        (grant) => grant.audience === 'OTHER_AGENCIES',
      );
      expect(standing).toHaveLength(1);
      const link = await here.linkFor(review, officers[reader], id);
      expect(link?.opened).toBe(standing[0]?.level);
    }
  });

  it('one that opens and one that closes leave what was answered last', async () => {
    const review = await here.openCase();
    const id = await here.put(review);
    for (let round = 0; round < 4; round += 1) {
      await here.share(review, id, { level: 'IDENTITIES' });
      const grantId = await here.grantTo(review, id, 'OTHER_AGENCIES');
      await Promise.all([
        act(here.app, officers[owner], ['withdrawGrant', { grantId, ...why }]),
        act(here.app, officers[owner], ['shareReport', here.shareInput(review, id, { level: 'ATTESTED' })]),
      ]);
      const standing = (await here.standing(review, id)).filter(
        (grant) => grant.audience === 'OTHER_AGENCIES',
      );
      expect(standing.map(({ level }) => level)).toEqual(['ATTESTED']);
      expect((await here.linkFor(review, officers[reader], id))?.opened).toBe('ATTESTED');
    }
  });

  it('that put one report to one case put it there once, with one grant for each audience', async () => {
    const review = await here.openCase();
    const reportId = await here.record(review);
    const input = here.linkInput(review, reportId);
    const answers = await Promise.all(
      [1, 2, 3].map(() => act(here.app, officers[owner], ['linkReport', input])),
    );
    expect(answers.filter((answer) => answer.__typename === 'CaseChanged')).toHaveLength(1);
    expect(await here.linksFor(review, officers[owner])).toHaveLength(1);
    expect((await here.standing(review, reportId)).map(({ audience }) => audience).sort()).toEqual([
      'COORDINATOR',
      'OTHER_AGENCIES',
    ]);
  });

  it('of one report in two cases are both done, and each case shows its own', async () => {
    const [one, other] = [await here.openCase(), await here.openCase()];
    const id = await here.put(one);
    await done(here.app, officers[owner], ['linkReport', here.linkInput(other, id)]);
    for (let round = 0; round < 4; round += 1) {
      const [inOne, inOther] = round % 2 === 0 ? ['ATTESTED', 'LOCATOR'] : ['IDENTITIES', 'ATTESTED'];
      await Promise.all([here.share(one, id, { level: inOne }), here.share(other, id, { level: inOther })]);
      expect((await here.linkFor(one, officers[reader], id))?.opened).toBe(inOne);
      expect((await here.linkFor(other, officers[reader], id))?.opened).toBe(inOther);
    }
  });

  it('an agreement that is withdrawn while it is used leaves nothing open, whoever was first', async () => {
    for (let round = 0; round < 3; round += 1) {
      const review = await here.openCase();
      const agreementId = await agreementOf(here.app);
      const reportId = await here.record(review);
      const input = here.linkInput(review, reportId, { agreementId });
      await Promise.all([
        act(here.app, officers[owner], ['linkReport', input]),
        done(here.app, administrator, ['withdrawSharingAgreement', { agreementId, ...why }]),
      ]);
      expect(await here.linksFor(review, officers[reader])).toEqual([]);
      for (const link of await here.linksFor(review, coordinator)) expect(link.opened).toBe('LOCATOR');
    }
  });
});

it('an agency that becomes party later reads at once what was opened to all of them', async () => {
  const review = await here.openCase();
  const id = await here.put(review);
  expect(
    await actor(here.app, 'leicester', officers[later]).query('query ($id: ID!) { case(id: $id) { id } }', {
      id: review.id,
    }),
  ).toEqual({ case: null });
  accepted(await review.ask([later]));
  expect((await here.linkFor(review, officers[later], id))?.opened).toBe('CONTENT');
});

describe('an agreement that is sent twice under one key', () => {
  it.each([
    ['one after the other', (send: () => Promise<string>) => send().then(async (one) => [one, await send()])],
    ['at the same time', (send: () => Promise<string>) => Promise.all([send(), send()])],
  ])('is recorded once, %s; another one under that key is refused', async (_name, twice) => {
    const [clientKey, title] = [newKey(), `Sent twice ${newKey()}`];
    const [one, other] = await twice(() => agreementOf(here.app, { clientKey, title }));
    expect(one).toBe(other);
    await expect(agreementOf(here.app, { clientKey, title: `${title} changed` })).rejects.toThrow(
      'CLIENT_KEY_REUSED',
    );
  });
});
