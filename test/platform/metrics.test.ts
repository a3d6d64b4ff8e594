import { createMetrics } from '#platform/metrics.js';

describe('the metrics', () => {
  it('are counted in a registry of their own', async () => {
    const metrics = createMetrics({ processMetrics: false });
    metrics.operations.inc({ kind: 'query', outcome: 'ok' });
    metrics.openSubscriptions.set(2);

    const text = await metrics.registry.metrics();
    expect(text).toContain('concord_operations_total{kind="query",outcome="ok"} 1');
    expect(text).toContain('concord_open_subscriptions 2');
    expect(await createMetrics({ processMetrics: false }).registry.metrics()).not.toContain('outcome="ok"');
  });

  it('show those of the process when asked', async () => {
    const { registry } = createMetrics({ processMetrics: true });

    expect(await registry.metrics()).toContain('process_cpu_seconds_total');
    registry.clear();
  });
});
