import { dayInWords } from './days.js';
import type { Person } from './demo-client.js';
import type { ApplicationRead } from './documents.js';
import { DemoStopped } from './narrator.js';
import type { Scene } from './scene.js';

/** The applicant reads the progress with reference and secret; a wrong secret shows nothing. */
export async function readProgress(
  scene: Scene,
  applicant: Person,
  expected: { readonly stage: string; readonly outcome: string | null },
): Promise<ApplicationRead> {
  const { client, narrator, reference, secret } = scene;
  const read = await client.findApplication(applicant, { reference, secret });
  if (!read) throw new DemoStopped(`${applicant.name} cannot read the application ${reference}.`);
  narrator.tell(`${applicant.name} (HTTP)`, `read with reference and secret: ${read.stage}`);
  for (const { step, dueOn, stoppedAt } of read.clocks)
    narrator.tell('', `${step}: due by ${dayInWords(dueOn)}${stoppedAt === null ? '' : ', ended'}`);
  if (read.decision) narrator.tell('', `${read.decision.outcome}: ${read.decision.reason}`);
  narrator.check('the stage that the applicant reads', read.stage, expected.stage);
  narrator.check('the outcome that the applicant reads', read.decision?.outcome ?? null, expected.outcome);
  const guessed = await client.findApplication(applicant, { reference, secret: 'A'.repeat(secret.length) });
  narrator.check('what the reference with a wrong secret shows', guessed, null);
  return read;
}
