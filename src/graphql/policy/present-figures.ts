import { lengthInWords } from '#domain/calendar/length.js';
import type { Figures } from '#domain/policy/figures.js';
import type { CaseMoment } from '#domain/policy/timescales.js';
import { momentInWords } from '#domain/timescale/moments.js';
import { plain } from './plain.js';
import type { FiguresDates, FiguresRules } from './published-figures.type.js';

/** How figures are counted and printed. */
export function presentFigures(figures: Figures): FiguresRules {
  const { words, welsh, source, basis, period, smallNumbers, labels = [], publishedWithin } = figures;
  return {
    words: words ?? null,
    welsh: welsh ?? null,
    source: source ?? null,
    basis: plain(basis),
    periodMonths: period?.months ?? null,
    periodFrom: period?.from ?? null,
    datedBy: datesOf(figures),
    smallNumbersBelow: smallNumbers?.below ?? null,
    smallNumbersShownAs: smallNumbers?.shownAs ?? null,
    labels: labels.map(({ counts, grounds = [], ...label }) => ({
      ...label,
      counts: counts.map(plain),
      grounds,
    })),
    remainder: figures.remainder ?? null,
    publishedWithin: publishedWithin === undefined ? null : lengthInWords(publishedWithin),
  };
}

function datesOf({ datedBy }: Figures): FiguresDates | null {
  if (!datedBy) return null;
  const { applications, thresholdNotMet, reviews, reviewsWithRecommendations } = datedBy;
  return {
    applications: eventOf(applications),
    thresholdNotMet: eventOf(thresholdNotMet),
    reviews: eventOf(reviews),
    reviewsWithRecommendations: eventOf(reviewsWithRecommendations),
  };
}

function eventOf(moment: CaseMoment | undefined): string | null {
  return moment === undefined ? null : momentInWords(moment);
}
