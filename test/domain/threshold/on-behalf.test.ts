import type { ComplaintFact } from '#domain/threshold/facts.js';
import { factsFromJson, factsToJson } from '#domain/threshold/facts-json.js';
import { evaluateStatutory } from '#domain/threshold/statutory.js';
import { countOf, on, told } from './counting-facts.js';
import { factsOf } from './threshold-facts.js';

const MINE = [
  on('2026-05-01', [told('victim', '2026-05-02')]),
  on('2026-05-11', [told('victim', '2026-05-12')]),
];

const third = (changes: Partial<ComplaintFact>, person: string | null = 'carer') =>
  on('2026-06-01', [told(person, '2026-06-02', changes)]);

const forVictim = { madeFor: 'victim', householdId: 'of the carer' } as const;
const PER_VICTIM = { unit: 'incidents', by: 'victim' } as const;

describe('a complaint that somebody made for the victim', () => {
  it("is the victim's own, and says so", () => {
    const finding = countOf(PER_VICTIM, [...MINE, third(forVictim)]);
    expect(finding.verdict).toBe('met');
    expect(finding.counted.at(-1)?.reason).toBe(
      "incident of 1 June 2026: confirmed by an agency's record; complaint of 2 June 2026, made for the victim",
    );
    // The control: what a neighbour reported for nobody else is the neighbour's.
    expect(countOf(PER_VICTIM, [...MINE, third({})]).verdict).toBe('not_met');
  });

  it('is of the same person and household as what the victim reported', () => {
    const all = [...MINE, third(forVictim)];
    expect(countOf({ unit: 'incidents', by: 'one_person' }, all).verdict).toBe('met');
    expect(countOf({ unit: 'people', atLeast: 2 }, all)).toMatchObject({
      verdict: 'not_met',
      countedAtLeast: 1,
    });
    expect(countOf({ unit: 'people', atLeast: 2 }, [...MINE, third({})]).verdict).toBe('met');
    const atHome = MINE.map((each) => ({
      ...each,
      complaints: each.complaints.map((made) => ({ ...made, householdId: 'of the victim' })),
    }));
    expect(countOf({ unit: 'incidents', by: 'one_household' }, [...atHome, third(forVictim)]).verdict).toBe(
      'met',
    );
  });

  it('does not count where others than the victim are asked', () => {
    const finding = countOf({ by: 'others', unit: 'people', atLeast: 1 }, [third(forVictim)]);
    expect(finding.verdict).toBe('not_met');
    expect(finding.notCounted[0]?.reason).toContain('the complaint was made for the victim');
  });

  it('does not count where one made in person is asked', () => {
    const finding = countOf({ ...PER_VICTIM, inPerson: true }, [...MINE, third(forVictim)]);
    expect(finding.verdict).toBe('not_met');
    expect(finding.notCounted.at(-1)?.reason).toBe(
      'incident of 1 June 2026: the complaint was made by somebody else for the victim, and one made in person is asked',
    );
    const own = on('2026-06-10', [told('victim', '2026-06-10')]);
    expect(countOf({ ...PER_VICTIM, inPerson: true }, [...MINE, own]).verdict).toBe('met');
  });

  it('is open while nobody knows whether it was made for the victim', () => {
    const finding = countOf(PER_VICTIM, [...MINE, third({ madeFor: null })]);
    expect(finding.verdict).toBe('needs_judgement');
    expect(finding.sentence).toBe(
      '2 of the 3 incidents needed counted; 1 may still count once it is settled whether 1 complaint was made for the victim.',
    );
    expect(finding.undecided[0]?.reason).toBe(
      'incident of 1 June 2026: it is not known whether the complaint of 2 June 2026 was made for the victim',
    );
    // In person it is the victim's in neither case.
    expect(countOf({ ...PER_VICTIM, inPerson: true }, [...MINE, third({ madeFor: null })]).verdict).toBe(
      'not_met',
    );
    // Whose it is does not matter where anybody's counts.
    expect(countOf({ unit: 'incidents' }, [...MINE, third({ madeFor: null })]).verdict).toBe('met');
  });

  it('stays a complaint of whoever made it for the Act, which speaks of the person who makes it', () => {
    // One incident told by the victim and by a carer for the victim: two people made complaints about it.
    const incident = on('2026-06-01', [told('victim', '2026-06-02'), told('carer', '2026-06-03', forVictim)]);
    const facts = factsOf('2026-07-10', [...MINE.slice(1), incident]);
    expect(evaluateStatutory(undefined, facts)).toMatchObject({ verdict: 'met', countedAtLeast: 3 });
  });

  it('is stored with the facts and read again', () => {
    const facts = factsOf('2026-07-10', [third(forVictim), third({ madeFor: null, anonymous: true }, null)]);
    expect(factsFromJson(JSON.parse(JSON.stringify(factsToJson(facts))))).toEqual(facts);
  });
});

describe('an anonymous complaint', () => {
  const anonymous = third({ anonymous: true, byVictim: null }, null);

  it('counts as anybody else’s, unless the policy leaves it out', () => {
    const incidents = [...MINE, anonymous];
    expect(countOf({ unit: 'incidents' }, incidents).verdict).toBe('met');
    const without = countOf({ unit: 'incidents', exceptAnonymous: true }, incidents);
    expect(without.verdict).toBe('not_met');
    expect(without.notCounted[0]?.reason).toBe(
      'incident of 1 June 2026: the complaint was made anonymously, and such complaints do not count here',
    );
  });

  it('is surely of no other person than those counted', () => {
    expect(countOf({ unit: 'people', atLeast: 2 }, [...MINE, anonymous]).verdict).toBe('needs_judgement');
  });
});
