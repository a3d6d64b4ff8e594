import { Dashboard } from './dashboard.js';
import { dayInWords, londonDay } from './days.js';
import { DemoClient } from './demo-client.js';
import { dev, playDeclined, playExtension, playThreeNights, priya } from './leicester.js';
import type { Narrator } from './narrator.js';
import { bethan, playAnswer, playSilence, ruth } from './north-yorkshire.js';
import type { Stage } from './scene.js';

export interface DemoSettings extends Omit<Stage, 'narrator'> {
  readonly origin: string;
  readonly narrator: Narrator;
}

/**
 * Plays the main job against a running server as its clients would. Acts of the two partnerships alternate, so that on
 * every dashboard a later event closes the time in which something of the other partnership could have arrived.
 * @throws DemoStopped when it cannot go on
 */
export async function playDemo(settings: DemoSettings): Promise<void> {
  const { origin, narrator } = settings;
  narrator.tell('', `Concord on ${origin}; today is ${dayInWords(londonDay(settings.now()))}.`);
  const leicester = new DemoClient(origin, 'leicester');
  const northYorkshire = new DemoClient(origin, 'north-yorkshire');
  const opened = await Promise.allSettled([
    Dashboard.open(leicester, priya),
    Dashboard.open(leicester, dev),
    Dashboard.open(northYorkshire, ruth),
    Dashboard.open(northYorkshire, bethan),
  ]);
  try {
    const [ofPriya, ofDev, ofRuth, ofBethan] = opened.map(valueOf);
    if (!ofPriya || !ofDev || !ofRuth || !ofBethan) return;
    await playActs(
      settings,
      { client: leicester, coordinator: ofPriya, officer: ofDev, foreign: [ofRuth, ofBethan] },
      { client: northYorkshire, coordinator: ofRuth, officer: ofBethan, foreign: [ofPriya, ofDev] },
    );
  } finally {
    for (const each of opened) if (each.status === 'fulfilled') await each.value.close();
  }
}

interface Cast {
  readonly client: DemoClient;
  readonly coordinator: Dashboard;
  readonly officer: Dashboard;
  readonly foreign: readonly Dashboard[];
}

const castInWords = `Priya, who coordinates reviews in Leicester, and Dev of its council;
Ruth, who coordinates reviews in North Yorkshire, and Bethan of its council.
Each must see the steps of their own cases, and nothing of the other partnership.`;

async function playActs(stage: Stage, leicester: Cast, northYorkshire: Cast): Promise<void> {
  const { narrator } = stage;
  narrator.tell('dashboards (WebSocket)', castInWords);
  narrator.act('1. Leicester: three nights of noise');
  const nights = await playThreeNights({ stage, ...leicester });
  narrator.act('2. North Yorkshire: somebody applies for a victim, and an agency is silent');
  const silence = await playSilence({ stage, ...northYorkshire });
  const foreign = await northYorkshire.client.findCase(ruth, nights.reference);
  narrator.check('what Ruth finds under the reference of the case in Leicester', foreign, null);
  narrator.tell(`${ruth.name} (HTTP)`, `asked for ${nights.reference} of Leicester: there is no such case`);
  narrator.act('3. Leicester: an application is declined');
  const declined = await playDeclined({ stage, ...leicester });
  narrator.act('4. North Yorkshire: the silent agency answers');
  await playAnswer(silence);
  narrator.act('5. Leicester: the review is given more time');
  await playExtension(nights);
  narrator.act('6. What each dashboard saw');
  for (const { watch } of [nights, silence, declined]) watch.close();
  const references = new Map([nights, silence, declined].map((scene) => [scene.caseId, scene.reference]));
  for (const dashboard of [leicester, northYorkshire].flatMap((each) => [each.coordinator, each.officer]))
    narrator.tell(`${dashboard.viewer.name}`, countsInWords(dashboard, references));
}

function countsInWords(dashboard: Dashboard, references: ReadonlyMap<string, string>): string {
  const counts = [...references].map(([caseId, reference]) => {
    const count = dashboard.eventsOf(caseId).length;
    return `${count === 0 ? 'nothing' : `${String(count)} events`} of ${reference}`;
  });
  return `saw ${counts.join(', ')}`;
}

function valueOf<T>(settled: PromiseSettledResult<T>): T {
  if (settled.status === 'fulfilled') return settled.value;
  throw settled.reason;
}
