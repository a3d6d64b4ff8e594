// SQL names columns of the catalogue. cspell:ignoreRegExp /\x60[^\x60]*\x60/g
import { buildSchema } from '#graphql/build-schema.js';
import { fullDocuments } from '../../isolation/full-documents.js';
import { adminSql } from '../../support/case-record.js';
import { startTestApp, type TestApp } from '../../support/running-app.js';

/*
 * A visitor of Leicester on Monday 2 March 2026. Six months before reach back to 2 September 2025, inclusive. An
 * application of that day is acknowledged within one working day, by Tuesday 3 March, and the threshold told within 14
 * days, by 2 + 14 = Monday 16 March.
 */
let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
}, 60_000);
afterAll(() => app.stop());

interface Check {
  readonly verdict: string;
  readonly sentence: string;
  readonly local: readonly {
    criterionId: string;
    verdict: string;
    countedAtLeast: number | null;
    counted: readonly { id: string }[];
    notCounted: readonly { id: string; reason: string }[];
  }[];
  readonly statutory: readonly { verdict: string }[];
  readonly missing: readonly { kind: string; what: string; question: string | null }[];
  readonly howToApply: { applicants: string; ways: readonly object[] };
  readonly clocks: readonly {
    step: string;
    startsAtOnce: boolean;
    dueOn: string | null;
    arithmetic: string;
  }[];
}

const document = `query ($input: ReviewCheckInput!) { couldIAskForAReview(input: $input) {
  verdict sentence flags
  local { criterionId verdict sentence countedAtLeast counted { id } notCounted { id reason } }
  statutory { verdict sentence }
  missing { kind what question }
  howToApply { applicants ways { way words } contact { role } }
  clocks { step words startsAtOnce dueOn arithmetic } } }`;

const ask = (input: object) => app.ask('leicester', document, { variables: { input } });

async function check(input: object): Promise<Check> {
  const { data, errors } = await ask(input);
  if (!data) throw new Error(JSON.stringify(errors));
  return data['couldIAskForAReview'] as Check;
}

const incident = (occurredOn: string, madeOn = occurredOn, by: object = { by: 'ME' }) => ({
  occurredOn,
  complaints: [{ to: 'COUNCIL', madeOn, ...by }],
});
const three = [incident('2025-12-01'), incident('2026-01-10', '2026-01-12'), incident('2026-02-20')];
const countOf = ({ local }: Check, id: string) => local.find(({ criterionId }) => criterionId === id);

describe('a visitor who asks whether they could apply', () => {
  it('is told that the threshold is met, on which incidents, and by when what follows', async () => {
    const found = await check({ incidents: three, dissatisfied: true });
    expect([found.verdict, found.missing]).toEqual(['MET', []]);
    expect(found.sentence).toContain('the threshold for the community trigger is met');
    expect(countOf(found, 'three-incidents')).toMatchObject({
      verdict: 'MET',
      countedAtLeast: 3,
      counted: [{ id: '1' }, { id: '2' }, { id: '3' }],
    });
    expect(found.statutory[0]?.verdict).toBe('MET');
    expect(found.howToApply.applicants).toContain('The victim may apply');
    const atOnce = found.clocks.filter(({ startsAtOnce }) => startsAtOnce);
    expect(atOnce.map(({ step, dueOn }) => [step, dueOn])).toEqual([
      ['acknowledgement', '2026-03-03'],
      ['threshold-decision', '2026-03-16'],
    ]);
    expect(atOnce[1]?.arithmetic).toContain('14 days after Monday 2 March 2026');
  });

  it('is told what does not count and why, a day before the window, and that they may apply all the same', async () => {
    const found = await check({ incidents: [incident('2025-09-01'), ...three.slice(1)], dissatisfied: true });
    expect(found.verdict).toBe('NOT_MET');
    expect(countOf(found, 'three-incidents')).toMatchObject({
      countedAtLeast: 2,
      notCounted: [{ id: '1' }],
    });
    expect(found.sentence).toContain('You may apply whatever this check says');
    const inside = await check({
      incidents: [incident('2025-09-02'), ...three.slice(1)],
      dissatisfied: true,
    });
    expect(inside.verdict).toBe('MET');
  });

  it('is asked for what is missing, and answers it', async () => {
    const open = await check({ incidents: three });
    expect(open.verdict).toBe('NEEDS_JUDGEMENT');
    expect(open.missing.map(({ kind, question }) => [kind, question])).toEqual([
      ['condition', 'dissatisfied_with_response'],
    ]);
    const answered = { question: 'dissatisfied_with_response', answer: true };
    expect((await check({ incidents: three, answers: [answered] })).verdict).toBe('MET');
    const content = await check({ incidents: three, answers: [{ ...answered, answer: false }] });
    expect(content.verdict).toBe('NOT_MET');
  });

  it('counts people by their numbers: three about one incident, but not one person thrice', async () => {
    const told = (numbers: readonly (number | undefined)[]) => ({
      occurredOn: '2026-02-10',
      complaints: numbers.map((personNumber) =>
        personNumber === undefined
          ? { to: 'POLICE', madeOn: '2026-02-11', by: 'ME' }
          : { to: 'POLICE', madeOn: '2026-02-11', by: 'SOMEBODY_ELSE', personNumber },
      ),
    });
    const people = async (numbers: readonly (number | undefined)[]) =>
      countOf(await check({ incidents: [told(numbers)], dissatisfied: true }), 'three-people');
    expect(await people([undefined, 1, 2])).toMatchObject({ verdict: 'MET', countedAtLeast: 3 });
    expect(await people([undefined, 1, 1])).toMatchObject({ verdict: 'NOT_MET', countedAtLeast: 2 });
  });

  it.each([
    [
      '501 incidents',
      { incidents: Array.from({ length: 501 }, () => incident('2026-02-01')) },
      'input.incidents has 501 entries: expected 500 at most',
    ],
    [
      '501 complaints in all',
      {
        incidents: Array.from({ length: 50 }, (_each, index) => ({
          occurredOn: '2026-02-20',
          complaints: Array.from({ length: index === 0 ? 11 : 10 }, () => three[2]?.complaints[0]),
        })),
      },
      'input.incidents have 501 complaints: expected 500 at most',
    ],
    ['a day to come', { incidents: [incident('2026-03-03')] }, 'in the future'],
    [
      'a complaint before its incident',
      { incidents: [incident('2026-02-02', '2026-02-01')] },
      'before its incident',
    ],
    [
      'an unknown question',
      { incidents: [], answers: [{ question: 'nothing', answer: true }] },
      'expected one of same_incident, dissatisfied_with_response',
    ],
  ])('is refused %s, with what was expected', async (_what, input, message) => {
    const { status, errors } = await ask(input);
    expect([status, errors?.[0]?.extensions['code']]).toEqual([400, 'BAD_USER_INPUT']);
    expect(errors?.[0]?.message).toContain(message);
  });

  /*
   * With the limits of an installation as it is delivered: a body of 65,536 bytes, 200 points for the public, whatever of
   * the answer is asked for. The days go round from 20 to 1 February: 25 incidents on each. Of one incident ten people
   * told.
   */
  it.each([
    [
      '500 incidents, each told to an agency',
      'three-incidents',
      500,
      Array.from({ length: 500 }, (_each, index) => {
        const day = `2026-02-${String(20 - (index % 20)).padStart(2, '0')}`;
        return { occurredOn: day, complaints: [{ to: 'HOUSING_PROVIDER', madeOn: day, by: 'ME' }] };
      }),
    ],
    [
      '500 complaints about 50 incidents, each with a person and a household',
      'three-people',
      10,
      Array.from({ length: 50 }, (_each, index) => ({
        occurredOn: '2026-02-20',
        complaints: Array.from({ length: 10 }, (_one, place) => ({
          to: 'COUNCIL',
          madeOn: '2026-02-20',
          by: 'SOMEBODY_ELSE',
          personNumber: 10 * index + place,
          householdNumber: 10 * index + place,
        })),
      })),
    ],
  ])('is answered over %s, with everything that can be asked', async (_what, test, counted, incidents) => {
    const whole = fullDocuments(await buildSchema())['Query.couldIAskForAReview'] ?? '';
    const variables = { input: { incidents, dissatisfied: true } };
    const { status, errors, data } = await app.ask('leicester', whole, { variables });
    expect([status, errors]).toEqual([200, undefined]);
    const found = data?.['couldIAskForAReview'] as Check;
    expect(found.verdict).toBe('MET');
    expect(countOf(found, test)?.countedAtLeast).toBe(counted);
  });

  it('is answered alike where everything stands in the text of the query', async () => {
    const literal = `{ couldIAskForAReview(input: { dissatisfied: true, incidents: [${three
      .map(({ occurredOn, complaints }) => {
        const made = complaints
          .map(({ madeOn }) => `{ to: COUNCIL, madeOn: "${madeOn}", by: ME }`)
          .join(', ');
        return `{ occurredOn: "${occurredOn}", complaints: [${made}] }`;
      })
      .join(', ')}] }) { verdict } }`;
    const { data, errors } = await app.ask('leicester', literal);
    expect(errors).toBeUndefined();
    expect(data).toEqual({ couldIAskForAReview: { verdict: 'MET' } });
  });

  it('leaves nothing behind: no row of any table, nor of the audit trail', async () => {
    const counts = () =>
      adminSql<{ table: string; rows: string }>(
        app,
        `select relname as table, (xpath('/row/n/text()', query_to_xml(format('select count(*) as n from %s', c.oid::regclass),
           false, true, '')))[1]::text as rows
         from pg_class c join pg_namespace n on n.oid = relnamespace where nspname = 'concord' and relkind = 'r' order by 1`,
        [],
      );
    const before = await counts();
    await check({ incidents: three, dissatisfied: true });
    expect(await counts()).toEqual(before);
    expect(before.length).toBeGreaterThan(20);
  });

  it('pays for the check out of the rate of their address, whatever they tell', async () => {
    const poor = await startTestApp({ limits: { addressBurst: 360, addressRate: 1 } });
    const brief = 'query ($input: ReviewCheckInput!) { couldIAskForAReview(input: $input) { verdict } }';
    const variables = { input: { incidents: [] } };
    const statuses: number[] = [];
    for (let turn = 0; turn < 5; turn += 1)
      statuses.push((await poor.ask('leicester', brief, { variables })).status);
    await poor.stop();
    // 90 points each: four are paid for.
    expect(statuses).toEqual([200, 200, 200, 200, 429]);
  });
});
