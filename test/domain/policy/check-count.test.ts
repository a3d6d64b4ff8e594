import { checkCount } from '#domain/policy/check-count.js';
import type { Count } from '#domain/policy/criterion.js';

const REPORTS: Count = {
  test: 'count',
  id: 'reports',
  words: 'Three reports',
  unit: 'reports',
  atLeast: 3,
  category: 'asb',
  by: 'anybody',
  needs: 'complaint',
};
const BEFORE = { anchor: 'before_application', length: { months: 6 }, tests: 'complaint' } as const;

describe('a count', () => {
  it.each<[Partial<Count>, string]>([
    // Nothing can ever reach these numbers.
    [{ by: 'one_person', alsoAtLeast: { people: 2 } }, 'alsoAtLeast.people'],
    [{ by: 'victim', alsoAtLeast: { people: 2 } }, 'alsoAtLeast.people'],
    [{ by: 'victim', alsoAtLeast: { households: 2 } }, 'alsoAtLeast.households'],
    [{ by: 'one_household', alsoAtLeast: { households: 2 } }, 'alsoAtLeast.households'],
    [{ unit: 'households', by: 'one_household' }, 'by'],
    [{ category: 'asb_without_hate', alsoAtLeast: { hate: 1 } }, 'alsoAtLeast.hate'],
    [{ separateDays: true }, 'separateDays'],
    [{ unit: 'incidents', related: ['same_incident'] }, 'related'],
    [{ alsoAtLeast: { incidents: 2 }, related: ['same_incident'] }, 'related'],
    [{ window: { ...BEFORE, atLeast: 4 } }, 'window.atLeast'],
    [{ reportedWithin: { length: { months: 1 }, which: 4 } }, 'reportedWithin.which'],
    // What is suffered needs no complaint, so there is nobody and no agency to count.
    [{ unit: 'households', needs: 'suffered' }, 'needs'],
    [{ unit: 'incidents', needs: 'suffered', alsoAtLeast: { agencies: 2 } }, 'alsoAtLeast.agencies'],
    [{ unit: 'incidents', needs: 'suffered', by: 'one_household' }, 'by'],
    [{ unit: 'incidents', needs: 'suffered', window: BEFORE }, 'window'],
    [{ unit: 'people', dedupe: 'one_per_person_and_day' }, 'dedupe'],
  ])('with %p is refused at %s', (changes, path) => {
    expect(checkCount({ ...REPORTS, ...changes }).map((problem) => problem.path.join('.'))).toEqual([path]);
  });

  it.each<[Partial<Count>]>([
    [{ alsoAtLeast: { people: 2 } }],
    [{ by: 'one_person', alsoAtLeast: { agencies: 2 } }],
    [{ by: 'one_household', alsoAtLeast: { people: 2, households: 1 } }],
    [{ unit: 'people', by: 'one_household' }],
    [{ unit: 'people', needs: 'suffered', includesVictim: true }],
    [{ unit: 'incidents', needs: 'suffered', alsoAtLeast: { people: 2 } }],
    [{ unit: 'incidents', separateDays: true }],
    [{ unit: 'incidents', related: ['same_incident', 'similar'] }],
    [{ unit: 'incidents', atLeast: 1, related: ['same_incident'] }],
    [{ window: { ...BEFORE, atLeast: 3 } }],
    [{ unit: 'people', alsoAtLeast: { reports: 5 }, dedupe: 'one_per_incident_and_person' }],
    [{ unit: 'incidents', needs: 'suffered', alsoAtLeast: { hate: 1 } }],
  ])('with %p is accepted', (changes) => {
    expect(checkCount({ ...REPORTS, ...changes })).toEqual([]);
  });
});
