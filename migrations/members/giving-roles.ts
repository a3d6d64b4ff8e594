import { may } from '../permitted.js';

/** A condition on a row's roles: they are none that only an administrator gives, or an administrator asks. */
export const mayGive = `(${may('members.appoint')} or not roles && (select directory.guarded_roles()))`;

/** A condition on a row's roles: they are those that an agency's manager gives. */
export const areOfAgencies = `roles <@ array['agency_officer', 'agency_manager']`;
