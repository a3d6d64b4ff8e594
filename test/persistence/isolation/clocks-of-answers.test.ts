import { newId } from '#platform/ids.js';
import { insertionInto, rowOf } from './attacks.js';
import { inCopyOf, type Connections } from './in-copy.js';
import { asPrincipal, attempt, refusal } from './tables.js';
import { threeCases, whoIs, type ThreeCases } from './three-cases.js';

let here: ThreeCases;
beforeAll(async () => (here = await threeCases()));
afterAll(() => here.database.drop());

const inCopy = <T>(sql: string, work: (connections: Connections) => Promise<T>) =>
  inCopyOf(here.database, sql, work);
const asOfficer = <T>({ app }: Connections, work: () => Promise<T>) =>
  asPrincipal(app, whoIs(here, 'officer'), work);

/** Lets every clock of every case run, which an answer takes away only where that is told. */
const running = (takenAwayBy: string) =>
  `update concord.clocks set stopped_at = null, taken_away_by = '${takenAwayBy}'`;
const stop = 'update concord.clocks set stopped_at = now() where case_id = $1';
const wider = `create policy planted on concord.clocks for all
  using ((select concord.may('requests.answer'))) with check ((select concord.may('requests.answer')))`;

describe('an officer whose agency was asked', () => {
  it.each(['information_answered', 'withdrawn,all_information_received'])(
    'stops the clocks of the case that %s takes away, and does nothing else with them',
    async (takenAwayBy) => {
      await inCopy(running(takenAwayBy), async (connections) => {
        const { asked, foreign } = here.cases;
        await asOfficer(connections, async () => {
          expect((await attempt(connections.app, stop, [asked])).rows).toBeGreaterThan(0);
          expect(await attempt(connections.app, stop, [foreign])).toEqual({ rows: 0 });
          for (const change of [
            `due_on = '2030-01-01'`,
            `arithmetic = 'mine'`,
            `extended_times = 0, extension_reason = 'x'`,
          ])
            expect(
              await refusal(
                connections.app,
                `update concord.clocks set ${change} where case_id = '${asked}'`,
              ),
            ).toHaveProperty('code', '42501');
          // What decides about it is nothing that anybody changes.
          expect(
            await refusal(
              connections.app,
              `update concord.clocks set taken_away_by = '', stopped_at = now() where case_id = '${asked}'`,
            ),
          ).toHaveProperty('code', '42501');
        });
      });
    },
  );

  it.each(['', 'withdrawn', 'information_answered_late', 'not_information_answered'])(
    'stops no clock that "%s" takes away',
    async (takenAwayBy) => {
      await inCopy(running(takenAwayBy), async (connections) => {
        await asOfficer(connections, async () => {
          expect(await attempt(connections.app, stop, [here.cases.asked])).toEqual({ rows: 0 });
        });
      });
    },
  );

  it('starts clocks that begin with an answer, in the case alone', async () => {
    await inCopy('select', async (connections) => {
      const { admin, app } = connections;
      const { asked, foreign } = here.cases;
      const insert = await insertionInto(app, 'clocks');
      const row = { ...(await rowOf(admin, 'clocks', asked)), id: newId(), step: 'another' };
      await asOfficer(connections, async () => {
        for (const begun_by of ['information_answered', 'all_information_received'])
          expect(await refusal(app, insert, [{ ...row, begun_by }])).toBeUndefined();
        for (const begun_by of ['application_received', 'acknowledged', 'threshold_met', ''])
          expect(await refusal(app, insert, [{ ...row, begun_by }])).toHaveProperty('code', '42501');
        const elsewhere = { ...row, begun_by: 'information_answered', case_id: foreign };
        expect(await refusal(app, insert, [elsewhere])).toHaveProperty('code', '42501');
      });
    });
  });

  it('would be seen to touch other clocks, were they let', async () => {
    await inCopy(`${running('')}; ${wider}`, async (connections) => {
      await asOfficer(connections, async () => {
        expect((await attempt(connections.app, stop, [here.cases.asked])).rows).toBeGreaterThan(0);
      });
    });
  });
});
