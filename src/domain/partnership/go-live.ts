import type { PartnershipSettings } from './settings.js';

/** What a partnership tells the people whose data it holds, as far as it has to be told before it goes live. */
export type TellsPeople = Pick<
  PartnershipSettings,
  'privacyNotice' | 'retention' | 'rightsRequests' | 'dataComplaints'
>;

/** Something without which a partnership does not go live, and where its files would say it. */
export interface GoLiveGap {
  /** The member of partnership.yaml. */
  readonly key: keyof TellsPeople;
  readonly message: string;
}

/**
 * What is missing before a partnership may work with real people's data; none when it may. A rule of retention must be
 * there for the cases themselves.
 *
 * @source UK GDPR, Articles 12, 13 and 5(1)(e); Data (Use and Access) Act 2025 on complaints to controllers
 */
export function gapsBeforeGoLive({
  privacyNotice,
  retention = [],
  rightsRequests,
  dataComplaints,
}: TellsPeople): GoLiveGap[] {
  const has: Readonly<Record<keyof TellsPeople, boolean>> = {
    privacyNotice: privacyNotice !== undefined,
    retention: retention.some(({ records }) => records === 'case'),
    rightsRequests: rightsRequests !== undefined,
    dataComplaints: dataComplaints !== undefined,
  };
  return needed.filter(({ key }) => !has[key]);
}

/** Every gap in one sentence for whoever asks for the partnership. */
export function gapsInWords(gaps: readonly GoLiveGap[]): string {
  return gaps.map(({ key, message }) => `${message} (${key})`).join('; ');
}

const needed: readonly GoLiveGap[] = [
  { key: 'privacyNotice', message: 'what happens to personal data' },
  { key: 'retention', message: 'how long the records of a case are kept' },
  {
    key: 'rightsRequests',
    message: 'who answers when somebody asks for the data held about them',
  },
  { key: 'dataComplaints', message: 'who answers a complaint about the use of personal data' },
];
