import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tenantsFolder } from '#main/prepare.js';
import { adminSql } from '../../support/case-record.js';
import { accepted, applicationOf, incidentOn, ReviewCase } from '../../support/review-case.js';
import { startTestApp, type TestApp } from '../../support/running-app.js';
import { runCommand, scratchFolder, settingsOf, type Ended } from './cli-process.js';

interface Replayed {
  readonly cases: readonly { readonly reference: string; readonly [field: string]: unknown }[];
  readonly totals: object;
}

/*
 * Three past cases of Leicester, each of one hate incident. A draft that asks for two hate incidents fails the hate route of
 * each: the first, decided as met by that route alone, is not met; the second failed for want of dissatisfaction and fails
 * still. Nobody matched the third: its records may still show three people who complained, so that it stays open.
 */
describe('concord tenant replay', () => {
  const folder = scratchFolder();
  const draft = join(folder.path, 'draft.yaml');
  let app: TestApp;
  let met: ReviewCase;
  let satisfied: ReviewCase;
  let open: ReviewCase;

  const opened = (dissatisfied: boolean) =>
    ReviewCase.apply(
      app,
      'leicester',
      applicationOf([incidentOn('2026-02-10', [], { hatePerceived: true })], { dissatisfied }),
    );
  const matched = async (dissatisfied: boolean) => {
    const review = await opened(dissatisfied);
    accepted(await review.match(1, { match: 'OTHER_EVIDENCE', note: 'A recording.' }));
    return review;
  };
  const run = (...line: string[]): Promise<Ended> =>
    runCommand(['tenant', 'replay', 'leicester', ...line], settingsOf(app.database, folder.path));
  const replayed = async (): Promise<Replayed> =>
    JSON.parse((await run('--policy', draft, '--json')).stdout) as Replayed;

  beforeAll(async () => {
    const policy = readFileSync(join(tenantsFolder, 'leicester', 'policy.yaml'), 'utf8');
    writeFileSync(draft, policy.replace('atLeast: 1', 'atLeast: 2'));
    app = await startTestApp({ startAt: '2026-03-05T10:00:00Z' });
    met = await matched(true);
    const { id: proposalId } = await met.propose();
    accepted(await met.decide({ outcome: 'MET', proposalId }));
    satisfied = await matched(false);
    await satisfied.propose();
    open = await opened(true);
    await open.propose();
  });

  afterAll(async () => {
    await app.stop();
    folder.remove();
  });

  it('lists by reference what a draft would have found, which tests changed, and the sums', async () => {
    const { cases, totals } = await replayed();
    const of = ({ reference }: ReviewCase) => cases.find((each) => each.reference === reference);
    expect(of(met)).toMatchObject({
      before: 'met',
      after: 'not_met',
      decided: 'MET',
      notReproduced: null,
    });
    const changed = of(met)?.['changedTests'] as { id: string; before: object; after: object }[];
    expect(changed.map(({ id }) => id)).toEqual(['threshold', 'route', 'hate-incident']);
    expect(changed[2]).toMatchObject({ before: { verdict: 'met' }, after: { verdict: 'not_met' } });
    expect(of(satisfied)).toMatchObject({ before: 'not_met', after: 'not_met', decided: null });
    expect(of(open)).toMatchObject({ before: 'needs_judgement', after: 'needs_judgement', decided: null });
    expect(totals).toEqual({
      cases: 3,
      met: 0,
      notMet: 2,
      needJudgement: 1,
      newlyMet: 0,
      newlyNotMet: 1,
      newlyNeedJudgement: 0,
      againstDecision: 1,
      notReproduced: 0,
    });
  });

  it('says the same in words, without a name of anybody', async () => {
    const { code, stdout, stderr } = await run('--policy', draft);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain(
      `${met.reference}: MET before, NOT MET by the draft (decided: met)\n  threshold\n`,
    );
    expect(stdout).toContain(
      'By draft.yaml, of 3 past cases:\n  met: 0 (0 of them newly)\n  not met: 2 (1 of them newly)',
    );
    expect(stdout).toContain('Every stored finding is reproduced to the letter from its stored facts.');
    expect(stdout).not.toContain('Vera');
  });

  it('leaves a line of the operator in the audit trail that names the cases looked at', async () => {
    await run('--policy', draft);
    const [line] = await adminSql<{ actor: string; kind: string; subject_ids: string[] }>(
      app,
      "select actor, kind, subject_ids from concord.audit_entries where action = 'POLICY_REPLAYED' order by at desc limit 1",
    );
    expect(line).toMatchObject({ actor: 'operator', kind: 'CONSULTATION' });
    expect(line?.subject_ids).toHaveLength(3);
  });

  it('finds nothing to change when the draft is the policy itself, and changes nothing', async () => {
    const same = join(tenantsFolder, 'leicester', 'policy.yaml');
    const { code, stdout } = await run('--policy', same, '--json');
    expect(code).toBe(0);
    const { cases } = JSON.parse(stdout) as Replayed;
    for (const each of cases) expect([each['after'], each['changedTests']]).toEqual([each['before'], []]);
    expect((await met.read()).stage).toBe('THRESHOLD_MET');
  });

  it('reports a stored finding that does not follow from its stored facts, with exit code 1', async () => {
    const flip = (from: string, to: string) =>
      adminSql(
        app,
        `update concord.decision_proposals p set facts = jsonb_set(facts, '{dissatisfiedWithResponse}', '${to}')
         from concord.cases c where c.id = p.case_id and c.reference = $1 and facts->>'dissatisfiedWithResponse' = '${from}'`,
        [met.reference],
      );
    await flip('true', 'false');
    const { code, stdout } = await run('--policy', draft);
    await flip('false', 'true');
    expect(code).toBe(1);
    expect(stdout).toContain('THE STORED FINDING IS NOT REPRODUCED: met was stored, not_met is found now');
    expect(stdout).toContain('Stored findings that are not reproduced from their stored facts: 1.');
    expect((await run('--policy', draft)).code).toBe(0);
  });

  it('shows nothing of another partnership', async () => {
    const { code, stdout } = await runCommand(
      ['tenant', 'replay', 'north-yorkshire', '--policy', draft],
      settingsOf(app.database, folder.path),
    );
    expect([code, stdout]).toEqual([0, 'There are no past cases with a finding.\n']);
  });

  it('names the partnerships that there are, and a draft that cannot be read', async () => {
    const nowhere = await runCommand(
      ['tenant', 'replay', 'atlantis', '--policy', draft],
      settingsOf(app.database, folder.path),
    );
    expect([nowhere.code, nowhere.stderr]).toEqual([
      1,
      'There is no partnership "atlantis" in the database: expected one of leicester, north-yorkshire.\n',
    ]);
    const missing = await run('--policy', join(folder.path, 'none.yaml'));
    expect(missing.code).toBe(1);
    expect(missing.stderr).toContain('none.yaml:1: (document): expected a readable file, got none');
  });
});
