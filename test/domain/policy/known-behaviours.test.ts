import { behavioursKnownBy } from '#domain/policy/known-behaviours.js';
import { day } from '../calendar/holidays-of-england-and-wales.js';

const version = (id: string, inForceFrom?: string) => ({
  behaviours: [{ id, words: id, heading: 'nuisance' as const }],
  ...(inForceFrom === undefined ? {} : { inForceFrom }),
});
const versions = [version('noise'), version('racket', '2026-03-03'), version('din', '2026-04-01')];
const knownBy = (iso: string) => [...behavioursKnownBy(versions, day(iso))];

describe('the kinds of behaviour that a report may name', () => {
  it('are those of every version up to the day, its first day included', () => {
    expect(knownBy('2026-03-02')).toEqual(['noise']);
    expect(knownBy('2026-03-03')).toEqual(['noise', 'racket']);
    expect(knownBy('2026-03-31')).toEqual(['noise', 'racket']);
    expect(knownBy('2026-04-01')).toEqual(['noise', 'racket', 'din']);
  });

  it('are none where no version names any', () => {
    expect([...behavioursKnownBy([{}], day('2026-03-02'))]).toEqual([]);
  });
});
