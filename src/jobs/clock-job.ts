import type { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { JobToAdd } from './ports.js';
import { whenToLook, whenToLookAgain, type BothClocks } from './when-to-look.js';

/** The task that looks whether a clock has fallen due. */
export const clockTask = 'mark-clock-fallen-due';

const payloadSchema = z.object({ tenantId: z.uuid(), clockId: z.uuid() });

/** Which clock to look at. */
export type ClockPayload = Readonly<z.infer<typeof payloadSchema>>;

/** @throws ZodError when a job carries something else */
export function parseClockPayload(payload: unknown): ClockPayload {
  return payloadSchema.parse(payload);
}

/**
 * The one look at a clock that waits: a clock has one job, under its own key, so an extension moves it. A job that was
 * added twice finds the clock marked already.
 */
export function clockJob(payload: ClockPayload, dueAt: Temporal.Instant, clocks: BothClocks): JobToAdd {
  return jobAt(payload, whenToLook(dueAt, clocks));
}

/** The next look at a clock that was looked at too early. */
export function laterClockJob(payload: ClockPayload, dueAt: Temporal.Instant, clocks: BothClocks): JobToAdd {
  return jobAt(payload, whenToLookAgain(dueAt, clocks));
}

function jobAt(payload: ClockPayload, look: Temporal.Instant): JobToAdd {
  return {
    identifier: clockTask,
    payload,
    jobKey: `clock:${payload.tenantId}:${payload.clockId}`,
    runAt: new Date(look.epochMilliseconds),
  };
}
