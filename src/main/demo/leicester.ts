import { compare, recordAndLink, respond, tellOwed } from './agency-work.js';
import { readProgress } from './read-progress.js';
import type { Dashboard } from './dashboard.js';
import { dayInWords, nextWorkingDay, plusDays } from './days.js';
import type { DemoClient } from './demo-client.js';
import type { Answer, ProposalRead } from './documents.js';
import { DemoStopped } from './narrator.js';
import { Scene, type Stage } from './scene.js';

export const priya = { name: 'Priya, coordinator', subject: 'priya.coordinator' };
export const dev = { name: 'Dev, council', subject: 'dev.council' };
const callum = { name: 'Callum, police', subject: 'callum.police' };
const tomasz = { name: 'Tomasz, housing', subject: 'tomasz.sanctuary' };
const vera = { name: 'Vera, a victim' };
const otto = { name: 'Otto, of the public' };

export interface LeicesterPlay {
  readonly stage: Stage;
  readonly client: DemoClient;
  readonly coordinator: Dashboard;
  readonly officer: Dashboard;
  /** Dashboards of the other partnership, which must show nothing. */
  readonly foreign: readonly Dashboard[];
}

/** Three nights of noise, two told to the council, one to council and police: the threshold is met. */
export async function playThreeNights(play: LeicesterPlay): Promise<Scene> {
  const scene = new Scene(play.stage, play.client, priya);
  const nights = [60, 40, 20].map((days) => scene.ago(days));
  const told = nights.map((night) => plusDays(night, 2));
  const received = await scene.apply(vera, applicationOf(nights, told));
  checkFirstClocks(scene, received);
  await scene.open({ seenBy: [play.coordinator], hiddenFrom: [play.officer, ...play.foreign] });
  await scene.change(priya, ['acknowledgeApplication', scene.seen], {
    step: ['APPLICATION_ACKNOWLEDGED', 'ACKNOWLEDGED'],
    told: 'told Vera that the application arrived',
  });
  const asked = ['leicester-city-council', 'leicestershire-police', 'sanctuary-housing'];
  await scene.ask(asked, { parties: [play.officer] });
  const [first, second, third, ofPolice] = await gather(scene, nights, told);
  await compare(scene, { number: 1, match: 'CONFIRMED', reportIds: [first] });
  await compare(scene, { number: 2, match: 'CONFIRMED', reportIds: [second] });
  await compare(scene, { number: 3, match: 'CONFIRMED', reportIds: [third, ofPolice] });
  await decideMet(scene);
  await readProgress(scene, vera, { stage: 'THRESHOLD_MET', outcome: 'MET' });
  return scene;
}

function applicationOf(nights: readonly string[], told: readonly string[]) {
  const council = { agency: 'leicester-city-council' };
  const police = { agency: 'leicestershire-police' };
  return {
    applicantKind: 'VICTIM',
    name: 'Vera Example',
    contact: { email: 'vera@example.org' },
    incidents: nights.map((occurredOn, index) => ({
      occurredOn,
      place: 'Invented Street, Leicester',
      description: 'Loud music and shouting through the night',
      complaints: (index === 2 ? [council, police] : [council]).map((each) => ({
        ...each,
        madeOn: told[index],
      })),
    })),
    dissatisfied: true,
    dissatisfaction: 'Nobody came.',
  };
}

function checkFirstClocks({ narrator, stage }: Scene, { receivedOn = '', clocks = [] }: Answer): void {
  const due = clocks.map(({ step, dueOn }) => [step, dueOn]);
  narrator.check('the first due days in Leicester', due, [
    ['acknowledgement', nextWorkingDay(receivedOn, stage.isBankHoliday)],
    ['threshold-decision', plusDays(receivedOn, 14)],
  ]);
}

/** Council and police link what they hold and answer; the landlord holds nothing. */
async function gather(
  scene: Scene,
  nights: readonly string[],
  told: readonly string[],
): Promise<[string, string, string, string]> {
  const { narrator } = scene;
  const { stillOwed } = await scene.read();
  tellOwed(scene, stillOwed);
  const owed = stillOwed.map(({ by }) => by);
  narrator.check('answers still owed', owed.filter((by) => by !== 'The coordinator').length, 3);
  const held = nights.map((occurredOn, index) => ({
    occurredOn,
    reportedOn: told[index] ?? occurredOn,
    reporterName: 'Vera Example',
  }));
  const ofCouncil = await recordAndLink(scene, dev, held);
  await respond(scene, dev, 'Two visits and a warning letter.');
  const victim = (await scene.read(dev)).people.find(({ role }) => role === 'VICTIM');
  narrator.check(
    "the council sees the victim's name and not the e-mail address",
    victim && [victim.name, victim.email],
    ['Vera Example', null],
  );
  const ofPolice = await recordAndLink(scene, callum, held.slice(2));
  await respond(scene, callum, 'An officer attended.');
  await respond(scene, tomasz);
  const [first, second, third, fourth] = [...ofCouncil, ...ofPolice];
  if (first === undefined || second === undefined || third === undefined || fourth === undefined)
    throw new DemoStopped('Fewer than four reports were recorded.');
  return [first, second, third, fourth];
}

async function decideMet(scene: Scene): Promise<void> {
  const { narrator } = scene;
  const before = scene.seen;
  const proposal = await scene.propose('MET');
  checkFinding(scene, proposal);
  const decision = { outcome: 'MET', proposalId: proposal.id };
  const stale = await scene.client.try(priya, 'decideThreshold', { ...before, ...decision });
  narrator.tell(
    `${priya.name} (HTTP)`,
    `decided from a page that was out of date, and was refused: ${stale.message ?? ''}`,
  );
  const refusal = [stale.__typename, stale.currentVersion];
  narrator.check('a decision on a stale version', refusal, ['StaleVersion', scene.watch.version]);
  const days = [scene.today];
  await scene.change(priya, ['decideThreshold', { ...scene.seen, ...decision }], {
    step: ['THRESHOLD_DECIDED', 'THRESHOLD_MET'],
    told: 'confirmed what the rules found: the threshold is MET',
  });
  days.push(scene.today);
  await checkReviewClock(scene, days);
}

/** By hand: three nights make three incidents; the victim alone complained; neither she nor a record names hate. */
function checkFinding({ narrator }: Scene, { findings }: ProposalRead): void {
  const verdicts = findings.map(({ criterionId, verdict }) => [criterionId, verdict]);
  narrator.check('the finding tree', Object.fromEntries(verdicts), {
    threshold: 'MET',
    route: 'MET',
    'three-incidents': 'MET',
    'three-people': 'NOT_MET',
    'hate-incident': 'NOT_MET',
    'initial-complaint': 'MET',
    dissatisfied: 'MET',
  });
  const count = findings.find(({ criterionId }) => criterionId === 'three-incidents');
  narrator.check('incidents counted, where four reports tell of three nights', count?.countedAtLeast, 3);
}

async function checkReviewClock(scene: Scene, decidedOn: readonly string[]): Promise<void> {
  const { narrator } = scene;
  const { clocks } = await scene.read();
  const review = clocks.find(({ step }) => step === 'review');
  narrator.tell('', `${review?.step ?? 'no clock'}: ${review?.arithmetic ?? ''}`);
  const due = decidedOn.map((day) => plusDays(day, 28));
  narrator.checkOneOf('the day by which the review is due', review?.dueOn, due);
  const running = clocks.filter(({ stoppedAt }) => stoppedAt === null).map(({ step }) => step);
  narrator.check('clocks that run after the decision', running, ['review']);
}

/** An application that is declined on one of the published grounds, which is neither met nor not met. */
export async function playDeclined(play: LeicesterPlay): Promise<Scene> {
  const scene = new Scene(play.stage, play.client, priya);
  const received = await scene.apply(otto, {
    applicantKind: 'VICTIM',
    name: 'Otto Example',
    contact: { phone: '0116 496 0000' },
    incidents: [
      {
        occurredOn: scene.ago(3),
        place: 'Invented Square, Leicester',
        description: 'A neighbour hung out washing',
        complaints: [],
      },
    ],
    dissatisfied: true,
  });
  checkFirstClocks(scene, received);
  await scene.open({ seenBy: [play.coordinator], hiddenFrom: [play.officer, ...play.foreign] });
  const decision = {
    outcome: 'DECLINED',
    declineGround: 'frivolous',
    reason: 'Washing is no anti-social behaviour.',
  };
  await scene.change(priya, ['decideThreshold', { ...scene.seen, ...decision }], {
    step: ['THRESHOLD_DECIDED', 'DECLINED'],
    told: 'declined on the published ground “frivolous”, with a reason',
  });
  const read = await readProgress(scene, otto, { stage: 'DECLINED', outcome: 'DECLINED' });
  scene.narrator.check(
    'the ground that the applicant reads',
    read.decision?.declineGround,
    'The application is frivolous',
  );
  const running = (await scene.read()).clocks.filter(({ stoppedAt }) => stoppedAt === null);
  scene.narrator.check('clocks that run after declining', running.length, 0);
  return scene;
}

/** The review is given more time in writing: the last event in Leicester, after which nothing can still be on its way. */
export async function playExtension(scene: Scene): Promise<void> {
  const review = (await scene.read()).clocks.find(({ step }) => step === 'review');
  if (!review) throw new DemoStopped('No clock of the review runs.');
  const dueOn = plusDays(review.dueOn, 14);
  const input = {
    ...scene.seen,
    clockId: review.id,
    dueOn,
    reason: 'The landlord asked for time to find records.',
  };
  await scene.change(priya, ['extendClock', input], {
    step: ['CLOCK_EXTENDED', 'THRESHOLD_MET'],
    told: `gave the review two weeks more, in writing: due by ${dayInWords(dueOn)}`,
  });
  const read = await readProgress(scene, vera, { stage: 'THRESHOLD_MET', outcome: 'MET' });
  const shown = read.clocks.find(({ step }) => step === 'review');
  scene.narrator.check('the new day of the review, as the applicant reads it', shown?.dueOn, dueOn);
}
