import type { AgencyRecord } from '#casework/partnership-ports.js';
import type { AgreementView, GrantView } from '#casework/sharing-views.js';
import { levelOfRank } from '#domain/sharing/sharing-level.js';
import { toNodeId } from '../node-id.js';
import type { Grant, SharingAgreement } from './sharing.type.js';

type Agencies = ReadonlyMap<string, AgencyRecord>;

export function presentAgreement(view: AgreementView, agencies: Agencies): SharingAgreement {
  const { coordinatorRank, partyRank, parties, ...shown } = view;
  return {
    ...shown,
    id: toNodeId('SharingAgreement', view.id),
    coordinatorLevel: levelOfRank(coordinatorRank) ?? 'LOCATOR',
    partyLevel: levelOfRank(partyRank) ?? null,
    parties: parties.map(({ agencyId, ...party }) => ({ ...party, agency: agencyIn(agencies, agencyId) })),
  };
}

export function presentGrant(view: GrantView, agencies: Agencies): Grant {
  const { agencyId, rank, ...shown } = view;
  return {
    ...shown,
    id: toNodeId('Grant', view.id),
    agreementId: toNodeId('SharingAgreement', view.agreementId),
    caseId: toNodeId('Case', view.caseId),
    agency: agencyId === null ? null : agencyIn(agencies, agencyId),
    level: levelOfRank(rank) ?? 'LOCATOR',
  };
}

function agencyIn(agencies: Agencies, id: string): AgencyRecord {
  const agency = agencies.get(id);
  if (!agency) throw new Error('Agencies are visible to everybody in their partnership.');
  return agency;
}
