import { adminSql, checkRecord } from '../support/case-record.js';
import { actor, type MutationAnswer } from '../support/journey.js';
import { accepted, applicationOf, incidentOn, ReviewCase } from '../support/review-case.js';
import { startTestApp, type TestApp } from '../support/running-app.js';

const [police, council] = ['leicestershire-police', 'leicester-city-council'];
const reason = 'The victim lives with whom they fear.';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());

async function opened(): Promise<ReviewCase> {
  const review = await ReviewCase.apply(
    app,
    'leicester',
    applicationOf([incidentOn('2026-02-10', [[police, '2026-02-11']], { place: '1 Invented Street' })]),
  );
  accepted(await review.ask([police, council]));
  return review;
}

const victimOf = async (review: ReviewCase) =>
  (await review.read()).people.find(({ role }) => role === 'VICTIM')?.id ?? '';

interface Seen {
  readonly people: readonly {
    readonly role: string;
    readonly name: string | null;
    readonly safeContact: string | null;
    readonly disclosure: readonly { field: string; state: string; marked: boolean | null }[];
  }[];
  readonly incidents: readonly { readonly place: string; readonly personComplainedOf: string | null }[];
  readonly markers: readonly { readonly id: string; readonly kind: string }[] | null;
}

async function seen(review: ReviewCase, as: string): Promise<Seen> {
  const { case: found } = await actor(app, 'leicester', as).query(
    `query ($id: ID!) { case(id: $id) {
      people { role name safeContact disclosure { field state marked } }
      incidents { place personComplainedOf }
      markers { id kind } } }`,
    { id: review.id },
  );
  return found as Seen;
}

const victim = ({ people }: Seen) => people.find(({ role }) => role === 'VICTIM');

const set = async (review: ReviewCase, marker: object): Promise<MutationAnswer> =>
  review.change('setMarker', { reason, ...marker });

const [officer, other, coordinator, chair, panel] = [
  'callum.police',
  'dev.council',
  'priya.coordinator',
  'helen.chair',
  'paula.panel',
];

describe('a case that is marked', () => {
  it('shows from then on the names and places of domestic abuse to those who lead, and an agency that is named', async () => {
    const review = await opened();
    const before = victim(await seen(review, officer));
    expect(before?.name).toBe('Vera Example');
    const agencyId = await review.agencyId(council);
    accepted(await set(review, { kind: 'DOMESTIC_ABUSE', opensTo: [agencyId] }));
    for (const as of [officer, panel]) {
      const after = await seen(review, as);
      expect(victim(after)?.name).toBeNull();
      expect(victim(after)?.disclosure).toContainEqual({ field: 'name', state: 'WITHHELD', marked: true });
      expect(after.incidents.map(({ place }) => place)).toEqual(['Withheld']);
      expect(after.markers).toBeNull();
    }
    for (const as of [other, coordinator, chair]) {
      const after = await seen(review, as);
      expect(victim(after)?.name).toBe('Vera Example');
      expect(after.incidents.map(({ place }) => place)).toEqual(['1 Invented Street']);
    }
  });

  it('shows everything again once that has ended, and keeps on record who said so', async () => {
    const review = await opened();
    accepted(await set(review, { kind: 'WITNESS_AT_RISK', personId: await victimOf(review) }));
    expect(victim(await seen(review, officer))?.name).toBeNull();
    const [marker] = (await seen(review, coordinator)).markers ?? [];
    accepted(await review.change('endMarker', { markerId: marker?.id, reason: 'Moved away.' }));
    expect(victim(await seen(review, officer))?.name).toBe('Vera Example');
    const again = await review.change('endMarker', { markerId: marker?.id, reason: 'Moved away.' });
    expect(again.__typename).toBe('NotPossibleNow');
    const [row] = await adminSql(
      app,
      `select m.kind, m.reason, m.ended_reason, m.set_by is not null as by, m.set_at is not null as at
       from concord.case_markers m join concord.cases c on c.id = m.case_id where c.reference = $1`,
      [review.reference],
    );
    expect(row).toEqual({
      kind: 'WITNESS_AT_RISK',
      reason,
      ended_reason: 'Moved away.',
      by: true,
      at: true,
    });
  });

  it('names a child who is complained of to nobody', async () => {
    const review = await opened();
    const reportId = await review.linkedReport(police, '2026-02-10');
    accepted(await review.match(1, { reports: [reportId], personComplainedOf: 'The boy from number 3' }));
    expect((await seen(review, coordinator)).incidents[0]?.personComplainedOf).toBe('The boy from number 3');
    accepted(await set(review, { kind: 'CHILD' }));
    for (const as of [coordinator, chair, officer])
      expect(JSON.stringify(await seen(review, as))).not.toContain('The boy');
  });

  it('shows the rule of a safe contact to who is shown how to reach somebody, and tells others that it is withheld', async () => {
    const review = await opened();
    const rule = 'Call after six, and never at home.';
    const personId = await victimOf(review);
    expect((await set(review, { kind: 'SAFE_CONTACT', personId })).problems).toEqual([
      { path: 'rule', message: 'is empty: expected some text.' },
    ]);
    accepted(await set(review, { kind: 'SAFE_CONTACT', personId, rule }));
    expect(victim(await seen(review, coordinator))?.safeContact).toBe(rule);
    const toAgency = victim(await seen(review, officer));
    expect(toAgency).toMatchObject({ safeContact: null, name: 'Vera Example' });
    expect(toAgency?.disclosure).toContainEqual({ field: 'safeContact', state: 'WITHHELD', marked: null });
  });

  it('opens a report of another agency without who is in it, and its own as before', async () => {
    const review = await opened();
    await review.linkedReport(police, '2026-02-10');
    const { nodes } = (
      await actor(app, 'leicester', officer).query('{ reports(first: 50) { nodes { id reporterName } } }')
    )['reports'] as { nodes: { id: string }[] };
    const { reports } = await linked(review, officer);
    const reportId = reports[0]?.reportId;
    expect(nodes.map(({ id }) => id)).toContain(reportId);
    accepted(
      await actor(app, 'leicester', officer).mutate('shareReport', {
        caseId: review.id,
        reportId,
        audience: 'AGENCY',
        agencyId: await review.agencyId(council),
        level: 'IDENTITIES',
      }),
    );
    const before = (await linked(review, other)).reports[0];
    expect(before).toMatchObject({ opened: 'IDENTITIES', report: { reporterName: 'Vera Example' } });
    accepted(await set(review, { kind: 'DOMESTIC_ABUSE' }));
    expect((await linked(review, other)).reports[0]).toEqual({
      reportId,
      opened: 'CONTENT',
      report: {
        reporterName: null,
        place: 'Withheld',
        disclosure: expect.arrayContaining([
          { field: 'reporterName', state: 'WITHHELD', marked: true },
          { field: 'place', state: 'REDACTED', marked: true },
        ]) as unknown,
      },
    });
    expect((await linked(review, officer)).reports[0]?.report).toMatchObject({
      reporterName: 'Vera Example',
    });
    expect((await linked(review, coordinator)).reports[0]?.report).not.toMatchObject({ place: 'Withheld' });
  });
});

async function linked(review: ReviewCase, as: string) {
  const { case: found } = await actor(app, 'leicester', as).query(
    `query ($id: ID!) { case(id: $id) { reports { reportId opened
      report { reporterName place disclosure { field state marked } } } } }`,
    { id: review.id },
  );
  return found as { reports: { reportId: string; opened: string; report: object | null }[] };
}

describe('setting a marker', () => {
  it('needs a reason, a person of the case and agencies that there are, and is done once', async () => {
    const review = await opened();
    const elsewhere = await victimOf(await opened());
    const refused = [
      await set(review, { kind: 'HATE', reason: ' ' }),
      await set(review, { kind: 'CHILD', personId: elsewhere }),
      await set(review, { kind: 'CHILD', opensTo: [review.id] }),
      await set(review, { kind: 'HATE', rule: 'Call after six.' }),
    ];
    expect(refused.map(({ __typename }) => __typename)).toEqual([
      'InvalidInput',
      'NotFound',
      'NotFound',
      'InvalidInput',
    ]);
    accepted(await set(review, { kind: 'HATE' }));
    expect((await set(review, { kind: 'HATE' })).__typename).toBe('NotPossibleNow');
  });

  it('is told to those who lead in the log, which names neither the kind nor the agencies', async () => {
    const review = await opened();
    accepted(await set(review, { kind: 'HATE' }));
    const rows = await adminSql<{ agency_ids: string[]; body: object }>(
      app,
      `select e.agency_ids, e.body from concord.events e join concord.cases c on c.id = e.case_id
       where c.reference = $1 and e.type = 'MARKER_SET'`,
      [review.reference],
    );
    expect(rows.map(({ agency_ids: agencies }) => agencies)).toEqual([[]]);
    expect(JSON.stringify(rows)).not.toContain('HATE');
    expect((await checkRecord(app)).broken).toEqual([]);
  });
});
