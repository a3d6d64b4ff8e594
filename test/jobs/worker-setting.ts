import { createHash, randomBytes } from 'node:crypto';
import pg from 'pg';
import { Temporal } from 'temporal-polyfill';
import type { DataSource } from 'typeorm';
import { applyForReview } from '#casework/apply-for-review.js';
import type { Outcome } from '#casework/outcome.js';
import type { Casework, Clock } from '#casework/ports.js';
import type { Member } from '#casework/principal.js';
import { localDateOf } from '#domain/calendar/local-date.js';
import type { TimescaleStep } from '#domain/policy/timescales.js';
import type { PolicyOfTime } from '#domain/timescale/clock-rules.js';
import type { ApplicationDraft } from '#domain/review/application.js';
import type { FollowedLogs } from '#jobs/ports.js';
import { startWorker, type RunningWorker } from '#jobs/start-worker.js';
import { applyDemoPeople } from '#persistence/apply-demo-people.js';
import { applyTenant } from '#persistence/apply-tenant.js';
import { createDataSource } from '#persistence/data-source.js';
import { Directory } from '#persistence/directory.js';
import { createJobPool } from '#persistence/job-pool.js';
import { LogFollower } from '#persistence/log-follower.js';
import { migratorDataSource } from '#persistence/migrate.js';
import { storesOver } from '#persistence/stores.js';
import { UnitOfWork } from '#persistence/unit-of-work.js';
import { newId } from '#platform/ids.js';
import { createLogger, type Logger } from '#platform/logger.js';
import { newReference } from '#platform/references.js';
import { readTenants } from '#tenancy/read-tenants.js';
import { migratedDatabase, type ScratchDatabase } from '../support/scratch-database.js';

const { tenants, organisations, roles, holidays } = readTenants('tenants');
const ids = { newId, newReference };

/** In calendar days, so that no bank holiday has to be known for the day on which the tests run. */
const timescales: readonly TimescaleStep[] = [
  {
    id: 'acknowledgement',
    words: 'The application is acknowledged',
    within: { days: 1 },
    from: 'application_received',
    endsWith: 'acknowledged',
    actor: 'coordinator',
  },
  {
    id: 'decision',
    words: 'The threshold is decided',
    within: { days: 14 },
    from: 'application_received',
    endsWith: 'threshold_decided',
    actor: 'coordinator',
    extension: { words: 'The decision may take longer' },
  },
];

/** A clock that stands still until it is set. */
export interface SetClock extends Clock {
  set(text: string): void;
}

export function clockAt(text: string): SetClock {
  let shown = Temporal.Instant.from(text);
  return {
    now: () => shown,
    set: (other) => {
      shown = Temporal.Instant.from(other);
    },
  };
}

export interface ClockOfCase {
  readonly id: string;
  readonly caseId: string;
  readonly step: string;
  readonly dueAt: string;
  readonly isMarked: boolean;
}

export interface JobRow {
  readonly key: string;
  readonly attempts: number;
  readonly lastError: string | null;
  readonly runAt: string;
  readonly isLater: boolean;
}

interface WorkerOptions {
  readonly clock: Clock;
  readonly name?: string;
  readonly logger?: Logger;
  /** Stands between the worker and the logs that it follows. */
  readonly around?: (logs: LogFollower) => FollowedLogs;
  readonly pollMs?: number;
}

/** Adds a person with one role; an officer of the agency where one is named. */
async function addMember(source: DataSource, partnership: string, agency?: string): Promise<Member> {
  const issuer = 'https://people.example';
  const subject = agency ?? 'cora';
  const role = agency === undefined ? { roles: ['coordinator'] } : { roles: ['agency_officer'], agency };
  const person = { subject, name: 'Cora', memberships: [{ partnership, ...role }] };
  await applyDemoPeople(source, { issuer, audience: 'concord', people: [person], newId });
  const {
    memberships: [member],
  } = await new Directory(source).findMemberships(partnership, { issuer, subject });
  if (!member) throw new Error(`${partnership} has ${subject}.`);
  return member;
}

/** A database with two partnerships, where cases are opened and workers run. */
export class WorkerSetting {
  readonly #sources: DataSource[] = [];
  readonly #workers: { worker: RunningWorker; dataSource: DataSource }[] = [];

  private constructor(
    readonly database: ScratchDatabase,
    readonly tenantId: string,
    readonly otherTenantId: string,
    readonly coordinator: Member,
    private readonly admin: pg.Pool,
  ) {}

  /** The policies of both say of time what is told here; left out, an acknowledgement in a day and a decision in 14. */
  static async open(ofTime: PolicyOfTime = { timescales }): Promise<WorkerSetting> {
    const database = await migratedDatabase();
    const source = await migratorDataSource(database.migratorUrl).initialize();
    const [first, second] = tenants.map((file) => ({
      ...file,
      issuers: [],
      policyVersions: file.policyVersions.map((each) => ({
        ...each,
        policy: { ...each.policy, ...ofTime },
      })),
    }));
    if (!first || !second) throw new Error('There are two partnerships.');
    const tenantId = await applyTenant({ source, newId, organisations, roles }, first);
    const otherTenantId = await applyTenant({ source, newId, organisations, roles }, second);
    const coordinator = await addMember(source, first.slug);
    await source.destroy();
    const admin = new pg.Pool({ connectionString: database.adminUrl, max: 2 });
    return new WorkerSetting(database, tenantId, otherTenantId, coordinator, admin);
  }

  /** An officer of an agency of the first partnership. */
  async addOfficer(agency: string): Promise<Member> {
    const source = await migratorDataSource(this.database.migratorUrl).initialize();
    const member = await addMember(source, tenants[0]?.slug ?? '', agency);
    await source.destroy();
    return member;
  }

  async close(): Promise<void> {
    await this.stopWorkers();
    for (const source of this.#sources) await source.destroy();
    await this.admin.end();
    await this.database.drop();
  }

  async stopWorkers(): Promise<void> {
    for (const { worker, dataSource } of this.#workers.splice(0)) {
      await worker.stop();
      await dataSource.destroy();
    }
  }

  /** The use cases as the server wires them, as the application's role. */
  async casework(clock: Clock): Promise<Casework> {
    const url = this.database.appUrl;
    const dataSource = await createDataSource({ url, applicationName: 'office', poolSize: 3 }).initialize();
    this.#sources.push(dataSource);
    return caseworkOver(dataSource, clock);
  }

  async follower(follower: string, batch?: number): Promise<LogFollower> {
    const dataSource = await this.#workerSource(`follower ${follower}`);
    this.#sources.push(dataSource);
    return new LogFollower({ dataSource, follower, ...(batch !== undefined && { batch }) });
  }

  async startWorker(options: WorkerOptions): Promise<RunningWorker> {
    const { clock, name = 'test worker', around = (logs) => logs, pollMs = 50 } = options;
    const dataSource = await this.#workerSource(name);
    const worker = await startWorker({
      pool: createJobPool({ url: this.database.workerUrl, applicationName: `${name} jobs` }),
      logs: around(new LogFollower({ dataSource, follower: 'jobs' })),
      directory: new Directory(dataSource),
      casework: caseworkOver(dataSource, clock),
      logger: options.logger ?? createLogger({ logLevel: 'silent' }),
      pollMs,
    });
    this.#workers.push({ worker, dataSource });
    return worker;
  }

  /** Opens a case and returns its id; `tenantId` is the first partnership's unless told. */
  async apply(casework: Casework, tenantId = this.tenantId): Promise<string> {
    const clientKey = randomBytes(12).toString('hex');
    const application = applicationOn(localDateOf(casework.clock.now()));
    const received = await applyForReview(casework, { kind: 'public', tenantId }, { clientKey, application });
    return valueOf(received).caseId;
  }

  async sql<R extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []): Promise<R[]> {
    return (await this.admin.query<R>(text, [...values])).rows;
  }

  clocksOf(caseId: string): Promise<ClockOfCase[]> {
    return this.sql<ClockOfCase>(
      `select id, case_id as "caseId", step, due_at::text as "dueAt", fell_due_at is not null as "isMarked"
       from concord.clocks where case_id = $1 order by due_at`,
      [caseId],
    );
  }

  async clockOf(caseId: string, step: string): Promise<ClockOfCase> {
    const found = (await this.clocksOf(caseId)).find((each) => each.step === step);
    if (!found) throw new Error(`There is no clock ${step}.`);
    return found;
  }

  /** Those that wait or run. One that was superseded while it was held has lost its key and never runs again. */
  jobs(): Promise<JobRow[]> {
    return this.sql<JobRow>(
      `select key, attempts, last_error as "lastError", run_at::text as "runAt", run_at > now() as "isLater"
       from graphile_worker.jobs where key is not null order by key`,
    );
  }

  /** Lets pass the time for which a job is put off that failed, or held that was handed out to a cut connection. */
  async letTimePass(): Promise<void> {
    for (const [change, which] of [
      ['run_at = now()', 'locked_at is null'],
      ['locked_at = null, locked_by = null', "locked_at < now() - interval '2 seconds'"],
    ])
      await this.sql(`update graphile_worker._private_jobs set ${change ?? ''} where id in (
        select id from graphile_worker._private_jobs where ${which ?? ''} for update skip locked)`);
  }

  /** How often each clock of the cases fell due, by the events of the log, in the order of the clocks' ids. */
  async timesFallenDue(): Promise<Map<string, number>> {
    const rows = await this.sql<{ id: string; times: string }>(
      `select subject_id as id, count(*) as times from concord.events where type = 'CLOCK_FELL_DUE' group by subject_id`,
    );
    return new Map(rows.map(({ id, times }) => [id, Number(times)]));
  }

  async placeOf(tenantId: string): Promise<number | undefined> {
    const [row] = await this.sql<{ position: string }>(
      `select position from concord.log_followers where tenant_id = $1 and follower = 'jobs'`,
      [tenantId],
    );
    return row && Number(row.position);
  }

  #workerSource(applicationName: string): Promise<DataSource> {
    return createDataSource({ url: this.database.workerUrl, applicationName, poolSize: 3 }).initialize();
  }

  /** Cuts every connection whose application name begins so; returns how many. */
  async cutConnections(nameBegins: string): Promise<number> {
    const cut = await this.sql(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and starts_with(application_name, $2)',
      [this.database.name, nameBegins],
    );
    return cut.length;
  }
}

function caseworkOver(dataSource: DataSource, clock: Clock): Casework {
  const unitOfWork = new UnitOfWork({ dataSource, clock, ids });
  const digest = (text: string) => createHash('sha256').update(text).digest('hex');
  return {
    inTransaction: (principal, work) => unitOfWork.write(principal, (sql) => work(storesOver(sql, clock))),
    clock,
    ids,
    secrets: { applicantSecret: (caseId) => digest(`secret of ${caseId}`), digest },
    holidays,
  };
}

function applicationOn(day: Temporal.PlainDate): ApplicationDraft {
  const occurredOn = day.subtract({ days: 3 });
  return {
    applicantKind: 'VICTIM',
    name: 'Test Applicant',
    contact: { email: 'applicant@example.org' },
    victims: [],
    incidents: [
      {
        occurredOn,
        place: 'A street',
        description: 'Noise at night',
        hatePerceived: false,
        complaints: [],
      },
    ],
    dissatisfied: true,
  };
}

export function valueOf<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`${outcome.refusal.code}: ${outcome.refusal.message}`);
  return outcome.value;
}

/** Asks again until the condition holds; fails after twenty seconds, far more than any worker needs. */
export async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 20_000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`It never came about: ${what}.`);
    await new Promise((resume) => setTimeout(resume, 20));
  }
}
