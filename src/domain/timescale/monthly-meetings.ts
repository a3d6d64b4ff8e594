import {
  compareDates,
  isBefore,
  monthInWords,
  weekdayInWords,
  type LocalDate,
} from '#domain/calendar/local-date.js';
import { nthWeekdayOf, type NthOfMonth } from '#domain/calendar/nth-weekday.js';
import { WEEKDAYS, type MonthlyMeetings, type Nth } from '#domain/policy/timescales.js';

const NTH_OF_MONTH: Readonly<Record<Nth, NthOfMonth>> = {
  first: 1,
  second: 2,
  third: 3,
  fourth: 4,
  last: 'last',
};

/** The nth meeting on a day or later. Of two rules that name one day, such as the fourth and the last, it is one meeting. */
export function monthlyMeeting(monthly: MonthlyMeetings, first: LocalDate, nth: number): LocalDate {
  let left = nth;
  for (let month = first.with({ day: 1 }); ; month = month.add({ months: 1 })) {
    const days = daysIn(month, monthly).filter((day) => !isBefore(day, first));
    const found = days[left - 1];
    if (found) return found;
    left -= days.length;
  }
}

/** When they meet: "on the first and third Tuesday of each month", "on the last Friday of March and June". */
export function monthlyInWords({ weekday, nth, months }: MonthlyMeetings): string {
  const each = months ? listInWords(months.map(monthInWords)) : 'each month';
  return `on the ${listInWords([nth].flat())} ${weekdayInWords(numberOf(weekday))} of ${each}`;
}

function daysIn(month: LocalDate, { weekday, nth, months }: MonthlyMeetings): LocalDate[] {
  if (months && !months.includes(month.month)) return [];
  const days = [nth].flat().map((each) => nthWeekdayOf(month, numberOf(weekday), NTH_OF_MONTH[each]));
  return days.sort(compareDates).filter((day, place) => place === 0 || !days[place - 1]?.equals(day));
}

function numberOf(weekday: MonthlyMeetings['weekday']): number {
  return WEEKDAYS.indexOf(weekday) + 1;
}

function listInWords(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}
