/**
 * Whether the first day of a length is day 1 or day 0. Within one month of 10 January reaches 10 February inclusive
 * when it does not count, 9 February when it counts. Left out, it does not count. Months that end in a shorter month
 * end with its last day: within one month of 31 January reaches 28 February (29 in a leap year) either way.
 */
export type FirstDay = 'counts' | 'does_not_count';
