import type { Finding } from '#domain/threshold/finding.js';
import { countOf, on, told } from './counting-facts.js';
import { report } from './threshold-facts.js';

/** A complaint to an agency that nobody knows; `report` names no agency but its kind. */
function toUnknown(id: string, madeOn: string) {
  const { agencyKind: _kind, ...rest } = report(id, madeOn);
  return rest;
}

const reasonsOf = ({ undecided }: Finding) => undecided.map(({ reason }) => reason);

describe('a complaint to an agency that nobody knows', () => {
  const toPolice = on('2026-06-01', [
    told('victim', '2026-06-01', { agencyId: 'police', agencyKind: 'police' }),
  ]);
  const untold = on('2026-06-02', [toUnknown('untold', '2026-06-02')]);
  const whichAgency = [{ kind: 'detail', subject: 'complaint', id: 'untold', detail: 'agency' }];

  it.each(['complaint', 'recorded_report'] as const)(
    'is open where only some kinds of agency count and a %s is needed, and the agency is awaited',
    (needs) => {
      const rule = { needs, recordedBy: ['police', 'council'], atLeast: 2 } as const;
      // One of two counts whatever the agency is; with the other there are two.
      const finding = countOf(rule, [toPolice, untold]);
      expect(finding).toMatchObject({ verdict: 'needs_judgement', countedAtLeast: 1, countedAtMost: 2 });
      expect(finding.awaits).toEqual(whichAgency);
      expect(finding.sentence).toContain('once the agency of 1 complaint is known');
      expect(reasonsOf(finding)).toEqual([
        'incident of 2 June 2026: it is not known to which agency the complaint of 2 June 2026 was made',
      ]);
    },
  );

  it('counts where any agency does', () => {
    expect(countOf({ atLeast: 2 }, [toPolice, untold])).toMatchObject({ verdict: 'met', awaits: [] });
  });

  it('may be to the same agency as another or to one of its own where agencies are counted', () => {
    const rule = { unit: 'agencies', atLeast: 2 } as const;
    const finding = countOf(rule, [toPolice, untold]);
    expect(finding).toMatchObject({ verdict: 'needs_judgement', countedAtLeast: 1, countedAtMost: 2 });
    expect(finding.awaits).toEqual(whichAgency);
    // By itself it is to one agency, whichever that is.
    expect(countOf({ ...rule, atLeast: 1 }, [untold]).verdict).toBe('met');
    expect(countOf(rule, [untold]).verdict).toBe('not_met');
  });

  it('may be one report with another where those to one agency about one incident are', () => {
    const rule = { dedupe: 'one_per_incident_and_agency', atLeast: 2 } as const;
    const both = { ...toPolice, complaints: [...toPolice.complaints, toUnknown('untold', '2026-06-02')] };
    const finding = countOf(rule, [both]);
    expect(finding).toMatchObject({ verdict: 'needs_judgement', countedAtLeast: 1, countedAtMost: 2 });
    expect(finding.awaits).toEqual(whichAgency);
    // About two incidents they are two whichever agency was told.
    expect(countOf(rule, [toPolice, untold]).verdict).toBe('met');
  });
});

describe('somebody else of whom no more is known', () => {
  const people = { unit: 'people', atLeast: 2 } as const;
  const victim = told('victim', '2026-06-01');
  const unnamed = (id: string) => report(id, '2026-06-02', { personId: null, byVictim: false });
  const anybody = (id: string) => report(id, '2026-06-02', { personId: null, byVictim: null });
  const about = (...complaints: ReturnType<typeof report>[]) => [on('2026-06-01', complaints)];

  it('is another than the victim', () => {
    expect(countOf(people, about(victim, unnamed('one')))).toMatchObject({
      verdict: 'met',
      countedAtLeast: 2,
    });
  });

  it('may be the same as another of whom no more is known', () => {
    const finding = countOf({ ...people, atLeast: 3 }, about(victim, unnamed('one'), unnamed('two')));
    expect(finding).toMatchObject({ verdict: 'needs_judgement', countedAtLeast: 2, countedAtMost: 3 });
    expect(countOf(people, about(unnamed('one'), unnamed('two')))).toMatchObject({
      verdict: 'needs_judgement',
      countedAtLeast: 1,
    });
  });

  it('may be the same as a named person who is no victim', () => {
    const ann = told('ann', '2026-06-01');
    expect(countOf(people, about(ann, unnamed('one')))).toMatchObject({
      verdict: 'needs_judgement',
      countedAtLeast: 1,
      countedAtMost: 2,
    });
  });

  it('differs from somebody of whom not even that is known: that one may be the victim', () => {
    expect(countOf(people, about(victim, anybody('one')))).toMatchObject({
      verdict: 'needs_judgement',
      countedAtLeast: 1,
    });
  });

  it('may be a person of whom it is not settled whether a victim', () => {
    const unsettled = told('ann', '2026-06-01', { byVictim: null });
    expect(countOf(people, about(unsettled, unnamed('one'))).verdict).toBe('needs_judgement');
  });

  it('needs an incident of their own where each does', () => {
    const rule = { ...people, separateIncidents: true } as const;
    const [one, other] = [on('2026-06-01', [victim]), on('2026-06-02', [unnamed('one')])];
    expect(countOf(rule, [one, other])).toMatchObject({ verdict: 'met', countedAtLeast: 2 });
    // Of one incident only one of both can have it.
    expect(countOf(rule, about(victim, unnamed('one')))).toMatchObject({
      verdict: 'not_met',
      countedAtLeast: 1,
    });
  });

  it('makes a report of their own where those of one person about one incident are one', () => {
    const rule = { dedupe: 'one_per_incident_and_person', atLeast: 2 } as const;
    expect(countOf(rule, about(victim, unnamed('one'))).verdict).toBe('met');
    expect(countOf(rule, about(victim, anybody('one'))).verdict).toBe('needs_judgement');
  });
});

describe('a complaint of which nobody knows the day', () => {
  // From the incident of 20 June to the application of 10 July.
  const late = on('2026-06-20', [report('untold', null, { background: false })]);
  const whoAndWhen = [{ kind: 'complainant', complaintId: 'untold' }];
  const one = { atLeast: 1 } as const;

  it('counts where every day from the incident to the application is in time', () => {
    const inTime = { ...one, reportedWithin: { length: { months: 1 } } } as const;
    // A month from 20 June ends with 20 July, after the application.
    expect(countOf(inTime, [late])).toMatchObject({ verdict: 'met', countedAtLeast: 1, awaits: [] });
    const window = { anchor: 'before_application', length: { months: 6 }, tests: 'complaint' } as const;
    expect(countOf({ ...inTime, window }, [late]).verdict).toBe('met');
    expect(countOf(one, [late]).verdict).toBe('met');
  });

  it('is open where it may have been too late', () => {
    // Two weeks end with 4 July; it may have been made on 5 July.
    const finding = countOf({ ...one, reportedWithin: { length: { weeks: 2 } } }, [late]);
    expect(finding).toMatchObject({ verdict: 'needs_judgement', countedAtLeast: 0, awaits: whoAndWhen });
    // 20 days end with 10 July, the day of the application: none can have been too late.
    expect(countOf({ ...one, reportedWithin: { length: { days: 20 } } }, [late]).verdict).toBe('met');
    expect(countOf({ ...one, reportedWithin: { length: { days: 19 } } }, [late]).verdict).toBe(
      'needs_judgement',
    );
  });

  it('is open where it may lie before the window', () => {
    const window = { anchor: 'before_application', length: { weeks: 2 }, tests: 'complaint' } as const;
    // Two weeks before 10 July begin with 26 June; it may have been made on 20 June.
    expect(countOf({ ...one, window }, [late])).toMatchObject({
      verdict: 'needs_judgement',
      awaits: whoAndWhen,
    });
  });

  it('is open where a period has to hold it with others, unless only days of incidents matter', () => {
    const early = on('2026-05-01', [told('victim', '2026-05-01')]);
    const anyTwoMonths = (tests: 'complaint' | 'incident') =>
      countOf({ atLeast: 2, window: { anchor: 'any_period', length: { months: 2 }, tests } }, [early, late]);
    // Two months from 1 May end with 30 June, and it may have been made in July; the incidents lie in them.
    expect(anyTwoMonths('complaint').verdict).toBe('needs_judgement');
    expect(anyTwoMonths('incident').verdict).toBe('met');
  });

  it('is awaited where only some have to be in time, and it may be the one that is', () => {
    const some = { ...one, reportedWithin: { length: { weeks: 2 }, which: 1 } } as const;
    expect(countOf(some, [late])).toMatchObject({ verdict: 'needs_judgement', awaits: whoAndWhen });
  });

  it('is open where it matters who made it', () => {
    const unsettled = on('2026-06-20', [report('untold', null, { background: false, byVictim: null })]);
    expect(countOf({ ...one, by: 'victim' }, [unsettled])).toMatchObject({
      verdict: 'needs_judgement',
      awaits: whoAndWhen,
    });
  });
});
