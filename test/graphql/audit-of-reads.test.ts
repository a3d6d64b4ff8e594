import { uuidOf } from '../live/log-writer.js';
import { adminSql } from '../support/case-record.js';
import { applicationOf, incidentOn, ReviewCase, newKey } from '../support/review-case.js';
import { startTestApp, type Answer, type TestApp } from '../support/running-app.js';

interface Entry {
  readonly action: string;
  readonly kind: string;
  readonly actor: string;
  readonly subject_type: string;
  readonly subject_ids: readonly string[];
  readonly fields: readonly string[];
}

const police = { slug: 'leicestershire-police', officer: 'callum.police' };
const council = { slug: 'leicester-city-council', officer: 'dev.council' };
const coordinator = 'priya.coordinator';
const apply = () => applicationOf([incidentOn('2026-01-10', [[police.slug, '2026-01-10']])]);

describe('a read of reports that name a person', () => {
  let app: TestApp;
  let review: ReviewCase;
  /** Row ids of the reports; `nameless` is background, whose reporter nobody knows. */
  let named: string;
  let ofCouncil: string;

  beforeAll(async () => {
    app = await startTestApp();
    review = await ReviewCase.apply(app, 'leicester', apply());
    await review.ask([police.slug, council.slug]);
    named = uuidOf(await review.linkedReport(police.slug, '2026-01-10'));
    ofCouncil = uuidOf(await review.linkedReport(council.slug, '2026-01-11'));
    const nameless = await review.record(police.slug, { on: '2026-01-12' });
    await review.link(police.slug, nameless);
    await adminSql(app, 'update concord.reports set longitude = -1.13, latitude = 52.63');
  });
  afterAll(() => app.stop());

  /** The entries that the trail has under the request of an answer. */
  const entriesOf = ({ headers }: Answer) =>
    adminSql<Entry>(
      app,
      'select action, kind, actor, subject_type, subject_ids, fields from concord.audit_entries where correlation_id = $1',
      [headers.get('concord-correlation-id')],
    );

  async function reading(as: string, query: string): Promise<Entry[]> {
    const answer = await app.ask('leicester', query, { as, variables: { id: review.id } });
    expect([answer.status, answer.errors]).toEqual([200, undefined]);
    return entriesOf(answer);
  }

  const ofFields = (fields: string) => `{ reports(first: 10) { nodes { ${fields} } } }`;
  const ofCase = (fields: string) =>
    `query ($id: ID!) { case(id: $id) { reports { report { ${fields} } } } }`;
  const sorted = (texts: readonly string[] = []) => [...texts].sort();

  it('leaves one entry: who read, of which reports, and exactly the fields that were asked for', async () => {
    const [entry, ...more] = await reading(police.officer, ofFields('reference category place latitude'));
    expect(more).toEqual([]);
    expect(entry).toMatchObject({ action: 'REPORTS_READ', kind: 'CONSULTATION', subject_type: 'REPORT' });
    expect(entry?.actor).toMatch(/^member:[0-9a-f-]{36}$/);
    expect(sorted(entry?.fields)).toEqual(['latitude', 'place']);
    // The one without a reporter is read with it and speaks of nobody.
    expect(entry?.subject_ids).toEqual([named]);
  });

  it.each(['reporterName', 'place', 'longitude', 'latitude', 'summary'])(
    'leaves an entry for %s alone, in a list and under a case alike',
    async (field) => {
      for (const query of [ofFields(field), ofCase(field)])
        expect(await reading(police.officer, query)).toMatchObject([
          { action: 'REPORTS_READ', subject_ids: [named], fields: [field] },
        ]);
    },
  );

  it('names a field by its own name, under whatever alias and in whatever fragment it is asked for', async () => {
    const query = `query ($id: ID!) { case(id: $id) { reports { report { ...there a: latitude b: latitude } } } }
      fragment there on Report { where: longitude ... on Report { reference } }`;
    const [entry, ...more] = await reading(coordinator, query);
    expect(more).toEqual([]);
    expect(sorted(entry?.fields)).toEqual(['latitude', 'longitude']);
    expect(sorted(entry?.subject_ids)).toEqual(sorted([named, ofCouncil]));
  });

  it('leaves one entry for all of a document, whichever way it came to the reports', async () => {
    const query = `query ($id: ID!) { reports(first: 10) { nodes { summary } }
      case(id: $id) { reports { report { reporterName } } } again: reports(first: 1) { nodes { place } } }`;
    const entries = await reading(coordinator, query);
    expect(entries.map(({ action }) => action)).toEqual(['REPORTS_READ']);
    expect(sorted(entries[0]?.fields)).toEqual(['place', 'reporterName', 'summary']);
    expect(sorted(entries[0]?.subject_ids)).toEqual(sorted([named, ofCouncil]));
  });

  it('leaves none where nothing personal is asked for', async () => {
    const harmless =
      'id reference source category occurredOn occurredMonth reportedOn recordedOn district hatePerceived background';
    for (const query of [ofFields(harmless), ofCase(harmless)])
      expect(await reading(police.officer, query)).toEqual([]);
    const links = 'query ($id: ID!) { case(id: $id) { reports { reportId reportedOn agency { name } } } }';
    expect(await reading(coordinator, links)).toEqual([]);
  });

  it('names only what the reader was shown: nothing of other agencies, and nothing for the chair', async () => {
    expect(await reading(council.officer, ofCase('place'))).toMatchObject([{ subject_ids: [ofCouncil] }]);
    expect(await reading('helen.chair', ofCase('place latitude'))).toEqual([]);
    expect(await reading('tomasz.sanctuary', ofFields('place latitude'))).toEqual([]);
  });

  it('of one that was just recorded leaves an entry beside that of its recording', async () => {
    const input = {
      clientKey: newKey(),
      reference: newKey(),
      category: 'ASB',
      occurredOn: '2026-01-20',
      reporterName: 'Vera Example',
      place: 'Invented Street',
      hatePerceived: false,
    };
    const query = `mutation ($input: RecordReportInput!) { recordReport(input: $input) {
      ... on ReportRecorded { report { reference reporterName } } } }`;
    const answer = await app.ask('leicester', query, { as: 'dev.council', variables: { input } });
    const entries = await entriesOf(answer);
    const [read, ...more] = entries.filter(({ action }) => action === 'REPORTS_READ');
    expect([read?.fields, more]).toEqual([['reporterName'], []]);
    expect(entries.length).toBeGreaterThan(1);
  });

  it('gives nothing when the entry cannot be written, and leaves none', async () => {
    const before = await adminSql(app, 'select id from concord.audit_entries');
    const queries = [ofFields('latitude'), ofCase('latitude'), ofCase('reporterName')];
    await adminSql(app, 'revoke insert on concord.audit_entries from concord_app');
    try {
      for (const query of queries) {
        const { status, data, errors } = await app.ask('leicester', query, {
          as: coordinator,
          variables: { id: review.id },
        });
        expect([status, data ?? null, errors?.[0]?.extensions['code']]).toEqual([500, null, 'INTERNAL']);
        expect(JSON.stringify(errors)).not.toMatch(/52\.63|Vera/);
      }
      // Where there is nothing to record nothing fails.
      expect(await reading(coordinator, ofFields('reference'))).toEqual([]);
    } finally {
      await adminSql(app, 'grant insert on concord.audit_entries to concord_app');
    }
    expect(await adminSql(app, 'select id from concord.audit_entries')).toHaveLength(before.length);
    for (const query of queries) expect(await reading(coordinator, query)).toHaveLength(1);
  });

  it('over a page of fifty cases leaves one entry, with the reports of all of them', async () => {
    for (let count = 0; count < 50; count += 1)
      await app.ask(
        'leicester',
        'mutation ($input: ApplyForReviewInput!) { applyForReview(input: $input) { __typename } }',
        { variables: { input: apply() } },
      );
    await linkOneToEach(app, named);
    const query = '{ cases(first: 50) { nodes { id reports { report { latitude place } } } } }';
    const answer = await app.ask('leicester', query, { as: coordinator });
    const { nodes } = answer.data?.['cases'] as { nodes: { reports: unknown[] }[] };
    expect(nodes).toHaveLength(50);
    expect(nodes.every(({ reports }) => reports.length === 1)).toBe(true);
    const [entry, ...more] = await entriesOf(answer);
    expect(more).toEqual([]);
    expect(entry?.action).toBe('REPORTS_READ');
    expect(new Set(entry?.subject_ids).size).toBe(50);
    expect(sorted(entry?.fields)).toEqual(['latitude', 'place']);
  });

  it('tells of a report only what was disclosed of it: of one without names no name, of an attested one nothing', async () => {
    const put = async (coordinatorLevel: string) => {
      const reportId = await review.record(police.slug, {
        on: '2026-01-14',
        reportedOn: '2026-01-14',
        reporterName: 'Vera Example',
      });
      expect((await review.link(police.slug, reportId, { coordinatorLevel })).__typename).toBe('CaseChanged');
      return uuidOf(reportId);
    };
    const [content, attested] = [await put('CONTENT'), await put('ATTESTED')];
    const read = await reading('priya.coordinator', ofCase('reporterName place'));
    const naming = (id: string) => read.filter(({ subject_ids }) => subject_ids.includes(id));
    expect(naming(content).map(({ fields }) => fields)).toEqual([['place']]);
    expect(naming(attested)).toEqual([]);
    expect(naming(named).map(({ fields }) => sorted(fields))).toEqual([['place', 'reporterName']]);
  });
});

/** Puts a report like that one to every case that has none. */
async function linkOneToEach(app: TestApp, like: string): Promise<void> {
  await adminSql(
    app,
    `with lonely as (
       select c.tenant_id, c.id as case_id, gen_random_uuid() as report_id from concord.cases c
        where not exists (select from concord.report_links l where l.tenant_id = c.tenant_id and l.case_id = c.id)),
     added as (
       insert into concord.reports (tenant_id, id, agency_id, reference, source, category, occurred_on, occurred_month,
           reported_on, recorded_on, reporter_name, place, longitude, latitude, hate_perceived, created_at)
       select r.tenant_id, l.report_id, r.agency_id, l.report_id::text, r.source, r.category, r.occurred_on,
           r.occurred_month, r.reported_on, r.recorded_on, r.reporter_name, r.place, r.longitude, r.latitude,
           r.hate_perceived, r.created_at
         from concord.reports r join lonely l on l.tenant_id = r.tenant_id where r.id = $1
       returning tenant_id, id, agency_id, category)
     insert into concord.report_links (tenant_id, case_id, report_id, agency_id, category, linked_by, linked_at)
     select l.tenant_id, l.case_id, l.report_id, a.agency_id, a.category, gen_random_uuid(), now()
       from lonely l join added a on a.id = l.report_id`,
    [like],
  );
  await adminSql(
    app,
    `insert into concord.record_grants (tenant_id, id, agreement_id, case_id, report_id, owner_agency_id, audience, level,
       given_by, given_at)
     select l.tenant_id, gen_random_uuid(), s.id, l.case_id, l.report_id, l.agency_id, 'COORDINATOR', 4, l.linked_by, l.linked_at
     from concord.report_links l join concord.sharing_agreements s on s.tenant_id = l.tenant_id
     where l.coordinator_level is null`,
  );
}
