import { startTestApp, type TestApp } from '../support/running-app.js';
import { CasePlayer, type PlayedCase } from './case-player.js';
import {
  addressOf,
  caseEvents,
  codesOf,
  followNow,
  LiveSocket,
  LiveStream,
  withoutCursor,
  type LiveItem,
} from './live-client.js';

/*
 * Worked by hand for an application received and decided on Monday 2 March 2026:
 * - acknowledgement, 1 working day: Tuesday 3 March 2026; decision, 14 days: 2 + 14 = Monday 16 March 2026.
 * - review, 28 days from acceptance: 2 + 28 = Monday 30 March 2026, then extended to Thursday 16 April 2026.
 */
const beforeParties = ['1 APPLICATION_RECEIVED RECEIVED', '2 APPLICATION_ACKNOWLEDGED ACKNOWLEDGED'];
const ofFirstParties = [
  '3 INFORMATION_REQUESTED GATHERING',
  '4 REPORT_LINKED GATHERING',
  '5 INFORMATION_ANSWERED GATHERING',
  '6 INFORMATION_ANSWERED GATHERING',
  '7 INCIDENT_MATCHED GATHERING',
];
const ofAllParties = [
  '8 INFORMATION_REQUESTED GATHERING',
  '9 INFORMATION_ANSWERED GATHERING',
  '10 DECISION_PROPOSED GATHERING',
  '11 THRESHOLD_DECIDED THRESHOLD_MET',
  '12 CLOCK_EXTENDED THRESHOLD_MET',
  '13 CLOCK_FELL_DUE THRESHOLD_MET',
];

/** What each follower of Leicester is to be told of the case. */
const expected: Readonly<Record<string, readonly string[]>> = {
  'priya.coordinator': [...beforeParties, ...ofFirstParties, ...ofAllParties],
  'dev.council': [...ofFirstParties, ...ofAllParties],
  'callum.police': [...ofFirstParties, ...ofAllParties],
  'anna.police': [...ofFirstParties, ...ofAllParties],
  'tomasz.sanctuary': ofAllParties,
};
const followers = Object.keys(expected);

const isLastStep = ({ type }: LiveItem) => type === 'CLOCK_FELL_DUE';
const told = (items: readonly LiveItem[]) =>
  items.map(({ type, stage, caseVersion }) => `${String(caseVersion)} ${String(type)} ${String(stage)}`);
const bytes = (items: readonly LiveItem[] | undefined) => JSON.stringify(items?.map(withoutCursor));

describe('the steps of a case, live', () => {
  let app: TestApp;
  let leicester: CasePlayer;
  let northYorkshire: CasePlayer;

  beforeAll(async () => {
    app = await startTestApp();
    leicester = await CasePlayer.of(app, 'leicester');
    northYorkshire = await CasePlayer.of(app, 'north-yorkshire');
  });
  afterAll(() => app.stop());

  /** The main job of one case. Sanctuary Housing is asked last, so that it becomes a party in mid-case. */
  async function play(): Promise<PlayedCase> {
    const played = await leicester.apply();
    await leicester.acknowledge(played);
    await leicester.ask(played, 2, ['leicester-city-council', 'leicestershire-police']);
    const reportId = await leicester.linkReport('dev.council', played);
    await leicester.answer('dev.council', played, 'RECORDS');
    await leicester.answer('callum.police', played, 'NOTHING');
    await leicester.confirmFirstIncident(played, 6, reportId);
    await leicester.ask(played, 7, ['sanctuary-housing']);
    await leicester.answer('tomasz.sanctuary', played, 'NOTHING');
    await leicester.decideMet(played, 9);
    const clockId = await leicester.extendReview(played, 11, '2026-04-16');
    await leicester.clockFallsDue(clockId, '2026-05-01T00:00:00Z');
    return played;
  }

  /** A case of which one agency is told when it is asked. */
  async function playUntilAsked(player: CasePlayer, agency: string): Promise<PlayedCase> {
    const played = await player.apply();
    await player.acknowledge(played);
    await player.ask(played, 2, [agency]);
    return played;
  }

  it('reach coordinators and party agencies in order and nobody else, and replay the same', async () => {
    const streams = await Promise.all(followers.map((as) => followNow(app, 'leicester', { as })));
    const starts = streams.map((stream) => stream.cursor);
    const notAsked = await followNow(app, 'leicester', { as: 'grace.pa-housing' });
    const coordinatorElsewhere = await followNow(app, 'north-yorkshire', { as: 'ruth.coordinator' });
    const officerElsewhere = await followNow(app, 'north-yorkshire', { as: 'tomasz.sanctuary' });

    const played = await play();
    // Later events that each of the others may see: they must be the first thing that they are told.
    const other = await playUntilAsked(leicester, 'pa-housing');
    const abroad = await playUntilAsked(northYorkshire, 'sanctuary-housing');

    const live = await Promise.all(streams.map((stream) => stream.until(isLastStep)));
    for (const [index, as] of followers.entries()) expect(told(live[index] ?? [])).toEqual(expected[as]);
    for (const item of live.flat()) expect(item.caseId).toBe(played.id);
    expect(await notAsked.nextEvent()).toMatchObject({ type: 'INFORMATION_REQUESTED', caseId: other.id });
    expect(await coordinatorElsewhere.nextEvent()).toMatchObject({
      type: 'APPLICATION_RECEIVED',
      caseId: abroad.id,
    });
    expect(await officerElsewhere.nextEvent()).toMatchObject({
      type: 'INFORMATION_REQUESTED',
      caseId: abroad.id,
    });

    for (const [index, as] of followers.entries()) {
      const replay = await LiveStream.start(app, 'leicester', { as, after: starts[index] });
      expect(bytes(await replay.until(isLastStep))).toBe(bytes(live[index]));
      replay.socket.cut();
    }
    tellsFacts(live[0] ?? []);
  });

  function tellsFacts(steps: readonly LiveItem[]): void {
    const id = expect.any(String) as string;
    expect(steps[0]).toMatchObject({
      at: '2026-03-02T10:00:00Z',
      outcome: null,
      clocksStarted: [
        { id, step: 'acknowledgement', dueOn: '2026-03-03' },
        { id, step: 'threshold-decision', dueOn: '2026-03-16' },
      ],
    });
    expect(steps[4]).toMatchObject({ holds: 'RECORDS' });
    expect(steps[5]).toMatchObject({ holds: 'NOTHING' });
    expect(steps[6]).toMatchObject({ match: 'CONFIRMED', outcome: null });
    expect(steps[10]).toMatchObject({
      outcome: 'MET',
      clocksStarted: [{ id, step: 'review', dueOn: '2026-03-30' }],
    });
    expect(steps[11]).toMatchObject({ clocksStarted: [{ id, step: 'review', dueOn: '2026-04-16' }] });
    // Written by a worker whose own clock had come so far.
    expect(steps[12]).toMatchObject({ at: '2026-05-01T00:00:00Z' });
  }

  it('are told of one case alone to a stream that asks for it', async () => {
    const [one, two] = [await leicester.apply(), await leicester.apply()];
    const stream = await followNow(app, 'leicester', { as: 'priya.coordinator', caseId: two.id });
    await leicester.acknowledge(one);
    await leicester.acknowledge(two);
    expect(await stream.nextEvent()).toMatchObject({ caseId: two.id, type: 'APPLICATION_ACKNOWLEDGED' });
    stream.socket.cut();
  });

  it.each(['nadia.board', 'helen.chair', 'marcus.policing-body', 'owen.administrator'])(
    'are refused to %s, whose role does not follow cases',
    async (as) => {
      const socket = await LiveSocket.open(addressOf(app, 'leicester'));
      await socket.signIn(await app.token(as));
      socket.subscribe('events', caseEvents);
      expect(codesOf(await socket.next())).toEqual(['FORBIDDEN']);
      expect(await socket.next()).toEqual({ id: 'events', type: 'complete' });
      await socket.close();
    },
  );
});
