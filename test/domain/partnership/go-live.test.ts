import { gapsBeforeGoLive, type TellsPeople } from '#domain/partnership/go-live.js';

const told: Required<TellsPeople> = {
  privacyNotice: { url: 'https://www.example.org/privacy' },
  retention: [{ records: 'case', keepFor: { months: 72 } }],
  rightsRequests: { email: 'rights@example.org' },
  dataComplaints: { email: 'complaints@example.org' },
};

describe('a partnership before it goes live', () => {
  it('may, when it tells people everything', () => {
    expect(gapsBeforeGoLive(told)).toEqual([]);
  });

  it.each(Object.keys(told))('may not without %s, which is named', (key) => {
    const others: TellsPeople = Object.fromEntries(Object.entries(told).filter(([name]) => name !== key));
    expect(gapsBeforeGoLive(others).map((gap) => gap.key)).toEqual([key]);
  });

  it('may not where only other records than cases have a time to be kept', () => {
    const gaps = gapsBeforeGoLive({ ...told, retention: [{ records: 'audit', keepFor: { months: 72 } }] });
    expect(gaps.map(({ key }) => key)).toEqual(['retention']);
  });
});
