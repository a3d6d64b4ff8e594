import { adminSql } from './case-record.js';
import type { TestApp } from './running-app.js';

/** Everything that a partnership tells people before it goes live, invented. */
export const toldToPeople = {
  privacyNotice: { url: 'https://reviews.example.org/privacy' },
  retention: [{ records: 'case', keepFor: { months: 72 } }],
  rightsRequests: { email: 'rights@reviews.example.org' },
  dataComplaints: { email: 'complaints@reviews.example.org' },
};

/** Has partnerships of a database tell people all that, or what is given; every one unless a slug is said. */
export async function tellPeople(
  app: Pick<TestApp, 'database'>,
  told: object = toldToPeople,
  slug?: string,
): Promise<void> {
  await adminSql(
    app,
    `update concord.partnerships set document = coalesce(document, '{}') || $1::jsonb
     where $2::text is null or slug = $2`,
    [JSON.stringify(told), slug ?? null],
  );
}

/** Takes one of the things that people are told out of a partnership. */
export async function tellNoMore(app: Pick<TestApp, 'database'>, slug: string, key: string): Promise<void> {
  await adminSql(app, 'update concord.partnerships set document = document - $2::text where slug = $1', [
    slug,
    key,
  ]);
}
