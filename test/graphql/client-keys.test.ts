import { startTestApp, type Answer, type TestApp } from '../support/running-app.js';
import { application, freshKey, night, send } from './applications.js';
import { countRows } from './stored-rows.js';

const record = `mutation ($input: RecordReportInput!) { recordReport(input: $input) {
  __typename ... on ReportRecorded { report { id reference } } ... on Refusal { code message } } }`;

describe('a submission under a client key', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app.stop());

  const kindOf = ({ data }: Answer) => (data?.['applyForReview'] as { __typename: string }).__typename;
  const textOf = ({ data }: Answer) => JSON.stringify(data);

  it('that comes again gets the first answer, secret and all, and stores nothing more', async () => {
    const input = application();
    const first = await send(app, input);
    const rows = await countRows(app);
    app.clock.moveTo('2026-03-02T10:00:01Z');
    expect(textOf(await send(app, input))).toBe(textOf(first));
    expect(await countRows(app)).toEqual(rows);
    expect(textOf(first)).toMatch(/"secret":"[\w-]{20,}"/);
  });

  it('that comes many times at once opens one case', async () => {
    const before = await countRows(app);
    const input = application();
    const answers = await Promise.all(Array.from({ length: 12 }, () => send(app, input)));
    expect(new Set(answers.map(textOf)).size).toBe(1);
    expect(kindOf(answers[0] as Answer)).toBe('ApplicationReceived');
    const after = await countRows(app);
    expect(after['cases']).toBe((before['cases'] ?? 0) + 1);
    expect(after['events']).toBe((before['events'] ?? 0) + 1);
    expect(after['client_keys']).toBe((before['client_keys'] ?? 0) + 1);
  });

  it('with other input is refused, also at once, and the first stays as it is', async () => {
    const clientKey = freshKey();
    const [one, other] = [application({ clientKey }), application({ clientKey, name: 'Una Example' })];
    const together = await Promise.all([send(app, one), send(app, other)]);
    expect(together.map(kindOf).sort()).toEqual(['ApplicationReceived', 'ClientKeyReused']);
    const before = await countRows(app);
    for (const changed of [
      { dissatisfied: false },
      { incidents: [night({ place: 'Elsewhere' })] },
      { incidents: [night({ hatePerceived: true })] },
      { district: 'Leicester' },
      { contact: { email: 'vera@example.org', phone: '0116 496 0000' } },
    ])
      expect(kindOf(await send(app, application({ clientKey, name: 'Somebody Else', ...changed })))).toBe(
        'ClientKeyReused',
      );
    expect(await countRows(app)).toEqual(before);
  });

  it('is the same whether a null is written or left out', async () => {
    const clientKey = freshKey();
    const first = await send(app, application({ clientKey }));
    const again = await send(
      app,
      application({ clientKey, relationship: null, district: null, dissatisfaction: null }),
    );
    expect(textOf(again)).toBe(textOf(first));
  });

  it('that was refused leaves the key free', async () => {
    const clientKey = freshKey();
    expect(kindOf(await send(app, application({ clientKey, name: '' })))).toBe('InvalidInput');
    expect(kindOf(await send(app, application({ clientKey })))).toBe('ApplicationReceived');
  });

  it('is held for 24 hours and is free after them', async () => {
    const clientKey = freshKey();
    app.clock.moveTo('2026-03-03T09:00:00Z');
    const first = await send(app, application({ clientKey }));
    app.clock.moveTo('2026-03-04T09:00:00Z');
    expect(textOf(await send(app, application({ clientKey })))).toBe(textOf(first));
    app.clock.moveTo('2026-03-04T09:00:01Z');
    const fresh = await send(app, application({ clientKey, name: 'Una Example' }));
    expect(kindOf(fresh)).toBe('ApplicationReceived');
    expect(textOf(fresh)).not.toBe(textOf(first));
  });

  it('is of one partnership and one person: the same key elsewhere is another', async () => {
    const clientKey = freshKey();
    const [here, there] = [
      await send(app, application({ clientKey })),
      await send(app, application({ clientKey, incidents: [night({ complaints: [] })] }), 'north-yorkshire'),
    ];
    expect([here, there].map(kindOf)).toEqual(['ApplicationReceived', 'ApplicationReceived']);
    const input = {
      clientKey,
      reference: 'R/1',
      category: 'ASB',
      occurredOn: '2026-01-10',
      place: 'A street',
      hatePerceived: false,
    };
    const by = (as: string, overrides: object = {}) =>
      app.ask('leicester', record, { as, variables: { input: { ...input, ...overrides } } });
    const council = await by('dev.council');
    const police = await by('callum.police');
    expect([council, police].map(({ data }) => data)).toMatchObject([
      { recordReport: { __typename: 'ReportRecorded' } },
      { recordReport: { __typename: 'ReportRecorded' } },
    ]);
    expect(textOf(await by('dev.council'))).toBe(textOf(council));
    expect(textOf(await by('dev.council', { place: 'Another' }))).toContain('CLIENT_KEY_REUSED');
    expect(textOf(await by('dev.council', { clientKey: freshKey() }))).toContain('INVALID_INPUT');
  });
});
