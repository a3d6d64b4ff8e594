import { awaitsInWords } from '#domain/threshold/awaits-in-words.js';
import { countOf, on, told } from './counting-facts.js';

describe('the sentences of a count', () => {
  it('speak of one incident in the singular', () => {
    const await_ = (incidentIds: string[]) =>
      awaitsInWords([{ kind: 'relation', relation: 'same_problem', incidentIds }]);
    expect(await_(['a'])).toBe('it is judged whether 1 incident is of the same problem as the others');
    expect(await_(['a', 'b'])).toBe('it is judged whether 2 incidents are of the same problem');
  });

  it('say that all have to be related in one way, where an incident is so in another', () => {
    const at = (date: string, place: string, personComplainedOf: string) =>
      on(date, [told('victim', date)], { place, personComplainedOf });
    // The first two are of one place, the last two of one person complained of: no three are of one of both.
    const chain = [at('2026-05-01', 'x', 'a'), at('2026-05-02', 'x', 'b'), at('2026-05-03', 'y', 'b')];
    const related = ['same_place', 'same_person_complained_of'] as const;
    const finding = countOf({ unit: 'incidents', related }, chain);
    expect(finding).toMatchObject({ verdict: 'not_met', countedAtLeast: 2 });
    expect(finding.notCounted[0]?.reason).toMatch(
      /it is not at the same place as those counted, and all have to be related in one and the same way$/,
    );
    expect(countOf({ unit: 'incidents', related: ['same_place'] }, chain).notCounted[0]?.reason).toMatch(
      /it is not at the same place as those counted$/,
    );
  });

  it('say that a day is not known where only that is not', () => {
    const undated = on('2026-05-01', [told('victim', '2026-05-01', { madeOn: null, background: false })]);
    expect(countOf({ unit: 'incidents', by: 'victim' }, [undated]).notCounted[0]?.reason).toBe(undefined);
    const inTime = { reportedWithin: { length: { days: 7 }, which: 'each' } } as const;
    expect(
      countOf({ unit: 'incidents', by: 'victim', atLeast: 1, ...inTime }, [undated]).undecided[0]?.reason,
    ).toBe('incident of 1 May 2026: it is not known on which day a complaint was made');
  });

  it('claim no record of an agency that nobody named', () => {
    const { agencyId: _id, agencyKind: _kind, ...nobodys } = told('victim', '2026-05-02');
    const finding = countOf({ unit: 'incidents', atLeast: 1 }, [on('2026-05-01', [nobodys])]);
    expect(finding.counted[0]?.reason).toContain('confirmed by the record of an agency that nobody named');
  });
});
