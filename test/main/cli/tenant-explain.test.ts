import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tenantsFolder } from '#main/prepare.js';
import { runCommand, scratchFolder, type Ended } from './cli-process.js';
import { runHere } from './run-here.js';

const leicester = join(tenantsFolder, 'leicester');
const cases = join(leicester, 'cases.yaml');

interface Explained {
  readonly partnership: string;
  readonly policy: readonly { file: string; digest: string; inForceFrom: string | null }[];
  readonly cases: readonly {
    readonly id: string;
    readonly receivedOn: string;
    readonly policy: string;
    readonly verdict: string;
    readonly local: { readonly criterionId: string; readonly children: readonly object[] };
    readonly statutory: { readonly verdict: string };
    readonly flags: readonly object[];
    readonly clocks: readonly {
      readonly stepId: string;
      readonly dueOn: string;
      readonly onlyIfMet: boolean;
    }[];
    readonly expected: { readonly holds: boolean; readonly differences: readonly object[] } | null;
  }[];
}

/** A case that is met by the hate route, and by no other. */
const HATE = `cases:
  - id: hate
    received: 2026-07-10
    dissatisfied: yes
    incidents:
      - { id: graffiti, on: 2026-07-01, hate: perceived }
`;

describe('concord tenant explain', () => {
  const folder = scratchFolder();
  const own = join(folder.path, 'my-rules');

  const explain = (line: readonly string[]): Promise<Ended> =>
    runHere(['tenant', 'explain', ...line], { INIT_CWD: folder.path });
  const explainJson = async (line: readonly string[]): Promise<Explained> =>
    JSON.parse((await explain([...line, '--json'])).stdout) as Explained;
  const write = (name: string, text: string) => {
    writeFileSync(join(folder.path, name), text);
    return name;
  };

  beforeAll(() => {
    mkdirSync(own);
    cpSync(join(leicester, 'policy.yaml'), join(own, 'policy.yaml'));
  });

  afterAll(() => {
    folder.remove();
  });

  it('tells the verdict, every test, the limb of the Act and the clocks of each case in words', async () => {
    const { code, stdout, stderr } = await explain(['leicester', '--facts', cases]);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('three-nights-of-noise: MET\n  Three nights of noise, each told to the police');
    expect(stdout).toContain('  Received on Friday 10 July 2026, decided by policy.yaml.\n');
    expect(stdout).toContain('- counted: incident of 1 June 2026');
    expect(stdout).toContain('section 104(4)');
    // The day of receipt is a Friday: one working day is the Monday.
    expect(stdout).toContain('1 working day after Friday 10 July 2026: Monday 13 July 2026');
    expect(stdout).toContain('\n  As expected.\n');
    expect(stdout).toMatch(
      /\n14 cases: \d+ met, \d+ not met, 1 need judgement; 14 as expected, 0 not as expected\.\n$/,
    );
  });

  it('tells the same as one JSON document', async () => {
    const told = await explainJson(['leicester', '--facts', cases, '--case', 'silent-council']);
    expect(told.partnership).toBe('leicester');
    expect(told.policy).toMatchObject([{ file: 'policy.yaml', inForceFrom: null }]);
    expect(told.policy[0]?.digest).toMatch(/^[0-9a-f]{64}$/);
    expect(told.cases).toHaveLength(1);
    expect(told.cases[0]).toMatchObject({
      id: 'silent-council',
      receivedOn: '2026-07-10',
      policy: 'policy.yaml',
      verdict: 'needs_judgement',
      local: { criterionId: 'threshold', verdict: 'needs_judgement' },
      statutory: { verdict: 'needs_judgement' },
      flags: [],
      expected: { holds: true, differences: [] },
    });
    expect(told.cases[0]?.clocks.map(({ stepId, dueOn }) => [stepId, dueOn]).slice(0, 2)).toEqual([
      ['acknowledgement', '2026-07-13'],
      ['threshold-decision', '2026-07-24'],
    ]);
  });

  it('reads standard input, and a folder with nothing but a policy, from where it was called', async () => {
    const line = ['tenant', 'explain', './my-rules', '--facts', '-', '--json'];
    const { stdout } = await runCommand(line, { INIT_CWD: folder.path }, HATE);
    const told = JSON.parse(stdout) as Explained;
    expect(told.partnership).toBe('my-rules');
    expect(told.cases[0]).toMatchObject({ id: 'hate', verdict: 'met', expected: null });
    expect((await explainJson(['my-rules', '--facts', write('hate.yaml', HATE)])).cases[0]?.verdict).toBe(
      'met',
    );
  });

  it('ends with exit code 1 where a case comes out otherwise than it says, and lists in what', async () => {
    const wrong = write(
      'wrong.yaml',
      `${HATE}    expect: { verdict: not_met, due: { acknowledgement: 2026-07-10 } }\n`,
    );
    const { code, stdout } = await explain(['leicester', '--facts', wrong]);
    expect(code).toBe(1);
    expect(stdout).toContain(
      '  NOT AS EXPECTED\n    verdict: expected not_met, got met\n    due.acknowledgement: expected 2026-07-10, got 2026-07-13\n',
    );
    expect(stdout).toContain('0 as expected, 1 not as expected.');
  });

  it('decides by a draft, by the version of another day, and by the one that a case names', async () => {
    const policy = readFileSync(join(leicester, 'policy.yaml'), 'utf8');
    const draft = write('draft.yaml', policy.replace('atLeast: 1', 'atLeast: 2'));
    const facts = write('hate.yaml', HATE);
    const byDraft = await explainJson(['leicester', '--facts', facts, '--policy', draft]);
    expect([byDraft.cases[0]?.verdict, byDraft.policy[0]?.file]).toEqual(['not_met', 'draft.yaml']);
    // Two hate incidents are asked for from 1 September 2026 on.
    const dated = join(folder.path, 'dated');
    cpSync(own, dated, { recursive: true });
    const later = `inForceFrom: 2026-09-01\n${policy.replace('atLeast: 1', 'atLeast: 2')}`;
    writeFileSync(join(dated, 'policy-2026-09-01.yaml'), later);
    const verdict = async (...line: string[]) =>
      (await explainJson(['dated', '--facts', facts, ...line])).cases.map((each) => [
        each.policy,
        each.verdict,
      ]);
    expect(await verdict()).toEqual([['policy.yaml', 'met']]);
    expect(await verdict('--on', '2026-08-31')).toEqual([['policy.yaml', 'met']]);
    expect(await verdict('--on', '2026-09-01')).toEqual([['policy-2026-09-01.yaml', 'not_met']]);
    write('hate.yaml', `${HATE}    policy: policy-2026-09-01\n`);
    expect(await verdict()).toEqual([['policy-2026-09-01.yaml', 'not_met']]);
    write('hate.yaml', `${HATE}    policy: policy-2027\n`);
    const unknown = await explain(['dated', '--facts', facts]);
    expect([unknown.code, unknown.stderr]).toEqual([
      1,
      'The case hate: policy: expected a day or one of policy.yaml, policy-2026-09-01.yaml, got policy-2027.\n',
    ]);
  });

  it('marks what follows only where a case is accepted, and forecasts it plainly where it is met', async () => {
    const line = (id: string) => explain(['leicester', '--facts', cases, '--case', id]);
    const notMet = (await line('hate-a-day-too-early')).stdout;
    expect(notMet).toContain('The review is completed (only if it is accepted)\n');
    // What follows whatever is decided is told as ever.
    expect(notMet).toContain('The applicant is told whether the threshold is met (running, in time)\n');
    const met = (await line('three-nights-of-noise')).stdout;
    expect(met).not.toContain('only if it is accepted');
    expect(met).toContain('The review is completed (');
    const [told] = (await explainJson(['leicester', '--facts', cases, '--case', 'hate-a-day-too-early']))
      .cases;
    expect(told?.clocks.map(({ stepId, onlyIfMet }) => [stepId, onlyIfMet])).toEqual([
      ['acknowledgement', false],
      ['threshold-decision', false],
      ['review', true],
    ]);
  });

  it('says which label and which agency was counted, where the test asks for them, and nowhere else', async () => {
    const policy = `threshold:
  test: all_of
  id: threshold
  words: All of these
  criteria:
    - { test: count, id: one-problem, words: Two of one problem, unit: incidents, atLeast: 2, category: asb, by: victim, needs: complaint, related: [same_problem] }
    - { test: count, id: two-agencies, words: To two agencies, unit: agencies, atLeast: 2, category: asb, by: victim, needs: complaint }
    - { test: count, id: any-two, words: Any two, unit: incidents, atLeast: 2, category: asb, by: victim, needs: complaint }
applicants: { thirdParties: true, severalVictims: false, words: Anybody }
`;
    mkdirSync(join(folder.path, 'labels'));
    write('labels/policy.yaml', policy);
    const facts = write(
      'labels.yaml',
      `cases:
  - id: drums
    received: 2026-07-10
    incidents:
      - { id: a, on: 2026-06-01, reportedTo: police, problem: the drums, place: the yard }
      - { id: b, on: 2026-06-02, reportedTo: council, problem: the drums }
      - { id: c, on: 2026-06-03, reportedTo: council, problem: the bins }
`,
    );
    const { stdout } = await explain(['labels', '--facts', facts]);
    const of = (words: string) => stdout.split(/MET: /).find((part) => part.startsWith(`${words}\n`)) ?? '';
    const counted = (words: string) =>
      of(words)
        .split('\n')
        .filter((each) => each.includes('- '));
    expect(counted('Two of one problem').map((each) => /\[.*\]/.exec(each)?.[0])).toEqual([
      '[problem: the drums]',
      '[problem: the drums]',
      '[problem: the bins]',
    ]);
    expect(of('To two agencies')).toContain('[told to the police]');
    expect(of('To two agencies')).toContain('[told to the council]');
    expect(counted('Any two')).toHaveLength(3);
    expect(of('Any two')).not.toContain('[');
  });

  it('notes what the facts say and the policy knows nothing of, which is most often a slip of the pen', async () => {
    const slip = write(
      'slip.yaml',
      `${HATE}    answers: { problem_persits: yes, problem_persists: yes }\n    risk: hihg\n`,
    );
    const { code, stdout } = await explain(['leicester', '--facts', slip]);
    expect(code).toBe(0);
    expect(stdout).toContain(
      '  Note: no test of the policy asks "problem_persits", and it is no condition or relation.\n',
    );
    expect(stdout).toContain('  Note: the policy has no band "hihg" of risk.\n');
    expect(stdout).not.toContain('"problem_persists"');
  });

  it('names file, line and key of what cannot be read', async () => {
    const bad = write('bad.yaml', HATE.replace('hate: perceived', 'hate: perhaps'));
    const { code, stdout, stderr } = await explain(['leicester', '--facts', bad]);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toBe(
      `${join(folder.path, 'bad.yaml')}:6: cases[0].incidents[0].hate: expected no, perceived, recorded, both, or { perceived, recorded, by }, got "perhaps"\n`,
    );
  });

  it.each([
    { line: ['--facts', 'facts.yaml'], code: 2, says: 'SLUG|FOLDER is missing.' },
    { line: ['leicester'], code: 2, says: '--facts is missing.' },
    {
      line: ['leicester', '--facts', 'facts.yaml', '--on', 'soon'],
      code: 2,
      says: '--on is "soon": expected a day such as 2026-07-10.',
    },
    {
      line: ['leicester', '--facts', 'facts.yaml', '--on', '2026-02-30'],
      code: 2,
      says: '--on is "2026-02-30": expected a day',
    },
    {
      line: ['leicester', '--facts', 'facts.yaml', '--case', 'love'],
      code: 1,
      says: 'The file has no case "love": expected one of hate.',
    },
    { line: ['atlantis', '--facts', 'facts.yaml'], code: 1, says: 'There is no partnership "atlantis" in ' },
  ])('answers $line with exit code $code and what is wrong', async ({ line, code, says }) => {
    write('facts.yaml', HATE);
    const ended = await explain(line);
    expect([ended.code, ended.stdout]).toEqual([code, '']);
    expect(ended.stderr).toContain(says);
  });
});

describe('concord tenant show and schema', () => {
  const show = (...line: string[]) => runHere(['tenant', 'show', ...line], {});

  it('prints partnership and policy as YAML that says the same', async () => {
    const { code, stdout } = await show('north-yorkshire', '--on', '2026-07-10');
    expect(code).toBe(0);
    expect(stdout).toContain(
      '# north-yorkshire/partnership.yaml\nname: North Yorkshire Community Safety Partnership\n',
    );
    expect(stdout).toContain('# north-yorkshire/policy.yaml\n');
    expect(stdout).toContain('id: three-incidents');
  });

  it('prints them as JSON', async () => {
    const shown = JSON.parse((await show('leicester', '--json')).stdout) as Record<string, unknown>;
    expect(Object.keys(shown)).toEqual(['slug', 'partnership', 'file', 'digest', 'policy']);
    expect(shown).toMatchObject({
      slug: 'leicester',
      file: 'policy.yaml',
      partnership: { referencePrefix: 'LEI' },
    });
  });

  it('prints where the schemas are', async () => {
    const { code, stdout } = await runHere(['tenant', 'schema'], {});
    expect(code).toBe(0);
    for (const name of ['policy', 'partnership', 'cases'])
      expect(stdout).toContain(
        `# yaml-language-server: $schema=${join(tenantsFolder, '..', 'schema', `${name}.schema.json`)}`,
      );
  });
});
