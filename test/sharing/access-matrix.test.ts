import {
  agreementSeen,
  differences,
  expectedAgreement,
  expectedGrants,
  expectedLink,
  presenceOf,
} from './judge.js';
import { levels, openedTo, openFrom, type ViewerState } from './oracle.js';
import { agreementPlans, type AgreementPlan } from './plans.js';
import { readAll, type Fields, type ReadByOne, type Told } from './read-links.js';
import { fieldsOf } from './selection.js';
import { fullReport, SharingWorld, type LinkOfTest } from './sharing-world.js';
import { owner } from './acts.js';
import { strangers, viewers } from './viewers.js';

/** What happens, one after the other; everybody reads everything after each. */
const moments: Readonly<Record<string, (world: SharingWorld) => Promise<void> | void>> = {
  'when all was given': () => undefined,
  'when one more agency was asked': (world) => world.askLater(),
  'when agreements have ended': (world) => world.endAgreements(),
  'in the last second of grants for a while': ({ app }) => app.clock.moveTo('2026-03-10T23:59:59Z'),
  'when grants for a while are over': ({ app }) => app.clock.moveTo('2026-03-11T00:00:00Z'),
  'in the last second of an agreement, in summer time': ({ app }) => app.clock.moveTo('2026-03-31T22:59:59Z'),
  'when an agreement has expired': ({ app }) => app.clock.moveTo('2026-03-31T23:00:00Z'),
};

/** What was read at a moment and what was to be read then. */
interface Moment {
  readonly read: ReadonlyMap<string, ReadByOne>;
  readonly expectedLinks: (viewer: ViewerState, plan: AgreementPlan) => ReadonlyMap<string, Fields>;
  readonly expectedReports: (viewer: ViewerState) => readonly string[];
  readonly agreements: readonly Fields[];
  readonly grants: ReadonlyMap<string, readonly Fields[]>;
}

let world: SharingWorld;
const seen = new Map<string, Moment>();

beforeAll(async () => {
  world = await SharingWorld.start();
  for (const [name, happens] of Object.entries(moments)) {
    await happens(world);
    seen.set(name, await lookAt());
  }
}, 600_000);
afterAll(() => world.app.stop());

async function lookAt(): Promise<Moment> {
  const read = new Map<string, ReadByOne>();
  for (const [who, { as }] of Object.entries(viewers)) read.set(who, await readAll(world, as));
  for (const [who, as] of Object.entries(strangers)) read.set(who, await readAll(world, as));
  const own = ownLinks(read);
  const expected = new Map(
    Object.values(viewers).map((viewer) => [
      viewer,
      new Map(
        world.links.map((link) => [
          link,
          expectedLink(world, link, { viewer, own: own.get(link.reportId) ?? {} }),
        ]),
      ),
    ]),
  );
  return {
    read,
    expectedLinks: (viewer, plan) => {
      const links = [...(expected.get(viewer) ?? [])].filter(([link]) => link.under === plan);
      return new Map(links.flatMap(([link, fields]) => (fields ? [[link.reportId, fields]] : [])));
    },
    expectedReports: listed(),
    agreements: agreementPlans.map((plan) => expectedAgreement(world, plan)),
    grants: new Map(world.links.map((link) => [link.reportId, expectedGrants(world, link)])),
  };
}

/** What the owner was told of each report. */
function ownLinks(read: ReadonlyMap<string, ReadByOne>): ReadonlyMap<string, Fields> {
  const all = [...(read.get('officer of the owner')?.links.values() ?? [])];
  return new Map(all.flatMap(listOf).map((link) => [String(link['reportId']), link]));
}

/** Which reports stand in a viewer's list: their own, and for the coordinator those whose content is open. */
function listed(): (viewer: ViewerState) => readonly string[] {
  const opened = new Map(
    Object.values(viewers).map((viewer) => [
      viewer,
      world.links.map((link) => ({ link, opened: openedTo(world.stateOf(link), viewer) })),
    ]),
  );
  return (viewer) =>
    (opened.get(viewer) ?? [])
      .filter(
        ({ opened }) =>
          opened === 'OWN' ||
          (viewer.permissions.includes('reports.read_linked') &&
            (opened === 'CONTENT' || opened === 'IDENTITIES')),
      )
      .map(({ link, opened }) => `${nameOf(link.reportId)} ${String(opened)}`)
      .sort();
}

function listOf(told: Told | undefined): readonly Fields[] {
  return told === undefined || told === null || typeof told === 'string' ? [] : told;
}

function nameOf(reportId: string): string {
  const found = world.links.find((link) => link.reportId === reportId);
  return found ? `${found.plan}, ${found.under}` : `unknown report ${reportId}`;
}

function at(moment: string): Moment {
  const found = seen.get(moment);
  if (!found) throw new Error(`Nobody looked ${moment}.`);
  return found;
}

function readBy(moment: string, who: string): ReadByOne {
  const found = at(moment).read.get(who);
  if (!found) throw new Error(`${who} did not look ${moment}.`);
  return found;
}

describe('what the oracle knows', () => {
  it.each(['LinkedReport', 'Report'] as const)('has an expectation for every field of %s', (type) => {
    expect(Object.keys(openFrom[type]).sort()).toEqual(fieldsOf(type));
  });

  it('has an expectation for every field of Grant and of SharingAgreement', () => {
    const [link] = world.links;
    expect(Object.keys(expectedGrants(world, link as LinkOfTest)[0] ?? {}).sort()).toEqual(fieldsOf('Grant'));
    expect(Object.keys(expectedAgreement(world, 'in force')).sort()).toEqual(fieldsOf('SharingAgreement'));
  });

  it('tells things apart: somebody sees each level at some moment, and somebody nothing', () => {
    const told = Object.values(viewers).flatMap((viewer) =>
      world.links.map((link) => openedTo(world.stateOf(link), viewer)),
    );
    expect(new Set(told)).toEqual(new Set([...levels, 'OWN', undefined]));
  });

  it('compares with what was recorded', () => {
    const { on, ...recorded } = fullReport;
    const own = listOf(readBy('when all was given', 'officer of the owner').links.get('in force'));
    expect(own).toHaveLength(world.links.length / agreementPlans.length);
    const full = own.map((link) => link['report'] as Fields).filter((report) => report['household'] !== null);
    expect(full.length).toBeGreaterThan(10);
    for (const report of full)
      expect(report).toMatchObject({ ...recorded, behaviours: null, occurredOn: on });
    expect(own.filter((link) => (link['incidentIds'] as unknown[]).length > 0).length).toBeGreaterThan(3);
  });
});

describe.each(Object.keys(moments))('%s', (moment) => {
  it.each(Object.entries(viewers))('the %s sees what is open to them, field by field', (who, viewer) => {
    const { links } = readBy(moment, who);
    const isOfCase = (told: Told | undefined) =>
      viewer.permissions.includes('cases.read_all') ||
      (viewer.permissions.includes('cases.read_asked') && Array.isArray(told));
    for (const plan of agreementPlans) {
      const told = links.get(plan);
      if (isOfCase(told)) {
        const expected = at(moment).expectedLinks(viewer, plan);
        expect(differences(expected, listOf(told), nameOf)).toEqual([]);
      } else expect(told).toBe(viewer.permissions.includes('cases.read_asked') ? null : 'FORBIDDEN');
    }
  });

  it.each(Object.entries(viewers))('the %s finds in the list of reports what they may', (who, viewer) => {
    const { reports } = readBy(moment, who);
    const may = ['reports.read_own', 'reports.read_linked'].some((each) => viewer.permissions.includes(each));
    if (!may) expect(reports).toBe('FORBIDDEN');
    else
      expect(
        listOf(reports)
          .map(({ id, opened }) => `${nameOf(String(id))} ${String(opened)}`)
          .sort(),
      ).toEqual(at(moment).expectedReports(viewer));
  });

  it.each(Object.keys(viewers))('the %s reads every agreement as it stands', (who) => {
    const titles = new Set(at(moment).agreements.map(({ title }) => title));
    const read = listOf(readBy(moment, who).agreements).filter(({ title }) => titles.has(title));
    const inOrder = (all: readonly Fields[]) =>
      [...all].sort((one, other) => (String(one['title']) < String(other['title']) ? -1 : 1));
    expect(inOrder(read.map(agreementSeen))).toEqual(inOrder(at(moment).agreements));
  });

  it.each(Object.entries(strangers))('%s is told nothing', (who, as) => {
    const code = as === undefined ? 'UNAUTHENTICATED' : 'UNKNOWN_PARTNERSHIP';
    const { links, reports, agreements } = readBy(moment, who);
    expect([...links.values(), reports, agreements]).toEqual([...agreementPlans, '', ''].map(() => code));
  });

  it('the owner reads to whom each report was opened, and what of it stands', () => {
    for (const [plan, told] of readBy(moment, 'officer of the owner').links)
      for (const link of listOf(told)) {
        const { grants } = link['report'] as { grants: Fields[] };
        const id = String(link['reportId']);
        const sorted = (all: readonly Fields[]) =>
          all.map((each) => JSON.stringify(inOrderOfKeys(each))).sort();
        expect([plan, nameOf(id), sorted(grants.map(presenceOf))]).toEqual([
          plan,
          nameOf(id),
          sorted(at(moment).grants.get(id) ?? []),
        ]);
      }
  });
});

it('grants are read by the agency of the report and by whoever leads the review, and by nobody else', () => {
  const grantsFor = (who: string) =>
    [...readBy('when all was given', who).links.values()].flatMap((told) =>
      listOf(told).flatMap(({ report }) => (report ? [(report as { grants: Fields[] }).grants] : [])),
    );
  expect(grantsFor('coordinator').length).toBeGreaterThan(0);
  expect(grantsFor('coordinator').every((grants) => grants.length > 0)).toBe(true);
  expect(grantsFor('officer of a party').length).toBeGreaterThan(0);
  expect(grantsFor('officer of a party').flat()).toEqual([]);
});

it('a report that is withheld whole is named as withheld, as a null without that is truly empty', () => {
  const party = readBy('when all was given', 'officer of a party').links.get('in force');
  const hidden = listOf(party).filter(({ report }) => report === null);
  expect(hidden.length).toBeGreaterThan(0);
  for (const { disclosure } of hidden)
    expect(disclosure).toContainEqual({ field: 'report', state: 'WITHHELD', marked: null });
});

it('an agency that is asked later finds what was opened to all parties before', () => {
  const seenBy = (moment: string) => readBy(moment, 'officer of an agency asked later').links.get('in force');
  expect(seenBy('when all was given')).toBeNull();
  expect(listOf(seenBy('when one more agency was asked')).length).toBeGreaterThan(0);
  expect(world.agreementOf('in force').parties).toContain(owner);
});

function inOrderOfKeys(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).sort(([one], [other]) => (one < other ? -1 : 1)));
}
