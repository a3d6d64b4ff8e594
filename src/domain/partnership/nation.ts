/** Where a partnership is; section 104 applies in both. It decides the health body, the ombudsmen and the languages. */
export const NATIONS = ['england', 'wales'] as const;
export type Nation = (typeof NATIONS)[number];

const HEALTH_BODIES: Readonly<Record<Nation, string>> = {
  england: 'integrated care board',
  wales: 'Local Health Board',
};

/** What the relevant body for health is called. @source ASB, Crime and Policing Act 2014, s.105 */
export function healthBodyOf(nation: Nation): string {
  return HEALTH_BODIES[nation];
}
