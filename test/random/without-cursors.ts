import { openCursor } from '#platform/cursors.js';

const sealed = /(?<![\w-])[\w-]{71}(?![\w-])/g;
const correlation = /"correlationId":"[0-9a-f-]{36}"/g;

/**
 * An answer without what differs each time it is given: a sealed cursor is replaced by the place that it stands for, and
 * correlation ids are left out.
 */
export function withoutCursors(text: string, secretKey: Buffer): string {
  return text.replace(correlation, '"correlationId":""').replace(sealed, (found) => {
    const place = openCursor(secretKey, found);
    return place ? `cursor of ${place.partnershipId} at ${String(place.position)}` : found;
  });
}
