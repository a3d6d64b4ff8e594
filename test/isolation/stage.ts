import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Ids } from '#casework/ports.js';
import { signInAs } from '#identity/sign-in.js';
import { startApp } from '#main/app.js';
import { apiAudience } from '#main/development-identity.js';
import { prepareDatabase, tenantsFolder } from '#main/prepare.js';
import { openCursor } from '#platform/cursors.js';
import { newId } from '#platform/ids.js';
import { createLogger } from '#platform/logger.js';
import { newReference } from '#platform/references.js';
import { readTenants } from '#tenancy/read-tenants.js';
import { mondayMorning } from '../support/running-app.js';
import { scratchDatabase, type ScratchDatabase } from '../support/scratch-database.js';
import { TestClock } from '../support/test-clock.js';
import { withoutLimits } from './full-world.js';

/** What was answered over HTTP, to the byte but for what differs in every answer. */
export interface RawAnswer {
  readonly line: string;
  readonly data: Record<string, unknown> | null;
}

/** A server on a fresh copy of the same database, with the same keys, address and time each time. */
export interface Performance {
  readonly origin: string;
  readonly clock: TestClock;
  readonly database: ScratchDatabase;
  token(subject: string): Promise<string>;
  post(slug: string, as: string | undefined, body: object): Promise<RawAnswer>;
  /** A text without correlation ids, each cursor opened to the place that it seals. */
  plain(text: string): string;
  end(): Promise<void>;
}

const logger = createLogger({ logLevel: 'silent' });
const { holidays } = readTenants(tenantsFolder);

/** A database with both partnerships and their people, copied for each performance. */
export class Stage {
  readonly #tokens = new Map<string, Promise<string>>();
  #port = 0;

  private constructor(
    private readonly template: ScratchDatabase,
    private readonly dataDir: string,
    private readonly secretKey: Buffer,
  ) {}

  static async build(): Promise<Stage> {
    const template = await scratchDatabase();
    await prepareDatabase(template.migratorUrl, logger);
    const dataDir = mkdtempSync(join(tmpdir(), 'concord-stage-'));
    chmodSync(dataDir, 0o755);
    const stage = new Stage(template, dataDir, Buffer.alloc(32, 7));
    // The first start gives everybody their memberships, under the address that all later ones use.
    const app = await stage.#start(template, new TestClock(mondayMorning), { newId, newReference });
    stage.#port = Number(new URL(app.origin).port);
    await app.stop();
    return stage;
  }

  async close(): Promise<void> {
    await this.template.drop();
    rmSync(this.dataDir, { recursive: true, force: true });
  }

  async open(ids: Ids, prepare?: (database: ScratchDatabase) => Promise<void>): Promise<Performance> {
    const database = await scratchDatabase(this.template);
    await prepare?.(database);
    const clock = new TestClock(mondayMorning);
    const app = await this.#start(database, clock, ids);
    const token = (subject: string) => this.#token(app.origin, subject);
    return {
      origin: app.origin,
      clock,
      database,
      token,
      plain: (text) => this.#plain(text),
      post: async (slug, as, body) => {
        const response = await fetch(`${app.origin}/${slug}/graphql`, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            ...(as !== undefined && { authorization: `Bearer ${await token(as)}` }),
          },
          body: JSON.stringify(body),
        });
        const text = await response.text();
        const { data = null } = JSON.parse(text) as { data?: Record<string, unknown> | null };
        const type = response.headers.get('content-type') ?? '';
        return { line: `${String(response.status)} ${type} ${this.#plain(text)}`, data };
      },
      end: async () => {
        await app.stop();
        await database.drop();
      },
    };
  }

  #start({ migratorUrl, appUrl }: ScratchDatabase, clock: TestClock, ids: Ids) {
    return startApp({
      database: { migratorUrl, appUrl, listenUrl: appUrl },
      dataDir: this.dataDir,
      secretKey: this.secretKey,
      clock,
      ids,
      holidays,
      production: false,
      logger,
      port: this.#port,
      host: '127.0.0.1',
      live: { heartbeatMs: 600_000 },
      ...withoutLimits,
    });
  }

  #token(origin: string, subject: string): Promise<string> {
    const known = this.#tokens.get(subject);
    if (known) return known;
    const fresh = signInAs({ issuer: `${origin}/identity`, subject, audience: apiAudience }).then(
      ({ accessToken }) => accessToken,
    );
    this.#tokens.set(subject, fresh);
    return fresh;
  }

  #plain(text: string): string {
    return text
      .replaceAll(/"correlationId":"[^"]*"/g, '"correlationId"')
      .replaceAll(/"([\w-]{60,90})"/g, (whole, candidate: string) => {
        const place = openCursor(this.secretKey, candidate);
        return place ? `"cursor of ${place.partnershipId} at ${String(place.position)}"` : whole;
      });
  }
}
