import type { Config } from '#platform/config.js';
import { CommandFailed, UsageError } from './command.js';

const patienceMs = 5_000;

/** The origin of the server that a command speaks to. */
export function originOf(url: string | undefined, { publicUrl }: Pick<Config, 'publicUrl'>): string {
  if (url === undefined) return publicUrl;
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    throw new UsageError('--url: expected an address such as http://localhost:4000.');
  return new URL(url).origin;
}

/** @throws CommandFailed that says how to start one, when no server answers or none that is ready */
export async function checkServerAnswers(origin: string): Promise<void> {
  const answer = await fetch(`${origin}/ready`, { signal: AbortSignal.timeout(patienceMs) }).catch(
    () => undefined,
  );
  await answer?.body?.cancel();
  if (answer?.ok) return;
  throw new CommandFailed(
    answer === undefined
      ? `No server answers on ${origin}. Start one with \`npm start\` in another terminal, then run this again.`
      : `The server on ${origin} is not ready (${String(answer.status)}). Wait for \`npm start\` to say that it is.`,
  );
}
