import { registerEnumType } from 'type-graphql';
import { AGENCY_KINDS } from '#domain/policy/agency-kind.js';

/** The kinds by the names that clients see: `HOUSING_PROVIDER` is housing_provider. */
export const AgencyKindEnum = Object.fromEntries(AGENCY_KINDS.map((kind) => [kind.toUpperCase(), kind]));
registerEnumType(AgencyKindEnum, {
  name: 'AgencyKind',
  description: 'What kind of body an agency is.',
});
