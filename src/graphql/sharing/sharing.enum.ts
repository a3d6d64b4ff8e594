import { registerEnumType } from 'type-graphql';
import { articleSixBases, recordClasses, regimes } from '#domain/sharing/agreement.js';
import { fieldGroups, sharingLevels } from '#domain/sharing/sharing-level.js';
import { enumOf } from '../enum-of.js';

export const SharingLevelEnum = enumOf(sharingLevels);
export type SharingLevelEnum = keyof typeof SharingLevelEnum;
registerEnumType(SharingLevelEnum, {
  name: 'SharingLevel',
  description:
    'How far a record is open to others: that it exists and who holds it; its dates and category too; its content; all of it, with who is in it.',
});

export const OpenedEnum = enumOf([...sharingLevels, 'OWN'] as const);
export type OpenedEnum = keyof typeof OpenedEnum;
registerEnumType(OpenedEnum, {
  name: 'Opened',
  description:
    "How far a record is open to you: as a level of sharing, or wholly because it is your agency's.",
});

export const FieldGroupEnum = enumOf(fieldGroups);
export type FieldGroupEnum = keyof typeof FieldGroupEnum;
registerEnumType(FieldGroupEnum, {
  name: 'FieldGroup',
  description: 'What of a report an agreement covers: dates and category; its content; who is in it.',
});

export const RecordClassEnum = enumOf(recordClasses);
export type RecordClassEnum = keyof typeof RecordClassEnum;
registerEnumType(RecordClassEnum, { name: 'RecordClass', description: 'What kinds of records are shared.' });

export const RegimeEnum = enumOf(regimes);
export type RegimeEnum = keyof typeof RegimeEnum;
registerEnumType(RegimeEnum, {
  name: 'Regime',
  description: 'The law a party works under: UK GDPR, or Part 3 of the Data Protection Act 2018.',
});

export const ArticleSixEnum = enumOf(articleSixBases);
export type ArticleSixEnum = keyof typeof ArticleSixEnum;
registerEnumType(ArticleSixEnum, {
  name: 'ArticleSixBasis',
  description: 'The basis of Article 6(1) of the UK GDPR. Consent is none for a review, which is a duty.',
});

const audiences = ['COORDINATOR', 'OTHER_AGENCIES', 'AGENCY'] as const;
export const GrantAudienceEnum = enumOf(audiences);
export type GrantAudienceEnum = keyof typeof GrantAudienceEnum;
registerEnumType(GrantAudienceEnum, {
  name: 'GrantAudience',
  description:
    'To whom a record is opened: whoever leads the review, the other agencies of the case, or one of them.',
});
