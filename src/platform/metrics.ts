import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/**
 * The numbers that an installation shows about itself. Labels come from closed lists in the code (kinds, outcomes,
 * task names): never a partnership, a person, a reference or anything that a caller typed.
 */
export interface Metrics {
  readonly registry: Registry;
  /** GraphQL operations that ended, by kind (query, mutation, subscription) and outcome. */
  readonly operations: Counter<'kind' | 'outcome'>;
  /** How long queries and mutations took, in seconds. */
  readonly operationSeconds: Histogram<'kind'>;
  readonly openSubscriptions: Gauge;
  /** Events handed to subscribers. */
  readonly deliveredEvents: Counter;
  /** What was refused, by the name of the limit. */
  readonly refusals: Counter<'limit'>;
  /** Jobs that ended, by task and outcome. */
  readonly jobs: Counter<'task' | 'outcome'>;
}

/** A fresh set of metrics with a registry of its own; `processMetrics` adds Node's (memory, event loop). */
export function createMetrics({ processMetrics }: { processMetrics: boolean }): Metrics {
  const registry = new Registry();
  if (processMetrics) collectDefaultMetrics({ register: registry });
  const registers = [registry];
  return {
    registry,
    operations: new Counter({
      name: 'concord_operations_total',
      help: 'GraphQL operations that ended',
      labelNames: ['kind', 'outcome'],
      registers,
    }),
    operationSeconds: new Histogram({
      name: 'concord_operation_seconds',
      help: 'Duration of queries and mutations in seconds',
      labelNames: ['kind'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 8],
      registers,
    }),
    ...liveMetrics(registers),
    refusals: refusalMetric(registers),
    jobs: new Counter({
      name: 'concord_jobs_total',
      help: 'Background jobs that ended',
      labelNames: ['task', 'outcome'],
      registers,
    }),
  };
}

function liveMetrics(registers: Registry[]): Pick<Metrics, 'openSubscriptions' | 'deliveredEvents'> {
  return {
    openSubscriptions: new Gauge({
      name: 'concord_open_subscriptions',
      help: 'Subscriptions open now',
      registers,
    }),
    deliveredEvents: new Counter({
      name: 'concord_delivered_events_total',
      help: 'Events handed to subscribers',
      registers,
    }),
  };
}

function refusalMetric(registers: Registry[]): Metrics['refusals'] {
  return new Counter({
    name: 'concord_refusals_total',
    help: 'Requests, operations and sockets refused by a limit',
    labelNames: ['limit'],
    registers,
  });
}
