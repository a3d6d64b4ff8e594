import { adminSql } from '../support/case-record.js';
import { startTwoPartnerships, type TwoPartnerships } from './two-partnerships.js';

const document = `query ($reference: String!) { case(reference: $reference) {
  people { role name email phone address disclosure { field state } }
  requests { id status actionsTaken agency { slug } }
  stillOwed { by what }
  reports { occurredOn reportedOn incidentIds agency { slug } report { reference reporterName place summary } }
} }`;

interface Seen {
  readonly people: readonly { role: string; disclosure: readonly { field: string; state: string }[] }[];
  readonly requests: readonly { status: string; agency: { slug: string } }[];
  readonly stillOwed: readonly { by: string; what: string }[];
  readonly reports: readonly { agency: { slug: string }; report: { place: string } | null }[];
}

describe('what each party of a case sees of it', () => {
  let world: TwoPartnerships;

  beforeAll(async () => {
    world = await startTwoPartnerships();
  });
  afterAll(() => world.stop());

  async function seenBy(as: string): Promise<Seen> {
    const { reference } = world.leicester;
    const answer = await world.app.ask('leicester', document, { as, variables: { reference } });
    expect(answer.errors).toBeUndefined();
    return answer.data?.['case'] as Seen;
  }

  it.each(['priya.coordinator', 'helen.chair'])('%s sees how to reach the victim', async (as) => {
    expect((await seenBy(as)).people).toEqual([
      {
        role: 'VICTIM',
        name: 'Vera Example',
        email: 'vera@example.example',
        phone: '0116 496 0000',
        address: '1 Example Street',
        disclosure: [],
      },
    ]);
  });

  it.each(['dev.council', 'callum.police'])(
    '%s is told that the contact details are withheld',
    async (as) => {
      expect((await seenBy(as)).people).toEqual([
        {
          role: 'VICTIM',
          name: 'Vera Example',
          email: null,
          phone: null,
          address: null,
          disclosure: ['email', 'phone', 'address', 'safeContact', 'household'].map((field) => ({
            field,
            state: 'WITHHELD',
          })),
        },
      ]);
    },
  );

  it('withholds the note of whoever matched an incident from agencies, and says so', async () => {
    const document = '{ cases(first: 10) { nodes { incidents { matchNote disclosure { field state } } } } }';
    const disclosureFor = async (as: string) => {
      const answer = await world.app.ask('leicester', document, { as });
      const { nodes } = answer.data?.['cases'] as { nodes: { incidents: { disclosure: object[] }[] }[] };
      return nodes.flatMap((node) => node.incidents.flatMap((incident) => incident.disclosure));
    };
    expect(await disclosureFor('priya.coordinator')).toEqual([]);
    expect(await disclosureFor('dev.council')).toContainEqual({ field: 'matchNote', state: 'WITHHELD' });
  });

  it('withholds contact details in the list of cases and behind an answered mutation too', async () => {
    const person = 'people { email disclosure { field } }';
    const list = `{ cases(first: 10) { nodes { ${person} } } }`;
    const link = `mutation ($input: LinkReportInput!) { linkReport(input: $input) {
      __typename ... on CaseChanged { case { ${person} } } } }`;
    const input = { caseId: world.leicester.ids.Case, reportId: world.leicester.unlinkedReport };
    const answers = [
      await world.app.ask('leicester', list, { as: 'dev.council' }),
      await world.app.ask('leicester', link, { as: 'dev.council', variables: { input } }),
    ];
    const withheld = {
      email: null,
      disclosure: [
        { field: 'email' },
        { field: 'phone' },
        { field: 'address' },
        { field: 'safeContact' },
        { field: 'household' },
      ],
    };
    expect(answers.map(({ data }) => data)).toEqual([
      { cases: { nodes: [{ people: [withheld] }] } },
      { linkReport: { __typename: 'CaseChanged', case: { people: [withheld] } } },
    ]);
  });

  it.each(['priya.coordinator', 'dev.council'])('%s reads the report that the council linked', async (as) => {
    const { reports } = await seenBy(as);
    expect(reports[0]).toMatchObject({
      agency: { slug: 'leicester-city-council' },
      report: { reporterName: 'Vera Example', place: 'Example Street', summary: 'Noise at Example Street' },
    });
  });

  it.each(['callum.police', 'helen.chair'])(
    '%s sees that the report exists, whose it is and its dates, and nothing else of it',
    async (as) => {
      const { reports } = await seenBy(as);
      expect(reports[0]).toEqual({
        occurredOn: '2026-01-10',
        reportedOn: '2026-01-12',
        incidentIds: [world.leicester.ids.Incident],
        agency: { slug: 'leicester-city-council' },
        report: null,
      });
    },
  );

  it('an agency sees its own information request and what it owes itself; the coordinator sees all', async () => {
    const slugs = async (as: string) =>
      (await seenBy(as)).requests.map((request) => request.agency.slug).sort();
    expect(await slugs('dev.council')).toEqual(['leicester-city-council']);
    expect(await slugs('callum.police')).toEqual(['leicestershire-police']);
    expect(await slugs('priya.coordinator')).toEqual(['leicester-city-council', 'leicestershire-police']);
    const owedBy = async (as: string) => new Set((await seenBy(as)).stillOwed.map((owed) => owed.by));
    expect(await owedBy('callum.police')).toContain('Leicestershire Police');
    expect(await owedBy('dev.council')).not.toContain('Leicestershire Police');
  });

  it('an agency finds its own reports only, the coordinator those that are linked', async () => {
    const list = '{ reports(first: 100) { nodes { id } } }';
    const idsOf = async (as: string) => {
      const { data } = await world.app.ask('leicester', list, { as });
      return (data?.['reports'] as { nodes: { id: string }[] }).nodes.map(({ id }) => id);
    };
    const { ids, unlinkedReport } = world.leicester;
    expect((await idsOf('dev.council')).sort()).toEqual([ids.Report, unlinkedReport].sort());
    expect(await idsOf('callum.police')).toEqual([]);
    expect(await idsOf('priya.coordinator')).toContain(ids.Report);
  });

  it('everybody who asks the same at the same time gets their own answer', async () => {
    const people = ['priya.coordinator', 'dev.council', 'callum.police', 'grace.pa-housing', 'helen.chair'];
    const { reference } = world.leicester;
    const ask = (as: string) =>
      world.app
        .ask('leicester', document, { as, variables: { reference } })
        .then(({ data }) => JSON.stringify(data));
    const alone: string[] = [];
    for (const as of people) alone.push(await ask(as));
    expect(new Set(alone).size).toBe(people.length);
    const crowd = Array.from({ length: 60 }, (_, index) => index % people.length);
    const together = await Promise.all(crowd.map((index) => ask(people[index] ?? '')));
    expect(together).toEqual(crowd.map((index) => alone[index]));
  });

  it('a role that ends is gone at the next request, and one that changes is the new one', async () => {
    const change = (statement: string) =>
      adminSql(
        world.app,
        `${statement} where user_id in (select id from directory.users where subject = 'helen.chair')`,
      );
    const ask = () =>
      world.app.ask('leicester', '{ cases(first: 1) { nodes { id } } }', { as: 'helen.chair' });
    expect((await ask()).status).toBe(200);
    await change(`update concord.memberships set roles = '{board_reader}'`);
    expect((await ask()).status).toBe(403);
    await change('update concord.memberships set ended_at = now()');
    expect((await ask()).status).toBe(404);
  });

  it('has said nothing of the other partnership', () => {
    expect(world.seen.listSlips(world.tables)).toEqual([]);
  });
});
