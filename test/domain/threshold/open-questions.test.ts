import type { Await } from '#domain/threshold/finding.js';
import { openQuestionsOf } from '#domain/threshold/open-questions.js';
import { factsOf, incident, report } from './threshold-facts.js';

const facts = factsOf('2026-04-20', [
  incident('i1', '2026-04-01', [report('r1', '2026-04-02')]),
  incident('i2', '2026-04-03', [report('r2', '2026-04-04')]),
]);

describe('what a finding waits for', () => {
  it.each<[Await, object]>([
    [
      { kind: 'agency_answer', agencyId: 'a1', agencyName: 'The council' },
      { what: 'the answer of The council', of: 'The council', incidentIds: [] },
    ],
    [
      { kind: 'match', incidentId: 'i2' },
      { of: 'the coordinator', incidentIds: ['i2'] },
    ],
    [
      { kind: 'judgement', incidentId: 'i1', question: 'Did it cause distress?' },
      { what: 'Did it cause distress?', of: 'the coordinator', incidentIds: ['i1'] },
    ],
    [
      { kind: 'complainant', complaintId: 'r2' },
      { of: 'the coordinator', incidentIds: ['i2'] },
    ],
    [
      { kind: 'condition', condition: 'feels_ignored', of: 'applicant' },
      { of: 'the applicant', question: 'feels_ignored', incidentIds: [] },
    ],
    [
      { kind: 'relation', relation: 'same_problem', incidentIds: ['i1', 'i2'] },
      { of: 'the coordinator', question: 'same_problem', incidentIds: ['i1', 'i2'] },
    ],
    [
      { kind: 'question', criterionId: 'near-home', question: 'Near home?', of: 'panel_chair' },
      { of: 'the chair of the panel', question: 'near-home', incidentIds: [] },
    ],
    [
      { kind: 'risk_assessment' },
      { what: 'an assessment of the risk to the victim', of: 'the coordinator', incidentIds: [] },
    ],
    [
      { kind: 'detail', subject: 'complaint', id: 'r1', detail: 'household' },
      { what: 'the household of a complaint', of: 'the coordinator', incidentIds: ['i1'] },
    ],
    [
      { kind: 'detail', subject: 'incident', id: 'i2', detail: 'crime' },
      { what: 'a settlement whether an incident amounts to a crime', incidentIds: ['i2'] },
    ],
  ])('is told with who has to say it and about which incidents: %j', (awaited, told) => {
    const [question] = openQuestionsOf({ awaits: [awaited] }, facts);
    expect(question).toMatchObject({ kind: awaited.kind, ...told });
    // Only what a judgement answers names a question.
    expect(question?.question === undefined).toBe(!('question' in told));
  });
});
