import { factsFromJson, factsToJson } from '#domain/threshold/facts-json.js';
import { evaluate } from '#domain/threshold/evaluate.js';
import { factsOf, incident, ONE_HATE_INCIDENT } from './threshold-facts.js';

/** Nobody complained of it; the applicant says whom it befell. */
const befell = (...affected: readonly string[]) => ({
  ...incident('a', '2026-04-01', []),
  hatePerceived: true,
  affected,
});
const rule = { ...ONE_HATE_INCIDENT, by: 'victim', needs: 'suffered' } as const;
const verdict = (affected: readonly string[], victims?: readonly string[]) =>
  evaluate(rule, factsOf('2026-04-20', [befell(...affected)], victims ? { victims } : {})).verdict;

describe('victims whom the facts name', () => {
  it('suffer what befell them though no complaint is said to be theirs', () => {
    expect(verdict(['p1', 'p2'], ['p1'])).toBe('met');
  });

  it('do not suffer what befell others alone', () => {
    expect(verdict(['p2'], ['p1'])).toBe('not_met');
  });

  it('could not be known by their ids, were they not named', () => {
    expect(verdict(['p1', 'p2'])).toBe('not_met');
  });

  it('stand in the stored facts, and come back from them', () => {
    const facts = factsOf('2026-04-20', [befell('p1')], { victims: ['p1', 'p2'] });
    expect(factsToJson(facts).victims).toEqual(['p1', 'p2']);
    expect(factsFromJson(factsToJson(facts)).victims).toEqual(['p1', 'p2']);
    expect('victims' in factsFromJson(factsToJson(factsOf('2026-04-20', [])))).toBe(false);
  });
});
