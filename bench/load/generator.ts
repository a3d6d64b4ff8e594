import autocannon, { type Client, type Result } from 'autocannon';
import type { Load, Loaded, PreparedRequest } from './messages.js';

/** The load generator's process: autocannon, with each connection walking a share of the requests of its own. */
process.once('disconnect', () => process.exit());
process.on('message', (message) => {
  load(message as Load).then(
    (loaded) => process.send?.(loaded),
    (error: unknown) => process.send?.({ failed: String(error) }),
  );
});

async function load({ origin, requests, seconds, connections }: Load): Promise<Loaded> {
  const latencies: number[] = [];
  let bytes = 0;
  let refused = 0;
  let started = performance.now();
  const result = await new Promise<Result>((resolve, reject) => {
    const setupClient = sharing(requests, connections);
    const options = { url: origin, connections, duration: seconds, timeout: 20, setupClient };
    const run = autocannon(options, (error: unknown, done) => {
      if (error) reject(new Error('The load could not be made.', { cause: error }));
      else resolve(done);
    });
    // Until here the requests were only made ready.
    run.on('start', () => (started = performance.now()));
    run.on('response', (...[, status, size, milliseconds]) => {
      latencies.push(milliseconds);
      bytes += size;
      if (status !== 200) refused += 1;
    });
  });
  latencies.sort((a, b) => a - b);
  return {
    answers: latencies.length - refused,
    seconds: (performance.now() - started) / 1_000,
    p50: at(latencies, 0.5),
    p99: at(latencies, 0.99),
    bytes: Math.round(bytes / Math.max(1, latencies.length)),
    errors: refused + result.errors + result.timeouts,
  };
}

/** Deals the requests out to the connections, so that together they are asked about in the order of the list. */
function sharing(requests: readonly PreparedRequest[], connections: number): (client: Client) => void {
  let clients = 0;
  return (client) => {
    const number = clients;
    const mine = requests.filter((_, index) => index % connections === number);
    clients += 1;
    client.setRequests(
      mine.map((request) => ({ ...request, method: 'POST', headers: { ...request.headers } })),
    );
  };
}

function at(sorted: readonly number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}
