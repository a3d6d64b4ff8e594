import { incidentFactOf, type IncidentOnRecord, type PoliceAnswers } from '#casework/incident-facts.js';
import { day } from '../domain/calendar/holidays-of-england-and-wales.js';

const onRecord = (changes: Partial<IncidentOnRecord> = {}): IncidentOnRecord => ({
  id: 'i1',
  occurredOn: day('2026-02-10'),
  hatePerceived: false,
  match: 'confirmed',
  caused: { harassmentAlarmOrDistress: null },
  complaints: [],
  settled: { behaviours: null, isCrime: null, recordedAsHate: null },
  toldBehaviours: [],
  police: { hasRecord: false, asHate: false, asCrime: false },
  ...changes,
});
const factOf = (changes: Partial<IncidentOnRecord>, policeAnswers: PoliceAnswers = 'given') =>
  incidentFactOf(onRecord(changes), { behaviours: new Set(['noise', 'threats']), policeAnswers });
const police = (changes: Partial<IncidentOnRecord['police']>) => ({
  police: { hasRecord: true, asHate: false, asCrime: false, ...changes },
});
const settled = (changes: Partial<IncidentOnRecord['settled']>) => ({
  settled: { behaviours: null, isCrime: null, recordedAsHate: null, ...changes },
});

describe('whether the police recorded an incident as one of hate', () => {
  it.each<[string, Partial<IncidentOnRecord>, PoliceAnswers, boolean | undefined]>([
    ['yes by their matched record, whoever else has to answer', police({ asHate: true }), 'awaited', true],
    ['no by their matched record once they have answered', police({}), 'given', false],
    ['not known while another answer of theirs may say so', police({}), 'awaited', undefined],
    ['no once they have answered and hold nothing of it', {}, 'given', false],
    ['not known before somebody compared it', { match: 'unmatched' }, 'given', undefined],
    ['not known where nobody asked them', {}, 'never_asked', undefined],
    ['no by a record of theirs though nobody asked them', police({}), 'never_asked', false],
    [
      'as it is settled, against their record',
      { ...police({ asHate: true }), ...settled({ recordedAsHate: false }) },
      'given',
      false,
    ],
    ['as it is settled, where nobody asked them', settled({ recordedAsHate: true }), 'never_asked', true],
  ])('is %s', (_, changes, answers, expected) => {
    expect(factOf(changes, answers).hateRecorded).toBe(expected);
  });
});

describe('whether an incident amounts to a crime', () => {
  it.each<[string, Partial<IncidentOnRecord>, boolean | undefined]>([
    ['yes where the police recorded one', police({ asCrime: true }), true],
    ['not settled by a record of something else', police({}), undefined],
    [
      'as it is settled, against their record',
      { ...police({ asCrime: true }), ...settled({ isCrime: false }) },
      false,
    ],
  ])('is %s', (_, changes, expected) => {
    expect(factOf(changes).crime).toBe(expected);
  });
});

describe('the behaviours of an incident', () => {
  it.each<[string, Partial<IncidentOnRecord>, readonly string[] | undefined]>([
    ['those that are told', { toldBehaviours: ['threats', 'noise'] }, ['noise', 'threats']],
    ['left out where nobody said', {}, undefined],
    [
      'left out where only kinds of another version of the policy are told',
      { toldBehaviours: ['racket'] },
      undefined,
    ],
    [
      'those that are settled, whatever is told',
      { toldBehaviours: ['noise'], ...settled({ behaviours: ['threats'] }) },
      ['threats'],
    ],
    ['none where none is settled', { toldBehaviours: ['noise'], ...settled({ behaviours: [] }) }, []],
  ])('are %s', (_, changes, expected) => {
    expect(factOf(changes).behaviours).toEqual(expected);
  });
});
