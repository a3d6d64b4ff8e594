import type { AgencyKind } from '#domain/policy/agency-kind.js';
import type { Nation } from './nation.js';

/** A body to which somebody turns when an agency's own complaint procedure has not helped. */
export interface Ombudsman {
  readonly id: string;
  readonly name: string;
  readonly welsh?: string;
  /** Kinds of agency that it looks into. */
  readonly kinds: readonly AgencyKind[];
  readonly url?: string;
  readonly phone?: string;
}

const POLICE_CONDUCT: Ombudsman = {
  id: 'independent-office-for-police-conduct',
  name: 'Independent Office for Police Conduct',
  welsh: 'Swyddfa Annibynnol Ymddygiad yr Heddlu',
  kinds: ['police'],
  url: 'https://www.policeconduct.gov.uk',
};

const BY_NATION: Readonly<Record<Nation, readonly Ombudsman[]>> = {
  england: [
    {
      id: 'local-government-and-social-care-ombudsman',
      name: 'Local Government and Social Care Ombudsman',
      kinds: ['council'],
      url: 'https://www.lgo.org.uk',
    },
    {
      id: 'housing-ombudsman',
      name: 'Housing Ombudsman Service',
      kinds: ['housing_provider'],
      url: 'https://www.housing-ombudsman.org.uk',
    },
    {
      id: 'parliamentary-and-health-service-ombudsman',
      name: 'Parliamentary and Health Service Ombudsman',
      kinds: ['health'],
      url: 'https://www.ombudsman.org.uk',
    },
    POLICE_CONDUCT,
  ],
  wales: [
    {
      id: 'public-services-ombudsman-for-wales',
      name: 'Public Services Ombudsman for Wales',
      welsh: 'Ombwdsmon Gwasanaethau Cyhoeddus Cymru',
      kinds: ['council', 'housing_provider', 'health'],
      url: 'https://www.ombudsman.wales',
    },
    POLICE_CONDUCT,
  ],
};

/**
 * Those to whom somebody may turn about an agency of the kind: the partnership's own where it names one for the kind,
 * else the nation's. None for the local policing body and for other bodies, unless the partnership names one.
 */
export function ombudsmenFor(
  kind: AgencyKind,
  nation: Nation,
  named: readonly Ombudsman[] = [],
): readonly Ombudsman[] {
  const own = named.filter((each) => each.kinds.includes(kind));
  return own.length > 0 ? own : BY_NATION[nation].filter((each) => each.kinds.includes(kind));
}
