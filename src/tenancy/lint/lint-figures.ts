import type { Counted, Figures } from '#domain/policy/figures.js';
import type { FiguresRow, PartnershipFile } from '../tenant-file.js';
import { RESTS, type LintFinding } from './finding.js';

/** Whether the four figures of the Act come out, for periods that are short enough. */
export function lintFigures(
  { figures }: { readonly figures?: Figures },
  { publishedFigures }: Pick<PartnershipFile, 'publishedFigures'> = {},
): LintFinding[] {
  if (!figures) {
    const message = 'it is not said for which periods figures are published, nor how they are counted';
    const severity = publishedFigures ? 'should' : 'must';
    return [{ rule: 'no-figures', severity, path: 'figures', message, rests: RESTS.figures }];
  }
  return [...lintPeriod(figures), ...lintLabels(figures), ...lintSmallNumbers(figures)];
}

function lintPeriod({ period }: Figures): LintFinding[] {
  if (!period || period.months <= 12) return [];
  const message = `a period of ${String(period.months)} months; the Act allows twelve`;
  return [
    {
      rule: 'period-over-a-year',
      severity: 'must',
      path: 'figures.period.months',
      message,
      rests: RESTS.figures,
    },
  ];
}

const FOUR: readonly (readonly [counted: Counted, words: string])[] = [
  ['applications', 'applications'],
  ['threshold_not_met', 'times the threshold was not met'],
  ['reviews', 'reviews'],
  ['reviews_with_recommendations', 'reviews that resulted in recommendations'],
];

function lintLabels({ labels }: Figures): LintFinding[] {
  if (!labels) return [];
  const missing = FOUR.filter(([counted]) => !labels.some(({ counts }) => counts.includes(counted)));
  const lacking = missing.map(([, words]) => words).join(', ');
  const mixed = labels.findIndex(
    ({ counts }) => counts.includes('threshold_not_met') && counts.includes('declined'),
  );
  const message =
    'an application that was declined is not one that did not meet the threshold: the figure is too high';
  return [
    ...(missing.length === 0 ? [] : [lacks('figures-missing', 'figures.labels', `no row counts ${lacking}`)]),
    ...(mixed < 0
      ? []
      : [lacks('declined-counted-as-not-met', `figures.labels[${String(mixed)}].counts`, message)]),
  ];
}

function lacks(rule: string, path: string, message: string): LintFinding {
  return { rule, severity: 'must', path, message, rests: RESTS.figures };
}

function lintSmallNumbers({ smallNumbers }: Figures): LintFinding[] {
  if (smallNumbers) return [];
  const message = 'small counts are shown as they are, and could identify a person';
  const path = 'figures.smallNumbers';
  return [{ rule: 'small-numbers-shown', severity: 'should', path, message, rests: RESTS.dataProtection }];
}

const ROWS: readonly (readonly [keyof FiguresRow, string])[] = [
  ['applications', 'applications'],
  ['thresholdNotMet', 'times the threshold was not met'],
  ['reviews', 'reviews'],
  ['reviewsWithRecommendations', 'reviews that resulted in recommendations'],
];

/** Whether the figures of past periods are the four of the Act. */
export function lintPublishedFigures({ publishedFigures }: PartnershipFile): LintFinding[] {
  const rests = RESTS.figures;
  if (!publishedFigures) {
    const message = 'no figures of past periods are given; the Act asks for four a period';
    return [{ rule: 'no-published-figures', severity: 'note', path: 'publishedFigures', message, rests }];
  }
  return publishedFigures.rows.flatMap((row, index): LintFinding[] => {
    const missing = ROWS.filter(([key]) => row[key] === undefined).map(([, words]) => words);
    if (missing.length === 0) return [];
    const message = `${row.period} lacks ${missing.join(', ')}, which the Act asks for`;
    const path = `publishedFigures.rows[${String(index)}]`;
    return [{ rule: 'published-figures-missing', severity: 'note', path, message, rests }];
  });
}
