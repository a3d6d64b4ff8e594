import { lengthInWords } from '#domain/calendar/length.js';
import type { Contact } from '#domain/partnership/contact.js';
import { RECORD_CLASSES, type PartnershipSettings, type Retention } from '#domain/partnership/settings.js';
import { grid } from '../grid.js';

const notSaid = 'not said';

/** What the partnership's own file says of retention, privacy and contacts, and what it does not. */
export function settingsSections(settings: PartnershipSettings | undefined): string[] {
  const { retention, privacyNotice, contact, rightsRequests, dataComplaints, protectiveMarking } =
    settings ?? {};
  return [
    '## How long records are kept',
    'As the partnership says, from the day a case was closed. The program deletes nothing by itself so far.',
    grid(
      ['Records', 'Kept for', 'In its words', 'Source'],
      RECORD_CLASSES.map((records) => retentionRow(records, retention)),
    ),
    '## What people are told, and whom they can ask',
    grid(
      ['What', 'As the partnership says'],
      [
        ['Privacy notice', said([privacyNotice?.words, privacyNotice?.welsh, privacyNotice?.url])],
        ['Single point of contact', contactWords(contact)],
        ['Who answers requests for personal data', contactWords(rightsRequests)],
        ['Who answers complaints about the use of data', contactWords(dataComplaints)],
        ['Protective marking of papers', protectiveMarking ?? notSaid],
      ],
    ),
  ];
}

function retentionRow(records: Retention['records'], retention: readonly Retention[] = []): string[] {
  const found = retention.find((each) => each.records === records);
  const kept = found ? lengthInWords(found.keepFor) : notSaid;
  return [records.replaceAll('_', ' '), kept, found?.words ?? notSaid, found?.source ?? notSaid];
}

function contactWords(contact: Contact | undefined): string {
  return said([
    contact?.role,
    contact?.email,
    contact?.phone,
    contact?.address,
    contact?.url,
    contact?.hours,
  ]);
}

function said(texts: readonly (string | undefined)[]): string {
  return texts.filter((text) => text !== undefined).join('; ') || notSaid;
}
