import { accepted, applicationOf, incidentOn, newKey, ReviewCase } from '../support/review-case.js';
import { adminSql } from '../support/case-record.js';
import type { TestApp } from '../support/running-app.js';

interface Plan {
  readonly slug: string;
  readonly word: string;
  readonly phone: string;
}

const agencies: Readonly<Record<string, readonly [string, string]>> = {
  leicester: ['leicester-city-council', 'leicestershire-police'],
  'north-yorkshire': ['north-yorkshire-council', 'north-yorkshire-police'],
};

/**
 * Opens cases in several stages, over HTTP, in which every free text holds the word.
 * @returns the applicants' secrets by reference
 */
export async function openCases(app: TestApp, plan: Plan): Promise<Map<string, string>> {
  const decided = await openCase(app, plan);
  await decide(decided, plan);
  const represented = await openCase(app, plan, {
    applicantKind: 'THIRD_PARTY',
    relationship: `Carer ${plan.word}`,
    household: undefined,
    victims: [{ name: `Viola ${plan.word}`, authorityKind: 'WRITTEN', authorityGivenOn: '2026-02-01' }],
  });
  const all = [decided, represented];
  for (let left = 3; left > 0; left -= 1)
    all.push(await ReviewCase.apply(app, plan.slug, applicationIn(plan)));
  return new Map(all.map((each) => [each.reference, String(each.received['secret'])]));
}

function applicationIn({ slug, word, phone }: Plan, more: object = {}): object {
  const [council] = agencies[slug] ?? [''];
  const incident = (on: string) => ({
    ...incidentOn(on),
    place: `${word} Street`,
    description: `Loud music in ${word} Street`,
    complaints: [{ agency: council, madeOn: on, reference: `${word}/17` }],
  });
  return applicationOf([incident('2026-01-10'), incident('2026-01-24')], {
    name: `Vera ${word}`,
    contact: { email: `vera@${word}.example`, phone, address: `1 ${word} Street` },
    dissatisfaction: `Nobody came to ${word} Street.`,
    household: `1 ${word} Street`,
    ...more,
  });
}

/** As far as both agencies' answers: the council with a report, the police with nothing. */
async function openCase(app: TestApp, plan: Plan, more: object = {}): Promise<ReviewCase> {
  const { slug, word } = plan;
  const [council, police] = agencies[slug] ?? ['', ''];
  const review = await ReviewCase.apply(app, slug, applicationIn(plan, more));
  accepted(await review.change('acknowledgeApplication'));
  accepted(await review.ask([council, police]));
  const report = {
    on: '2026-01-10',
    reportedOn: '2026-01-10',
    reference: `${word}/${newKey()}`,
    reporterName: `Vera ${word}`,
    place: `${word} Street`,
    summary: `Noise at ${word} Street`,
    household: `1 ${word} Street`,
    affected: [`Vera ${word}`],
    actionTaken: `A letter to ${word} Street`,
  };
  const linked = await review.record(council, report);
  await review.record(council, { ...report, reference: `${word}/${newKey()}` });
  accepted(await review.link(council, linked));
  accepted(await review.answer(council, 'RECORDS', `Wrote to ${word} Street.`));
  return review;
}

async function decide(review: ReviewCase, { word }: Plan): Promise<void> {
  const { reports } = await review.read();
  const [linked] = reports as { reportId: string }[];
  accepted(
    await review.match(1, { reports: [linked?.reportId ?? ''], causedHarassment: true, problem: word }),
  );
  accepted(await review.match(2, { match: 'NOT_FOUND', note: `Nothing from ${word} Street.` }));
  const proposed = accepted(await review.change('proposeDecision'));
  accepted(
    await review.change('decideThreshold', {
      outcome: 'MET',
      proposalId: (proposed['proposal'] as { id: string }).id,
      reason: `Departing for ${word}.`,
    }),
  );
  const clock = (await review.read()).clocks.find(({ step }) => step === 'review');
  if (clock === undefined) return;
  const reason = `More time for ${word}.`;
  accepted(await review.change('extendClock', { clockId: clock.id, dueOn: '2026-08-03', reason }));
}

/** The columns of a partnership's free texts in which no row holds the word: those that the cases above left out. */
export async function listUnmarked(app: TestApp, { slug, word, phone }: Plan): Promise<string[]> {
  const unmarked: string[] = [];
  for (const column of freeTexts) {
    const [table, name] = column.split('.');
    const rows = await adminSql(
      app,
      `select 1 from concord.${table ?? ''} where ${name ?? ''} ~* $2
       and tenant_id = (select tenant_id from directory.partnerships where slug = $1) limit 1`,
      [slug, `${word}|${phone}`],
    );
    if (rows.length === 0) unmarked.push(column);
  }
  return unmarked;
}

const freeTexts = [
  'case_people.name',
  'case_people.email',
  'case_people.phone',
  'case_people.address',
  'cases.relationship',
  'cases.dissatisfaction',
  'case_incidents.place',
  'case_incidents.description',
  'case_incidents.match_note',
  'incident_complaints.reference',
  'information_requests.actions_taken',
  'reports.reference',
  'reports.reporter_name',
  'reports.place',
  'reports.summary',
  'reports.household',
  'reports.affected::text',
  'reports.action_taken',
  'case_labels.label',
  'decisions.reason',
  'clocks.extension_reason',
];
