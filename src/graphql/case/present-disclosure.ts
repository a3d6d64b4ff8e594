import type { Withheld } from '#domain/sharing/disclose-person.js';
import type { DisclosureState, FieldDisclosure } from './case.type.js';

/** Why a field is not shown. */
export function presentDisclosure({ field, state, marked }: Withheld<string>): FieldDisclosure {
  return { field, state: state as DisclosureState, ...(marked && { marked }) };
}
