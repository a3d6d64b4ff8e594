import { Temporal } from 'temporal-polyfill';
import { jobsOfEvent, lastOfEachKey } from '#jobs/jobs-of-event.js';
import { standApart, whenToLook, whenToLookAgain } from '#jobs/when-to-look.js';

const at = (text: string) => Temporal.Instant.from(text);
const machine = at('2026-04-02T09:00:00Z');
const together = { shown: machine, machine };
const past = { shown: at('2026-01-05T10:00:00Z'), machine };
const future = { shown: at('2027-01-05T10:00:00Z'), machine };

describe('when to look at a clock', () => {
  it.each([
    ['a minute apart is together', '2026-04-02T09:01:00Z', false],
    ['more than a minute before', '2026-04-02T08:58:59Z', true],
    ['more than a minute after', '2026-04-02T09:01:01Z', true],
  ])('knows a clock that stands apart: %s', (_words, shown, expected) => {
    expect(standApart({ shown: at(shown), machine })).toBe(expected);
  });

  it.each([
    ['at its due time', together, '2026-04-16T23:00:00Z', '2026-04-16T23:00:00Z'],
    ['at its due time though that is over', together, '2026-03-01T00:00:00Z', '2026-03-01T00:00:00Z'],
    ['now, where a clock apart calls it due', past, '2026-01-05T10:00:00Z', '2026-04-02T09:00:00Z'],
    ['in a minute, where a clock apart does not', past, '2026-01-05T10:00:01Z', '2026-04-02T09:01:00Z'],
    ['now, where a clock ahead calls it due', future, '2026-12-31T00:00:00Z', '2026-04-02T09:00:00Z'],
  ])('looks %s', (_words, clocks, dueAt, expected) => {
    expect(whenToLook(at(dueAt), clocks).toString()).toBe(expected);
  });

  it('never looks again within a second', () => {
    expect(whenToLookAgain(at('2026-04-02T09:00:00.2Z'), together).toString()).toBe('2026-04-02T09:00:01Z');
    expect(whenToLookAgain(at('2026-04-02T09:00:05Z'), together).toString()).toBe('2026-04-02T09:00:05Z');
  });
});

describe('the jobs of an entry of the log', () => {
  const tenantId = '0190a5b0-0000-7000-8000-000000000001';
  const clockId = '0190a5b0-0000-7000-8000-000000000002';
  const started = (dueAt: string) => ({
    body: { clocksStarted: [{ id: clockId, step: 'decision', dueOn: '2026-04-16', dueAt }] },
  });

  it('are none where no clock starts', () => {
    expect(jobsOfEvent(tenantId, { body: { clocksStopped: [clockId] } }, together)).toEqual([]);
    expect(jobsOfEvent(tenantId, {}, together)).toEqual([]);
  });

  it('are one look for each clock, under a key of the clock', () => {
    expect(jobsOfEvent(tenantId, started('2026-04-16T23:00:00Z'), together)).toEqual([
      {
        identifier: 'mark-clock-fallen-due',
        payload: { tenantId, clockId },
        jobKey: `clock:${tenantId}:${clockId}`,
        runAt: new Date('2026-04-16T23:00:00Z'),
      },
    ]);
  });

  it('keep the last of each key, so that an extension in the same batch wins', () => {
    const jobs = ['2026-04-16T23:00:00Z', '2026-04-30T23:00:00Z'].flatMap((dueAt) =>
      jobsOfEvent(tenantId, started(dueAt), together),
    );
    expect(lastOfEachKey(jobs).map((job) => job.runAt)).toEqual([new Date('2026-04-30T23:00:00Z')]);
  });
});
