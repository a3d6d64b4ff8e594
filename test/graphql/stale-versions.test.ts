import { actor, readCase, type Actor } from '../support/journey.js';
import { startTestApp, type TestApp } from '../support/running-app.js';
import { application, apply, night } from './applications.js';
import { countRows } from './stored-rows.js';

describe('a change of a case that somebody else changed since', () => {
  let app: TestApp;
  let coordinator: Actor;

  beforeAll(async () => {
    app = await startTestApp();
    coordinator = actor(app, 'leicester', 'priya.coordinator');
  });
  afterAll(() => app.stop());

  async function proposedCase() {
    const { reference } = await apply(
      app,
      application({ incidents: [night(), night({ occurredOn: '2026-01-11' })] }),
    );
    const { id: caseId } = await readCase(coordinator, reference ?? '');
    await coordinator.mutate('acknowledgeApplication', { caseId, version: 1 });
    const proposed = await coordinator.mutate('proposeDecision', { caseId, version: 2 });
    return {
      caseId,
      version: proposed.case?.version ?? 0,
      proposalId: (proposed['proposal'] as { id: string }).id,
    };
  }

  it('is refused with the version that it is at, and nothing changes', async () => {
    const { caseId, version, proposalId } = await proposedCase();
    const before = await countRows(app);
    for (const seen of [version - 1, 0, -1, 2_147_483_647]) {
      const input = { caseId, version: seen, proposalId, outcome: 'NOT_MET', reason: 'Read too early.' };
      expect(await coordinator.mutate('decideThreshold', input)).toEqual({
        __typename: 'StaleVersion',
        code: 'STALE_VERSION',
        message: `The case has changed since you read it: it is at version ${String(version)}. Read it again, then decide.`,
        currentVersion: version,
      });
    }
    expect(await countRows(app)).toEqual(before);
  });

  it('is refused when it rests on a proposal of an earlier version', async () => {
    const { caseId, version, proposalId } = await proposedCase();
    const again = await coordinator.mutate('proposeDecision', { caseId, version });
    const input = {
      caseId,
      version: again.case?.version,
      proposalId,
      outcome: 'NOT_MET',
      reason: 'Old finding.',
    };
    expect((await coordinator.mutate('decideThreshold', input)).__typename).toBe('StaleVersion');
  });

  it('is made once, however many decide at the same time', async () => {
    const { caseId, version, proposalId } = await proposedCase();
    const outcomes = ['NOT_MET', 'MET', 'NOT_MET', 'MET', 'NOT_MET', 'MET'];
    const before = await countRows(app);
    const answers = await Promise.all(
      outcomes.map((outcome) =>
        coordinator.mutate('decideThreshold', {
          caseId,
          version,
          proposalId,
          outcome,
          reason: 'I was first.',
        }),
      ),
    );
    expect(answers.map((answer) => answer.__typename).sort()).toEqual([
      'CaseChanged',
      ...Array<string>(5).fill('StaleVersion'),
    ]);
    expect((await countRows(app))['decisions']).toBe((before['decisions'] ?? 0) + 1);
  });
});
