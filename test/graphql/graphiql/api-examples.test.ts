import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { buildSchema, parse, validate } from 'graphql';
import { projectFolder } from '#main/prepare.js';
import { soon } from '../../live/live-client.js';
import { startTestApp, type TestApp } from '../../support/running-app.js';

/** An example of the page and the answer printed below it. */
interface Example {
  readonly language: string;
  readonly code: string;
  readonly answer: unknown;
}

const page = readFileSync(join(projectFolder, 'docs/api.md'), 'utf8');
const blocks = [...page.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(([, language = '', code = '']) => ({
  language,
  code,
}));
const examples: readonly Example[] = blocks.flatMap(({ language, code }, index) => {
  const below = blocks[index + 1];
  return language !== 'json' && below?.language === 'json'
    ? [{ language, code, answer: JSON.parse(below.code) as unknown }]
    : [];
});

/** What is the same each time stands as it is; what is made anew (ids, references, cursors) by its type only. */
function shapeOf(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) return value.map((each) => shapeOf(each));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, shapeOf(each, name)]));
  const madeAnew = ['id', 'reference', 'cursor', 'endCursor', 'eventCursor', 'correlationId', 'message'];
  return madeAnew.includes(key) ? typeof value : value;
}

const hasCurl = spawnSync('curl', ['--version']).status === 0;

/** Does what a `curl` command of the page does, where there is no curl. */
async function instead(command: string, token: string): Promise<unknown> {
  const url = /https?:\S+/.exec(command)?.[0] ?? '';
  const headers = [...command.matchAll(/-H (['"])(.*?): (.*?)\1/g)].map(
    ([, , name = '', value = '']): [string, string] => [name, value.replace('$TOKEN', token)],
  );
  const body = /-d '([\s\S]*)'/.exec(command)?.[1] ?? '';
  return (await fetch(url, { method: 'POST', headers, body })).json();
}

describe('docs/api.md', () => {
  let app: TestApp;
  let env: Record<string, string | undefined>;

  beforeAll(async () => {
    app = await startTestApp();
    env = { ...process.env, TOKEN: await app.token('priya.coordinator') };
  });
  afterAll(() => app.stop());

  /** Runs an example as it stands, but against this server, and returns the first line that it prints. */
  async function run({ language, code }: Example): Promise<unknown> {
    const { host } = new URL(app.origin);
    const here = code.replaceAll('localhost:4000', host);
    if (language === 'sh' && !hasCurl) return instead(here, env['TOKEN'] ?? '');
    const [command, args] =
      language === 'sh'
        ? ['bash', ['-c', here]]
        : [process.execPath, ['--input-type=module', '--eval', here]];
    const child = spawn(command, args, { cwd: projectFolder, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const said: string[] = [];
    child.stderr.on('data', (part: Buffer) => said.push(part.toString()));
    const ended = once(child, 'close');
    try {
      const line = once(createInterface({ input: child.stdout }), 'line') as Promise<[string]>;
      const nothing = ended.then(() => Promise.reject(new Error(`printed nothing: ${said.join('')}`)));
      const [text] = await soon(`an answer to ${here}`, Promise.race([line, nothing]));
      return JSON.parse(text) as unknown;
    } finally {
      child.kill();
      await ended;
    }
  }

  it('has an answer below every example but the one that fetches a token', () => {
    const runnable = blocks.filter(({ language }) => language !== 'json' && language !== 'graphql');
    expect(examples.map(({ language }) => language)).toEqual(['sh', 'sh', 'sh', 'js', 'js', 'sh']);
    expect(runnable.length).toBe(examples.length + 1);
    expect(runnable.find(({ code }) => code.startsWith('export TOKEN'))?.code).toBe(
      'export TOKEN=$(npm run -s concord -- identity token --person priya.coordinator)\n',
    );
  });

  it('shows for /me/graphql a document that its schema knows', () => {
    const schema = buildSchema(readFileSync(join(projectFolder, 'schema', 'me.graphql'), 'utf8'));
    const documents = blocks.filter(({ language }) => language === 'graphql');
    expect(documents).toHaveLength(1);
    for (const { code } of documents) expect(validate(schema, parse(code))).toEqual([]);
  });

  it.each(examples.map((example, index) => [index + 1, example] as const))(
    'example %i answers what is printed below it',
    async (_, example) => {
      expect(shapeOf(await run(example))).toEqual(shapeOf(example.answer));
    },
  );

  it('is understood without curl too', async () => {
    for (const { code, answer } of examples.filter(({ language }) => language === 'sh')) {
      const here = code.replaceAll('localhost:4000', new URL(app.origin).host);
      expect(shapeOf(await instead(here, env['TOKEN'] ?? ''))).toEqual(shapeOf(answer));
    }
  });

  it('would notice an answer of another shape', () => {
    expect(shapeOf({ id: 'x', stage: 'RECEIVED' })).not.toEqual(shapeOf({ id: 'x', stage: 'GATHERING' }));
    expect(shapeOf({ id: 'x' })).not.toEqual(shapeOf({ id: 'x', more: 1 }));
  });
});
