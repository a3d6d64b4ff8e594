import { request } from 'node:http';
import { showMetrics, type MetricsListener } from '#main/metrics-listener.js';
import { createMetrics } from '#platform/metrics.js';

/** Asks under a name that `fetch` would not let anybody choose. */
function askUnder(port: number, host: string | undefined): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        host: '127.0.0.1',
        port,
        path: '/metrics',
        setHost: false,
        headers: host === undefined ? {} : { host },
      },
      (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part: string) => (text += part));
        response.on('end', () => {
          resolve({ status: response.statusCode ?? 0, text });
        });
      },
    );
    sent.on('error', reject);
    sent.end();
  });
}

describe('the listener for metrics', () => {
  let listener: MetricsListener;

  beforeAll(async () => {
    const metrics = createMetrics({ processMetrics: false });
    metrics.refusals.inc({ limit: 'DEPTH' });
    listener = await showMetrics(metrics, 0);
  });
  afterAll(() => listener.stop());

  it.each(['127.0.0.1', 'localhost', '127.0.0.1:9464', 'localhost:9464'])(
    'answers under %s, a name of this machine alone',
    async (host) => {
      const { status, text } = await askUnder(listener.port, host);
      expect([status, text.includes('concord_refusals_total')]).toEqual([200, true]);
    },
  );

  it.each([
    'rebound.example',
    'rebound.example:9464',
    'localhost.rebound.example',
    '127.0.0.1.rebound.example',
    'rebound.example#localhost',
    'localhost@rebound.example',
    'localhost:9464.rebound.example',
    'not-localhost',
    '127.0.0.10',
    '127-0-0-1',
    '0.0.0.0',
    'localhost:',
    '',
  ])('tells nothing under "%s", by which a page in a browser of this machine might ask', async (host) => {
    expect(await askUnder(listener.port, host)).toEqual({ status: 404, text: '' });
  });

  it('tells nothing to a request without a name', async () => {
    const { status, text } = await askUnder(listener.port, undefined);
    expect([status >= 400, text.includes('concord_')]).toEqual([true, false]);
  });
});
