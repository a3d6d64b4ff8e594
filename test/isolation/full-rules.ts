/** What a version can say of a procedure beside its threshold and its times, in words that name the word. */
export function extraRules(word: string): object {
  const { told, id } = inWordsOf(word);
  return {
    riskMatrix: riskMatrixOf(word),
    checkedAgainst: { law: `The law of ${word}`, on: word === 'Example' ? '2026-01-21' : '2026-01-22' },
    statutory: { ...told('The Act in'), qualifyingComplaints: 3, severalByOnePerson: 'one_per_incident' },
    behaviours: [{ ...told('Noise in'), id: id('noise'), heading: 'nuisance' }],
    hateCharacteristics: [{ ...told('Disability in'), id: id('disability') }],
    workingDay: { endsAt: '23:59' },
    closingDays: [{ on: word === 'Example' ? '2027-08-05' : '2027-08-06', words: `The fair of ${word}` }],
    meetings: [
      {
        ...told('The board of'),
        id: id('board'),
        every: { weeks: 4, from: word === 'Example' ? '2026-01-05' : '2026-01-06' },
      },
      {
        ...told('The council of'),
        id: id('council'),
        dates: [word === 'Example' ? '2027-02-11' : '2027-02-12'],
      },
      {
        ...told('The forum of'),
        id: id('forum'),
        monthly: { weekday: 'wednesday', nth: word === 'Example' ? 'second' : 'third' },
      },
    ],
    completeForm: {
      ...told('A form in'),
      declaredBy: 'coordinator',
      asksFor: `What ${word} asks for`,
      asksForInWelsh: `What ${word} asks for, in Welsh`,
    },
    secondReport: { ...told('The second report in'), informs: true },
    draftPlan: { ...told('The plan in'), victimConsulted: true },
    figures: figuresOf(word),
  };
}

/** A step that has everything, and that no case of the tests comes to. */
export function extraStep(word: string): object {
  const { told, id } = inWordsOf(word);
  return {
    ...told('An answer to an appeal in'),
    id: id('appeal-step'),
    within: { workingDays: 3 },
    from: 'appeal_received',
    firstDay: 'counts',
    endsWith: 'appeal_acknowledged',
    onlyIf: 'panel_met',
    unless: 'withdrawn',
    repeats: true,
    appeal: id('appeal'),
    actor: 'coordinator',
    usually: true,
    extension: { ...told('Longer in'), upTo: { days: 10 }, times: 2 },
    pausedBy: ['waiting_for_applicant'],
  };
}

/** Tests of kinds that the threshold has not, beside one that nobody meets: they change no verdict. */
export function neverMet(word: string): object {
  const { told, id } = inWordsOf(word);
  return {
    ...told('What nobody meets in'),
    id: id('never'),
    test: 'all_of',
    criteria: [
      { ...told('A thousand in'), id: id('thousand'), ...A_THOUSAND },
      {
        ...told('More in'),
        id: id('more'),
        test: 'judgement',
        question: `Is there more in ${word}?`,
        judgedBy: 'panel',
      },
      {
        ...told('It persists in'),
        id: id('persists'),
        test: 'condition',
        condition: 'problem_persists',
        definition: `What ${word} means by it`,
      },
      {
        ...told('Fewer in'),
        id: id('fewer'),
        test: 'discretion',
        decidedBy: 'coordinator',
        factors: [{ ...told('Harm in'), id: id('harm') }],
      },
    ],
  };
}

/** What only a person tells, so that there is something to judge and something that waits for it. */
export function discretionIn(word: string): object {
  const { told, id } = inWordsOf(word);
  return {
    ...told('More than the rules say in'),
    test: 'discretion',
    id: id('discretion'),
    decidedBy: 'panel',
    factors: [{ ...told('The harm in'), id: id('harm') }],
  };
}

const A_THOUSAND = {
  test: 'count',
  unit: 'incidents',
  atLeast: 1000,
  category: 'any',
  by: 'anybody',
  needs: 'complaint',
};

function inWordsOf(word: string) {
  return {
    told: (what: string) => ({
      words: `${what} ${word}`,
      welsh: `${what} ${word} in Welsh`,
      source: `Page of ${word}`,
    }),
    id: (what: string) => `${what}-${word.toLowerCase()}`,
  };
}

function riskMatrixOf(word: string): object {
  const { told, id } = inWordsOf(word);
  const answers = ['seldom', 'daily'].map((each, n) => ({ ...told(each), id: id(each), points: 20 * n }));
  return {
    ...told('Risk in'),
    questions: [{ ...told('How often in'), id: id('often'), weight: 2, answers }],
    bands: [
      { ...told('Standard risk in'), id: 'standard', from: 0 },
      { ...told('High risk in'), id: 'high', from: 10 },
    ],
  };
}

function figuresOf(word: string): object {
  const { told, id } = inWordsOf(word);
  const { source: _source, ...label } = told('Applications in');
  return {
    ...told('Figures of'),
    basis: 'other',
    period: { months: 6, from: word === 'Example' ? '2020-01-01' : '2020-02-01' },
    datedBy: {
      applications: 'application_received',
      thresholdNotMet: 'threshold_decided',
      reviews: 'panel_met',
      reviewsWithRecommendations: 'outcome_sent',
    },
    smallNumbers: { below: 5, shownAs: `A few in ${word}` },
    labels: [
      { ...label, id: id('row'), counts: ['applications'] },
      { ...label, id: id('declined'), counts: ['declined'], grounds: [id('malicious')] },
    ],
    remainder: `Open in ${word}`,
    publishedWithin: { months: 3 },
  };
}
