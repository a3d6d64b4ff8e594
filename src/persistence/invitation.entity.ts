import { column, nullable, tenantTable } from './entity-schema.js';

export const InvitationEntity = tenantTable('invitations', ['id'], {
  id: column.uuid,
  mail: column.text,
  displayName: column.text,
  agencyId: nullable(column.uuid),
  roles: column.texts,
  invitedBy: column.uuid,
  invitedByName: column.text,
  invitedAt: column.instant,
  expiresAt: column.instant,
});
