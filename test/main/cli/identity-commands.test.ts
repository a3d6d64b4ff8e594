import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startTestApp, type TestApp } from '../../support/running-app.js';
import { runCommand } from './cli-process.js';

describe('concord identity', () => {
  let app: TestApp;

  beforeAll(async () => {
    // Tokens are checked by the clock of the server.
    app = await startTestApp();
  });
  afterAll(() => app.stop());

  it('prints a token alone, with which the server knows the person', async () => {
    const line = ['identity', 'token', '--person', 'dev.council', '--url', `${app.origin}/leicester`];
    const { code, stdout, stderr } = await runCommand(line, {});
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
    const { data } = await app.ask('leicester', '{ viewer { name agency { slug } } }', {
      headers: { authorization: `Bearer ${stdout.trim()}` },
    });
    expect(data).toEqual({ viewer: { name: 'Dev Sample', agency: { slug: 'leicester-city-council' } } });
  });

  it('says that nobody of that name is known', async () => {
    const line = ['identity', 'token', '--person', 'nobody', '--url', app.origin];
    const { code, stdout, stderr } = await runCommand(line, {});
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain('knows no demo person called "nobody"');
  });

  it('tells how to start a server where none answers, and that one is not ready', async () => {
    const none = await runCommand(['identity', 'token', '--person', 'dev.council'], { PORT: '1' });
    expect(none.code).toBe(1);
    expect(none.stderr).toBe(
      'No server answers on http://localhost:1. Start one with `npm start` in another terminal, then run this again.\n',
    );
    const starting = createServer((_request, response) => {
      response.writeHead(503).end('{}');
    });
    await new Promise<void>((resolve) => starting.listen(0, '127.0.0.1', resolve));
    const origin = `http://127.0.0.1:${String((starting.address() as AddressInfo).port)}`;
    const unready = await runCommand(['identity', 'token', '--person', 'dev.council', '--url', origin], {});
    await new Promise((resolve) => starting.close(resolve));
    expect(unready.code).toBe(1);
    expect(unready.stderr).toContain(`The server on ${origin} is not ready (503).`);
  });

  it('lists the demo people with each membership, in columns', async () => {
    const { code, stdout } = await runCommand(['identity', 'people'], {});
    expect(code).toBe(0);
    const lines = stdout.split('\n').map((line) => line.split(/ {2,}/));
    expect(lines[0]).toEqual(['PERSON', 'NAME', 'PARTNERSHIP', 'AGENCY', 'ROLES']);
    expect(lines).toContainEqual([
      'dev.council',
      'Dev Sample',
      'leicester',
      'leicester-city-council',
      'agency_officer',
    ]);
    expect(lines).toContainEqual(['', 'north-yorkshire', '-', 'board_reader']);
  });
});
