import type { Problem } from '#domain/policy/problems.js';
import { checkSettings } from './cross-checks-settings.js';
import { repeats } from './repeats.js';
import { districtNamesOf, type OrganisationFile, type PartnershipFile } from './tenant-file.js';

/** What is wrong between the parts of one partnership's file, and between it and the organisations where they are known. */
export function checkPartnership(
  file: PartnershipFile,
  organisations: readonly OrganisationFile[] | undefined,
): Problem[] {
  return [
    ...repeats(
      file.agencies.map((each) => each.slug),
      (index) => ['agencies', index, 'slug'],
    ),
    ...repeats(
      file.areaTeams.map((each) => each.slug),
      (index) => ['areaTeams', index, 'slug'],
    ),
    ...repeats(
      file.area.districts.map((each) => each.name),
      (index) => ['area', 'districts', index, 'name'],
    ),
    ...repeats(
      (file.publishedFigures?.rows ?? []).map((each) => each.period),
      (index) => ['publishedFigures', 'rows', index, 'period'],
    ),
    ...checkAgencies(file, organisations),
    ...checkAreaTeams(file),
    ...checkIssuers(file),
    ...checkSettings(file),
  ];
}

function checkAgencies(
  file: PartnershipFile,
  organisations: readonly OrganisationFile[] | undefined,
): Problem[] {
  if (!organisations) return [];
  return file.agencies.flatMap((agency, index): Problem[] => {
    if (agency.organisation === undefined) return [];
    const organisation = organisations.find((each) => each.slug === agency.organisation);
    const path = ['agencies', index];
    if (!organisation) {
      const known = organisations.map((each) => each.slug).join(' or ');
      return [
        {
          path: [...path, 'organisation'],
          message: `expected an organisation (${known}), got ${agency.organisation}`,
        },
      ];
    }
    if (organisation.kind === agency.kind) return [];
    return [
      {
        path: [...path, 'kind'],
        message: `expected ${organisation.kind}, as its organisation is, got ${agency.kind}`,
      },
    ];
  });
}

function checkAreaTeams(file: PartnershipFile): Problem[] {
  const names = districtNamesOf(file.area);
  return file.areaTeams.flatMap((team, index) =>
    team.districts.flatMap((district, place) =>
      names.includes(district)
        ? []
        : [
            {
              path: ['areaTeams', index, 'districts', place],
              message: `expected a district of the area (${names.join(', ')}), got ${district}`,
            },
          ],
    ),
  );
}

function checkIssuers(file: PartnershipFile): Problem[] {
  const slugs = file.agencies.map((each) => each.slug);
  return (file.identity?.issuers ?? []).flatMap((issuer, index) =>
    (issuer.agencies ?? []).flatMap((agency, place) =>
      slugs.includes(agency)
        ? []
        : [
            {
              path: ['identity', 'issuers', index, 'agencies', place],
              message: `expected an agency of the partnership (${slugs.join(', ')}), got ${agency}`,
            },
          ],
    ),
  );
}
