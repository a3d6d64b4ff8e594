import type { SignInPorts } from '#casework/sign-in.js';
import { gapsBeforeGoLive, gapsInWords } from '#domain/partnership/go-live.js';
import type { Directory } from '#persistence/directory.js';
import type { Logger } from '#platform/logger.js';

/** A partnership that stops telling what it must is served for so long at most. */
const rememberedMs = 5_000;
const rememberedAtMost = 10_000;

type Asked = Pick<Directory, 'findToldToPeople'>;

export interface GoLiveSettings {
  readonly directory: Asked;
  /** Elsewhere every partnership is served, with invented people's data. */
  readonly production: boolean;
  readonly now?: () => number;
}

/**
 * Sign-in's question before any other. Only the answer that nothing is missing is remembered, so that a partnership whose
 * files were completed is served at once.
 */
export function goLiveCheck({
  directory,
  production,
  now = () => performance.now(),
}: GoLiveSettings): SignInPorts['listGapsBeforeGoLive'] {
  const liveUntil = new Map<string, number>();
  return async (slug) => {
    if (!production || now() < (liveUntil.get(slug) ?? 0)) return [];
    const told = await directory.findToldToPeople(slug);
    liveUntil.delete(slug);
    if (!told) return [];
    const gaps = gapsBeforeGoLive(told);
    const [oldest] = liveUntil.keys();
    if (liveUntil.size >= rememberedAtMost && oldest !== undefined) liveUntil.delete(oldest);
    if (gaps.length === 0) liveUntil.set(slug, now() + rememberedMs);
    return gaps;
  };
}

/** Says at start, for each partnership that does not tell people what it must, what is missing and what that means. */
export async function warnOfGapsBeforeGoLive(
  directory: Asked & Pick<Directory, 'listPartnerships'>,
  { production, logger }: { readonly production: boolean; readonly logger: Logger },
): Promise<void> {
  for (const { slug } of await directory.listPartnerships()) {
    const gaps = gapsBeforeGoLive((await directory.findToldToPeople(slug)) ?? {});
    if (gaps.length === 0) continue;
    logger.warn(
      { partnership: slug, missing: gapsInWords(gaps) },
      production
        ? 'a partnership is not served: its files do not say everything that people must be told'
        : 'a partnership would not be served in production: its files do not say everything that people must be told',
    );
  }
}
