import type { AgencyRecord, AreaTeamRecord } from '#casework/partnership-ports.js';

/** The agencies and area teams of a partnership: the same for everybody in it, and changed a few times a year. */
export interface PartnershipDirectory {
  /** By id, in the order of their names; so are the area teams. */
  readonly agencies: ReadonlyMap<string, AgencyRecord>;
  readonly areaTeams: ReadonlyMap<string, AreaTeamRecord>;
}

/**
 * Directories that were read before, one a partnership. The database tells the version with the opening of each
 * transaction, so what is kept is used only while it is what a statement of that transaction would read.
 */
export class KeptDirectories {
  readonly #kept = new Map<string, { readonly version: string; readonly directory: PartnershipDirectory }>();

  find(tenantId: string, version: string): PartnershipDirectory | undefined {
    const kept = this.#kept.get(tenantId);
    return kept?.version === version ? kept.directory : undefined;
  }

  keep(tenantId: string, version: string, directory: PartnershipDirectory): void {
    this.#kept.set(tenantId, { version, directory });
  }
}
