import type { BankHolidays } from '#domain/calendar/bank-holidays.js';
import { isBefore, localDateOf } from '#domain/calendar/local-date.js';
import type { Clock } from '#casework/ports.js';
import type { Logger } from '#platform/logger.js';

const ahead = { months: 6 } as const;

/** Says at start when the list of bank holidays ends soon: days beyond it are reckoned without them. */
export function warnOfUnknownHolidays(holidays: BankHolidays, clock: Clock, logger: Logger): void {
  const needed = localDateOf(clock.now()).add(ahead);
  if (isBefore(needed, holidays.through)) return;
  logger.warn(
    { knownThrough: holidays.through.toString() },
    'the bank holidays are known for less than six months ahead: bring tenants/bank-holidays up to date',
  );
}
