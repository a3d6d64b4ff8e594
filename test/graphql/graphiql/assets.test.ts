import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { mountGraphiql, type GraphiqlSettings } from '#main/graphiql/mount-graphiql.js';
import { loadAssets, type GraphiqlBundle } from '#main/graphiql/assets.js';
import { TestClock } from '../../support/test-clock.js';
import { sendRaw } from '../raw-request.js';

const missing = () => Promise.reject(Object.assign(new Error('not there'), { code: 'ERR_MODULE_NOT_FOUND' }));
const bundle: GraphiqlBundle = {
  js: 'js',
  css: 'css',
  favicon: 'data:image/x-icon;base64,AAEC',
  editorWorkerService: 'e',
  jsonWorker: 'j',
  graphqlWorker: 'g',
};

describe('the files of GraphiQL', () => {
  it('have other addresses when anything in them is other', async () => {
    const first = await loadAssets(() => Promise.resolve(bundle));
    const again = await loadAssets(() => Promise.resolve({ ...bundle }));
    const other = await loadAssets(() => Promise.resolve({ ...bundle, css: 'other' }));
    expect(again?.hash).toBe(first?.hash);
    expect(other?.hash).not.toBe(first?.hash);
    expect([...(first?.files.get('favicon.ico')?.content ?? [])]).toEqual([0, 1, 2]);
  });

  it('are none where the package is not installed; any other failure is one', async () => {
    expect(await loadAssets(missing)).toBeUndefined();
    await expect(loadAssets(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  });

  it('are not there after an installation without development dependencies: the page says how to get them', async () => {
    const directory: GraphiqlSettings['directory'] = {
      findPartnership: (slug) => Promise.resolve({ tenantId: 'x', slug, name: 'Somewhere' }),
      listIssuers: () => Promise.resolve([]),
    };
    const app = express();
    const server = app.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const host = `localhost:${String((server.address() as AddressInfo).port)}`;
    const clock = new TestClock('2026-03-02T10:00:00Z');
    const load = () => loadAssets(missing);
    await mountGraphiql(app, { production: false, origin: `http://${host}`, directory, clock, load });
    const answer = await sendRaw(`http://${host}`, { method: 'GET', headers: { host, accept: 'text/html' } });
    expect(answer.status).toBe(501);
    expect(answer.headers['content-type']).toBe('text/plain; charset=utf-8');
    expect(answer.text).toContain('npm ci --include=dev');
    await new Promise((resolve) => server.close(resolve));
  });
});
