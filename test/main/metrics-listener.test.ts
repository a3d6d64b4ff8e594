import { showMetrics } from '#main/metrics-listener.js';
import { createMetrics } from '#platform/metrics.js';

describe('the listener for metrics', () => {
  it('shows them at one address, to this machine, and nothing else', async () => {
    const metrics = createMetrics({ processMetrics: false });
    metrics.refusals.inc({ limit: 'DEPTH' });
    const listener = await showMetrics(metrics, 0);
    const at = (path: string, method = 'GET') =>
      fetch(`http://127.0.0.1:${String(listener.port)}${path}`, { method });
    const shown = await at('/metrics');
    expect(shown.headers.get('content-type')).toContain('text/plain');
    expect(await shown.text()).toContain('concord_refusals_total{limit="DEPTH"} 1');
    expect([(await at('/')).status, (await at('/metrics', 'POST')).status]).toEqual([404, 404]);
    await expect(showMetrics(metrics, listener.port)).rejects.toThrow('METRICS_PORT');
    await listener.stop();
  });
});
