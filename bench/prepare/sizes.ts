/** How much one database of the bench holds. */
export interface Size {
  readonly database: string;
  /** Partnerships of full size: the ones that are asked. */
  readonly asked: number;
  /** Others beside them. */
  readonly others: number;
  readonly casesOfAsked: number;
  readonly casesOfOther: number;
}

export const reportsPerCase = 5;

/** 20 partnerships × 2,000 cases × 5 reports. */
export const small: Size = {
  database: 'concord_bench_20',
  asked: 20,
  others: 0,
  casesOfAsked: 2_000,
  casesOfOther: 0,
};

/** The same 20, and 280 others that bring the reports to two millions. */
export const large: Size = {
  database: 'concord_bench_300',
  asked: 20,
  others: 280,
  casesOfAsked: 2_000,
  casesOfOther: 1_286,
};

export const reportsOf = ({ asked, others, casesOfAsked, casesOfOther }: Size): number =>
  (asked * casesOfAsked + others * casesOfOther) * reportsPerCase;
