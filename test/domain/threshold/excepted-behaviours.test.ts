import { checkCount } from '#domain/policy/check-count.js';
import type { Count } from '#domain/policy/criterion.js';
import type { IncidentFact } from '#domain/threshold/facts.js';
import { countOf, on, THREE_REPORTS, told } from './counting-facts.js';

const incident = (date: string, changes: Partial<IncidentFact>) =>
  on(date, [told('victim', date)], { caused: { harassmentAlarmOrDistress: null }, ...changes });
const caused = (harassmentAlarmOrDistress: boolean | null) => ({ caused: { harassmentAlarmOrDistress } });
const DISPUTE = { behaviours: ['dispute'] };
const RULE: Partial<Count> = {
  unit: 'incidents',
  atLeast: 1,
  exceptBehaviours: ['parking', { id: 'dispute', unless: 'harassment_alarm_or_distress' }],
};
const one = (changes: Partial<IncidentFact>, rule: Partial<Count> = {}) =>
  countOf({ ...RULE, ...rule }, [incident('2026-06-01', changes)]);

describe('a kind of behaviour that does not count, unless it was judged to have harassed', () => {
  it.each<[string, Partial<IncidentFact>, string]>([
    ['judged to have', { ...DISPUTE, ...caused(true) }, 'met'],
    ['judged not to have', { ...DISPUTE, ...caused(false) }, 'not_met'],
    ['not judged', { ...DISPUTE, ...caused(null) }, 'needs_judgement'],
    [
      'of a kind that never counts, whatever it caused',
      { behaviours: ['parking'], ...caused(true) },
      'not_met',
    ],
    ['of both kinds', { behaviours: ['parking', 'dispute'], ...caused(true) }, 'not_met'],
    ['of another kind', { behaviours: ['noise'] }, 'met'],
  ])('%s', (_what, changes, verdict) => {
    expect(one(changes).verdict).toBe(verdict);
  });

  it('waits for that judgement and says so', () => {
    const finding = one(DISPUTE);
    expect(finding.awaits.map(({ kind }) => kind)).toEqual(['judgement']);
    expect(finding.undecided[0]?.reason).toContain('which nobody has judged yet');
    expect(one(DISPUTE, { judgement: 'harassment_alarm_or_distress' }).awaits).toHaveLength(1);
  });
});

describe('an incident of which nobody said the kind', () => {
  it('is open where kinds are asked, unless the policy counts it', () => {
    expect(one({}).verdict).toBe('needs_judgement');
    expect(one({}, { unlabelled: 'open' }).verdict).toBe('needs_judgement');
    expect(one({}, { unlabelled: 'counts' }).verdict).toBe('met');
    const only: Partial<Count> = { behaviours: ['noise'], unlabelled: 'counts' };
    expect([one({}, only).verdict, one({ behaviours: ['music'] }, only).verdict]).toEqual(['met', 'not_met']);
  });

  it('is spoken of only where kinds are asked', () => {
    expect(checkCount({ ...THREE_REPORTS, ...RULE, unlabelled: 'counts' })).toEqual([]);
    expect(checkCount({ ...THREE_REPORTS, unlabelled: 'counts' }).map(({ path }) => path)).toEqual([
      ['unlabelled'],
    ]);
  });
});
