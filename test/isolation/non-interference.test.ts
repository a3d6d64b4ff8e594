import fc from 'fast-check';
import { adminSql } from '../support/case-record.js';
import { play, scripts, type Step, type Transcript } from './play-script.js';
import type { Side } from './player.js';
import { rewriteSql } from './rewritten-sql.js';
import { IdsInTurn, seededIds } from './seeded-ids.js';
import { Stage } from './stage.js';

/** Scripts played, of how many steps, from which seed; more by the environment. */
const numRuns = Number(process.env['ISOLATION_SCRIPTS'] ?? 10);
const length = Number(process.env['ISOLATION_STEPS'] ?? 25);
const seed = Number(process.env['ISOLATION_SEED'] ?? 20_260_302);

const idsApart = () => new IdsInTurn<Side>({ leicester: seededIds('L'), 'north-yorkshire': seededIds('N') });

describe('what a partnership is told', () => {
  let stage: Stage;
  beforeAll(async () => (stage = await Stage.build()), 60_000);
  afterAll(() => stage.close());

  async function transcript(
    given: { script: readonly Step[]; alone: boolean },
    { ids = idsApart(), sql }: { ids?: IdsInTurn<Side>; sql?: string } = {},
  ): Promise<Transcript> {
    const performance = await stage.open(ids, async (database) => {
      if (sql !== undefined) await adminSql({ database }, sql);
    });
    try {
      return await play(performance, ids, given);
    } finally {
      await performance.end();
    }
  }

  it(
    'is the same to the byte, whether or not another is at work beside it',
    async () => {
      const told = { answers: 0, events: 0 };
      await fc.assert(
        fc.asyncProperty(scripts(length), async (script) => {
          const beside = await transcript({ script, alone: false });
          expect(beside).toEqual(await transcript({ script, alone: true }));
          told.answers += beside.answers.length;
          told.events += beside.events.length;
        }),
        { numRuns, seed, endOnFailure: true },
      );
      expect(told.answers).toBeGreaterThan(numRuns * 10);
      expect(told.events).toBeGreaterThan(numRuns);
    },
    120_000 + 15_000 * numRuns,
  );

  const act = (side: Side, name: Step['act']): Step => ({ side, act: name, pick: 0, seconds: 0 });
  const bothApply: readonly Step[] = [
    act('north-yorkshire', 'apply'),
    act('leicester', 'apply'),
    act('north-yorkshire', 'apply'),
    act('leicester', 'listCases'),
  ];

  it('is played with something in it: each answers, and the log tells of it', async () => {
    const { answers, events } = await transcript({ script: bothApply, alone: false });
    expect(answers).toHaveLength(3);
    expect(answers[0]).toContain('"ApplicationReceived"');
    expect(answers[1]).toMatch(/^200 application\/.*"reference":"LEI-/);
    expect(events).toHaveLength(1);
    expect(events[0]).toMatch(/"APPLICATION_RECEIVED".*"cursor of [0-9a-f-]{36} at 1"/);
  });

  it('would differ if both drew their ids from one sequence', async () => {
    const shared = () => {
      const ids = seededIds('both');
      return new IdsInTurn<Side>({ leicester: ids, 'north-yorkshire': ids });
    };
    const beside = await transcript({ script: bothApply, alone: false }, { ids: shared() });
    expect(beside).not.toEqual(await transcript({ script: bothApply, alone: true }, { ids: shared() }));
  });

  it('would differ if neither the wall nor the filter of the program kept cases apart', async () => {
    const sql = 'alter policy tenant_wall on concord.cases using (true) with check (true)';
    const rewritten = rewriteSql();
    try {
      const beside = await transcript({ script: bothApply, alone: false }, { sql });
      const alone = await transcript({ script: bothApply, alone: true }, { sql });
      expect(beside.answers[1]).toContain('"reference":"NYK-');
      expect(beside.answers).not.toEqual(alone.answers);
    } finally {
      rewritten.restore();
    }
  });
});
