import type { Told } from './told.js';

/** One answer to a question of the matrix. */
export interface RiskAnswer extends Told {
  readonly id: string;
  readonly points: number;
}

export interface RiskQuestion extends Told {
  readonly id: string;
  /** Points are multiplied by it. Left out: 1. */
  readonly weight?: number;
  readonly answers: readonly RiskAnswer[];
}

/** A band begins at its points; the lowest begins at 0. */
export interface RiskBand extends Told {
  readonly id: string;
  readonly from: number;
}

/** How the risk to a victim is assessed: questions, weights and bands of the partnership's own. */
export interface RiskMatrix extends Told {
  readonly questions: readonly RiskQuestion[];
  /** From the lowest to the highest. */
  readonly bands: readonly RiskBand[];
}
