import fc from 'fast-check';
import { LiveSocket, addressOf, soon, type Frame } from '../live/live-client.js';
import { acts, type ActName } from './acts.js';
import { Player, type Side } from './player.js';
import { IdsInTurn } from './seeded-ids.js';
import type { Performance } from './stage.js';

/** One step: somebody of a partnership does something with the record that the number picks. */
export interface Step {
  readonly side: Side;
  readonly act: ActName;
  readonly pick: number;
  /** Seconds that pass before it, for everybody; in all less than a token lives. */
  readonly seconds: number;
}

const steps: fc.Arbitrary<Step> = fc.record({
  side: fc.constantFrom<Side>('leicester', 'north-yorkshire'),
  act: fc.constantFrom(...(Object.keys(acts) as ActName[])),
  pick: fc.nat(7),
  seconds: fc.constantFrom(0, 0, 1, 20),
});

/** A script in which both apply first, so that there is something to work on. */
export const scripts = (length: number): fc.Arbitrary<Step[]> =>
  fc
    .array(steps, { minLength: length, maxLength: length })
    .map((rest) => [
      { side: 'north-yorkshire', act: 'apply', pick: 0, seconds: 0 },
      { side: 'leicester', act: 'apply', pick: 0, seconds: 0 },
      ...rest,
    ]);

/** Everything that the people of Leicester were told, over HTTP and by a subscription that was open throughout. */
export interface Transcript {
  readonly answers: readonly string[];
  readonly events: readonly string[];
}

/** Plays a script, or of it only what Leicester does; the time passes alike in both. */
export async function play(
  performance: Performance,
  ids: IdsInTurn<Side>,
  { script, alone }: { script: readonly Step[]; alone: boolean },
): Promise<Transcript> {
  const { clock } = performance;
  const players = {
    leicester: new Player(performance, 'leicester'),
    'north-yorkshire': new Player(performance, 'north-yorkshire'),
  };
  const stream = await EventStream.open(performance);
  for (const { side, act, pick, seconds } of script) {
    clock.moveTo(clock.now().add({ seconds }).toString());
    if (alone && side !== 'leicester') continue;
    ids.turnTo(side);
    await acts[act](players[side], pick);
  }
  ids.turnTo('leicester');
  const last = await players.leicester.eventCursor();
  const events = await stream.until(last);
  return { answers: players.leicester.heard, events };
}

/** The coordinator's subscription, from before the first step to after the last. */
class EventStream {
  private constructor(
    private readonly socket: LiveSocket,
    private readonly performance: Performance,
  ) {}

  static async open(performance: Performance): Promise<EventStream> {
    const socket = await LiveSocket.open(addressOf(performance, 'leicester'));
    await socket.signIn(await performance.token('priya.coordinator'));
    const fields =
      'id type at caseId caseVersion stage outcome match holds clocksStarted { id step dueOn } cursor';
    socket.subscribe(
      'all',
      `subscription { caseEvents { __typename ... on CaseEvent { ${fields} } ... on Heartbeat { cursor } } }`,
    );
    const stream = new EventStream(socket, performance);
    await stream.#next();
    return stream;
  }

  /** Everything delivered up to a place in the log, then nothing more is taken. */
  async until(place: string): Promise<string[]> {
    const frames: string[] = [];
    while (place !== nothingYet(place) && !(frames.at(-1) ?? '').includes(place))
      frames.push(await this.#next());
    await this.socket.close();
    return frames;
  }

  async #next(): Promise<string> {
    const frame: Frame = await soon('an event of the script', this.socket.next());
    return this.performance.plain(JSON.stringify(frame));
  }
}

/** The place before the first event, as a cursor is told in plain words. */
function nothingYet(place: string): string {
  return place.replace(/ at \d+$/, ' at 0');
}
