import { Temporal } from 'temporal-polyfill';
import type { DataSource } from 'typeorm';
import type {
  EndedSession,
  LiveSession,
  NewSession,
  PlaceOfPerson,
  SessionStore,
  SessionTokens,
  SignInPlace,
} from '#casework/browser-session-ports.js';
import { askPool } from './ask-pool.js';
import { toFault } from './faults.js';

/** Sessions of browsers, which the run-time role reaches only by functions that answer one question each. */
export class BrowserSessionStore implements SessionStore {
  constructor(private readonly source: DataSource) {}

  async listSignIns(partnership: string): Promise<SignInPlace[]> {
    const rows = await this.#ask<SignInRow>('select * from directory.list_sign_ins($1)', [partnership]);
    return rows.map((row) => ({
      issuer: row.issuer,
      development: row.development,
      clientId: row.client_id,
      ...(row.client_secret_file !== null && { secretFile: row.client_secret_file }),
      ...(row.client_scope !== null && { scope: row.client_scope }),
      ...(row.agencies !== null && { agencies: row.agencies }),
    }));
  }

  async listPartnershipsOf(subject: { issuer: string; subject: string }): Promise<PlaceOfPerson[]> {
    const rows = await this.#ask<{ slug: string; name: string; display_name: string }>(
      'select * from directory.list_partnerships_of($1, $2)',
      [subject.issuer, subject.subject],
    );
    return rows.map(({ slug, name, display_name }) => ({ slug, name, displayName: display_name }));
  }

  async begin({ tokens, ...session }: NewSession): Promise<boolean> {
    const entry = {
      id: session.id,
      cookie_hash: session.cookieHash,
      sign_in_hash: session.signInHash,
      partnership: session.partnership,
      issuer: session.issuer,
      subject: session.subject,
      client_id: session.clientId,
      access_token: tokens.access,
      refresh_token: tokens.refresh,
      token_expires_at: session.tokenExpiresAt,
      created_at: session.createdAt,
      idle_ends_at: session.idleEndsAt,
      ends_at: session.endsAt,
    };
    return this.#isDone('select directory.begin_session($1) as done', [JSON.stringify(entry)]);
  }

  async use(
    cookieHash: string,
    at: Temporal.Instant,
    idleUntil?: Temporal.Instant,
  ): Promise<LiveSession | undefined> {
    const [row] = await this.#ask<LiveRow>('select * from directory.use_session($1, $2, $3)', [
      cookieHash,
      at.toString(),
      idleUntil?.toString() ?? null,
    ]);
    return (
      row && {
        id: row.id,
        partnership: row.partnership,
        issuer: row.issuer,
        subject: row.subject,
        clientId: row.client_id,
        tokens: tokensOf(row),
        tokenExpiresAt: row.token_expires_at,
        endsAt: row.ends_at,
      }
    );
  }

  isLive(id: string, at: Temporal.Instant): Promise<boolean> {
    return this.#isDone('select directory.is_session_live($1, $2) as done', [id, at.toString()]);
  }

  claimRefresh(id: string, seen: string, forSeconds: number): Promise<boolean> {
    return this.#isDone('select directory.claim_refresh($1, $2, $3) as done', [id, seen, forSeconds]);
  }

  finishRefresh(
    id: string,
    seen: string,
    renewed?: { tokens: SessionTokens; expiresAt: Temporal.Instant },
  ): Promise<boolean> {
    const { tokens, expiresAt } = renewed ?? {};
    return this.#isDone('select directory.finish_refresh($1, $2, $3, $4, $5) as done', [
      id,
      seen,
      tokens?.access ?? null,
      tokens?.refresh ?? null,
      expiresAt?.toString() ?? null,
    ]);
  }

  async end(cookieHash: string, at: Temporal.Instant): Promise<EndedSession | undefined> {
    const [row] = await this.#ask<EndedRow>('select * from directory.end_session($1, $2)', [
      cookieHash,
      at.toString(),
    ]);
    return (
      row && {
        id: row.id,
        partnership: row.partnership,
        issuer: row.issuer,
        clientId: row.client_id,
        tokens: tokensOf(row),
      }
    );
  }

  async #isDone(text: string, values: unknown[]): Promise<boolean> {
    const [row] = await this.#ask<{ done: boolean }>(text, values);
    return row?.done === true;
  }

  async #ask<R extends object>(text: string, values: unknown[]): Promise<R[]> {
    try {
      return await askPool<R>(this.source, text, values);
    } catch (error) {
      throw toFault(error);
    }
  }
}

interface SignInRow {
  issuer: string;
  development: boolean;
  client_id: string;
  client_secret_file: string | null;
  client_scope: string | null;
  agencies: string[] | null;
}

interface LiveRow {
  id: string;
  partnership: string;
  issuer: string;
  subject: string;
  client_id: string;
  access_token: string;
  refresh_token: string | null;
  token_expires_at: Temporal.Instant;
  ends_at: Temporal.Instant;
}

type EndedRow = Pick<
  LiveRow,
  'id' | 'partnership' | 'issuer' | 'client_id' | 'access_token' | 'refresh_token'
>;

function tokensOf(row: Pick<LiveRow, 'access_token' | 'refresh_token'>): SessionTokens {
  return {
    access: row.access_token,
    ...(row.refresh_token !== null && { refresh: row.refresh_token }),
  };
}
