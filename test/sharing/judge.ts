import { isInForce, isShown, openedTo, openFrom, standing, type Opened, type ViewerState } from './oracle.js';
import { untilOn, type AgreementPlan } from './plans.js';
import type { Fields } from './read-links.js';
import { reviewOn, type LinkOfTest, type SharingWorld } from './sharing-world.js';

/** What a viewer must see of a link whose owner sees `own`; undefined where they may not know of it. */
export function expectedLink(
  world: SharingWorld,
  link: LinkOfTest,
  { viewer, own }: { viewer: ViewerState; own: Fields },
): Fields | undefined {
  const opened = openedTo(world.stateOf(link), viewer);
  if (opened === undefined) return undefined;
  const report = own['report'] as Fields;
  const mayRead = viewer.agency !== undefined || viewer.permissions.includes('reports.read_linked');
  return {
    ...shown('LinkedReport', own, opened),
    report: mayRead && isShown('LinkedReport', 'report', opened) ? shown('Report', report, opened) : null,
  };
}

function shown(type: 'LinkedReport' | 'Report', own: Fields, opened: Opened): Fields {
  const names = Object.keys(openFrom[type]);
  const withheld = names.filter((field) => !isShown(type, field, opened));
  return {
    ...Object.fromEntries(names.map((field) => [field, withheld.includes(field) ? null : own[field]])),
    opened,
    disclosure: withheld.map((field) => ({ field, state: 'WITHHELD' })),
  };
}

/** What the owner must read of the grants of a link, in the order of giving; ids and moments only as whether they are there. */
export function expectedGrants(world: SharingWorld, link: LinkOfTest): Fields[] {
  const open = standing(world.stateOf(link));
  return link.grants.map((grant) => ({
    id: true,
    givenAt: true,
    audience: grant.audience,
    agency: grant.agency === undefined ? null : { slug: grant.agency },
    level: grant.level,
    agreementId: world.idOf(grant.agreement as AgreementPlan),
    caseId: world.caseOf(link.under).id,
    despiteObjection: null,
    untilAt: grant.untilOn === untilOn ? '2026-03-11T00:00:00Z' : null,
    withdrawnAt: !open.includes(grant),
    withdrawnReason: !open.includes(grant),
  }));
}

/** A grant as it was read, made comparable with what is expected. */
export function presenceOf(grant: Fields): Fields {
  const there = (field: string) => ({ [field]: grant[field] !== null });
  return {
    ...grant,
    ...there('id'),
    ...there('givenAt'),
    ...there('withdrawnAt'),
    ...there('withdrawnReason'),
  };
}

/** What every member must read of an agreement of these tests. */
export function expectedAgreement(world: SharingWorld, plan: AgreementPlan): Fields {
  const { startsOn, expiresOn, withdrawn, parties, left } = world.agreementOf(plan);
  const inForce = isInForce(world.agreementOf(plan), world.today);
  return {
    id: world.idOf(plan),
    title: `An agreement ${plan}`,
    purpose: 'Reviews of anti-social behaviour',
    startsOn,
    expiresOn,
    reviewOn,
    recordClasses: ['REPORT'],
    fieldGroups: ['ATTESTATION', 'CONTENT', 'IDENTITIES'],
    coordinatorLevel: 'IDENTITIES',
    partyLevel: 'ATTESTED',
    leavesStub: false,
    inForce,
    reviewIsDue: inForce && reviewOn <= world.today,
    withdrawnAt: withdrawn,
    withdrawnReason: withdrawn ? 'As the test says' : null,
    parties: [...parties]
      .sort()
      .map((slug) => ({ slug, left: left.includes(slug) ? 'As the test says' : null })),
  };
}

/** An agreement as it was read, made comparable with what is expected. */
export function agreementSeen(read: Fields): Fields {
  const parties = read['parties'] as {
    agency: { slug: string };
    leftReason: string | null;
    leftAt: unknown;
  }[];
  return {
    ...read,
    withdrawnAt: read['withdrawnAt'] !== null,
    parties: parties
      .map(({ agency: { slug }, leftReason, leftAt }) => ({
        slug,
        left: leftAt === null ? null : leftReason,
      }))
      .sort((one, other) => (one.slug < other.slug ? -1 : 1)),
  };
}

/** Where what was read differs from what is expected, one line a field, under the names that are given to ids. */
export function differences(
  expected: ReadonlyMap<string, Fields>,
  read: readonly Fields[],
  nameOf: (id: string) => string,
): string[] {
  const found = new Map(read.map((each) => [String(each['reportId']), each]));
  const ids = [...new Set([...expected.keys(), ...found.keys()])];
  return ids.flatMap((id) => {
    const [wanted, got] = [expected.get(id), found.get(id)];
    if (!wanted || !got) return [`${nameOf(id)}: is ${got ? 'shown' : 'not shown'}`];
    return unlike(wanted, got).map((line) => `${nameOf(id)}: ${line}`);
  });
}

function unlike(wanted: Fields, got: Fields, path = ''): string[] {
  const fields = [...new Set([...Object.keys(wanted), ...Object.keys(got)])];
  return fields.flatMap((field) => {
    const [one, other] = [comparable(field, wanted[field]), comparable(field, got[field])];
    if (isFields(one) && isFields(other)) return unlike(one, other, `${path}${field}.`);
    const [told, read] = [JSON.stringify(one), JSON.stringify(other)];
    return told === read ? [] : [`${path}${field} is ${read ?? 'missing'}, expected ${told ?? 'nothing'}`];
  });
}

/** What is withheld comes in any order. Grants, and whether the report itself is named as withheld, have tests of their own. */
function comparable(field: string, value: unknown): unknown {
  if (field === 'grants') return undefined;
  if (field !== 'disclosure') return value;
  const names = (value as { field: string; state: string }[]).map((each) => `${each.field} ${each.state}`);
  return names.filter((name) => !name.startsWith('report ')).sort();
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
