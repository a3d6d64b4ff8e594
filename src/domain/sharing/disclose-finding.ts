import type { Finding, FindingItem } from '#domain/threshold/finding.js';

/**
 * A finding as an agency of the case may see it: what it says of records that are not open to the agency is left out, and
 * so is that they exist. Numbers stay: they are what the decision rests on.
 */
export function discloseFinding(finding: Finding, knows: (recordId: string) => boolean): Finding {
  const shown = (items: readonly FindingItem[]) =>
    items.filter(({ subject, id }) => subject !== 'complaint' || knows(id));
  return {
    ...finding,
    counted: shown(finding.counted),
    notCounted: shown(finding.notCounted),
    undecided: shown(finding.undecided),
    children: finding.children.map((child) => discloseFinding(child, knows)),
  };
}
