import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Metrics } from '#platform/metrics.js';

export interface MetricsListener {
  readonly port: number;
  stop(): Promise<void>;
}

const ownName = /^(?:127\.0\.0\.1|localhost)(?::\d+)?$/;

/** Shows the metrics at `GET /metrics` to this machine alone: a listener of its own, never behind the public address. */
export async function showMetrics({ registry }: Metrics, port: number): Promise<MetricsListener> {
  const server = createServer((request, response) => {
    // By another name a page in a browser on this machine could read them.
    const isOwnName = ownName.test(request.headers.host ?? '');
    if (request.method !== 'GET' || request.url !== '/metrics' || !isOwnName) {
      response.writeHead(404).end();
      return;
    }
    registry.metrics().then(
      (text) => response.writeHead(200, { 'content-type': registry.contentType }).end(text),
      () => response.writeHead(500).end(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE'
          ? new Error(`METRICS_PORT ${String(port)} is in use: stop what uses it or set METRICS_PORT.`)
          : error,
      );
    });
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}
