import { compare, recordAndLink, respond, tellOwed } from './agency-work.js';
import { readProgress } from './read-progress.js';
import type { Dashboard } from './dashboard.js';
import { plusDays } from './days.js';
import type { DemoClient } from './demo-client.js';
import { Scene, type Stage } from './scene.js';

export const ruth = { name: 'Ruth, coordinator', subject: 'ruth.coordinator' };
export const bethan = { name: 'Bethan, council', subject: 'bethan.council' };
const ewan = { name: 'Ewan, police', subject: 'ewan.police' };
const imran = { name: 'Imran, housing', subject: 'imran.broadacres' };
const sam = { name: 'Sam, support worker' };

export interface NorthYorkshirePlay {
  readonly stage: Stage;
  readonly client: DemoClient;
  readonly coordinator: Dashboard;
  readonly officer: Dashboard;
  /** Dashboards of the other partnership, which must show nothing. */
  readonly foreign: readonly Dashboard[];
}

const landlord = 'Broadacres Housing Association';

/** A third party applies for a victim; while one agency is silent it cannot be told yet. */
export async function playSilence(play: NorthYorkshirePlay): Promise<Scene> {
  const scene = new Scene(play.stage, play.client, ruth);
  const { narrator } = scene;
  const days = daysOf(scene);
  const { receivedOn = '', clocks = [] } = await scene.apply(sam, applicationOf(scene));
  const due = clocks.map(({ step, dueOn }) => [step, dueOn]);
  narrator.check('the due day in North Yorkshire, eight weeks', due, [
    ['whole-process', plusDays(receivedOn, 8 * 7)],
  ]);
  const read = await scene.open({ seenBy: [play.coordinator], hiddenFrom: [play.officer, ...play.foreign] });
  narrator.tell('', `the ${read.areaTeam?.name ?? 'nobody'} keeps Sam informed`);
  narrator.check('the area team of Craven', read.areaTeam?.name, 'Craven hub');
  const asked = ['north-yorkshire-council', 'north-yorkshire-police', 'broadacres'];
  await scene.ask(asked, { parties: [play.officer] });
  const ofCouncil = await recordAndLink(scene, bethan, [reportOf(days, 0)]);
  await respond(scene, bethan, 'The area was visited.');
  const ofPolice = await recordAndLink(scene, ewan, [reportOf(days, 1)]);
  await respond(scene, ewan, 'Names were taken.');
  await compare(scene, { number: 1, match: 'CONFIRMED', reportIds: ofCouncil, causedHarassment: true });
  await compare(scene, { number: 2, match: 'CONFIRMED', reportIds: ofPolice, causedHarassment: true });
  await compare(scene, { number: 3, match: 'NOT_FOUND' });
  await proposeTooEarly(scene);
  await readProgress(scene, sam, { stage: 'GATHERING', outcome: null });
  return scene;
}

async function proposeTooEarly(scene: Scene): Promise<void> {
  const { narrator } = scene;
  const { findings } = await scene.propose('NEEDS_JUDGEMENT');
  const [count] = findings;
  narrator.check(
    'incidents that surely count, and that may',
    [count?.countedAtLeast, count?.countedAtMost],
    [2, 3],
  );
  const answers = count?.awaits.filter(({ kind }) => kind === 'agency_answer') ?? [];
  narrator.check('answers that the rules wait for', answers.length, 1);
  const { stillOwed } = await scene.read();
  tellOwed(scene, stillOwed);
  narrator.check(
    'who still owes an answer',
    stillOwed.map(({ by }) => by),
    [landlord],
  );
}

/** The silent agency answers; its record is judged not to have caused harassment, so only two of three count. */
export async function playAnswer(scene: Scene): Promise<void> {
  const { narrator } = scene;
  const ofLandlord = await recordAndLink(scene, imran, [reportOf(daysOf(scene), 2)]);
  await respond(scene, imran, 'The tenant was written to.');
  await compare(scene, { number: 3, match: 'CONFIRMED', reportIds: ofLandlord, causedHarassment: false });
  const proposal = await scene.propose('NOT_MET');
  const [count] = proposal.findings;
  narrator.check('incidents that count in the end', [count?.countedAtLeast, count?.countedAtMost], [2, 2]);
  const decision = { outcome: 'NOT_MET', proposalId: proposal.id };
  await scene.change(ruth, ['decideThreshold', { ...scene.seen, ...decision }], {
    step: ['THRESHOLD_DECIDED', 'THRESHOLD_NOT_MET'],
    told: 'confirmed what the rules found: the threshold is NOT MET',
  });
  await readProgress(scene, sam, { stage: 'THRESHOLD_NOT_MET', outcome: 'NOT_MET' });
  const running = (await scene.read()).clocks.filter(({ stoppedAt }) => stoppedAt === null);
  narrator.check('clocks that run after not met', running.length, 0);
}

interface Day {
  readonly occurredOn: string;
  readonly reportedOn: string;
}

/** Three incidents within six months, each reported three days later. */
function daysOf(scene: Scene): Day[] {
  return [75, 50, 25].map((days) => ({
    occurredOn: scene.ago(days),
    reportedOn: plusDays(scene.ago(days), 3),
  }));
}

function reportOf(days: readonly Day[], index: number) {
  const { occurredOn = '', reportedOn = '' } = days[index] ?? {};
  return { occurredOn, reportedOn, reporterName: 'Toni Specimen' };
}

function applicationOf(scene: Scene) {
  const agencies = ['north-yorkshire-council', 'north-yorkshire-police', 'broadacres'];
  return {
    applicantKind: 'THIRD_PARTY',
    name: 'Sam Specimen',
    relationship: 'support worker',
    contact: { email: 'sam@example.org' },
    victims: [{ name: 'Toni Specimen', authorityKind: 'WRITTEN', authorityGivenOn: scene.ago(10) }],
    district: 'Craven',
    incidents: daysOf(scene).map(({ occurredOn, reportedOn }, index) => ({
      occurredOn,
      place: 'Made-up Lane, Skipton',
      description: 'Stones were thrown at the windows',
      complaints: [{ agency: agencies[index], madeOn: reportedOn }],
    })),
    dissatisfied: true,
  };
}
