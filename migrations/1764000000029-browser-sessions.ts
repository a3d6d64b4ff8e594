import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * People who sign in with a browser: which client of an issuer they do it by, and the sessions that keep their tokens, sealed,
 * on the server. Sessions belong to a person, not to a partnership: one may serve several.
 */
export class BrowserSessions1764000000029 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table concord.trusted_issuers
        add column client_id text,
        add column client_secret_file text,
        add column client_scope text,
        add constraint trusted_issuers_client_check
          check (client_id is not null or (client_secret_file is null and client_scope is null));
      comment on column concord.trusted_issuers.client_id is
        'The client by which browsers sign in at the issuer; none where only programs bring its tokens.';
      comment on column concord.trusted_issuers.client_secret_file is
        'Name of the file with the client''s secret, on the server; none for a public client.';

      create table directory.sessions (
        id uuid not null,
        cookie_hash text not null,
        sign_in_hash text not null,
        begun_in uuid not null,
        issuer text not null,
        subject text not null,
        client_id text not null,
        access_token text,
        refresh_token text,
        token_expires_at timestamptz not null,
        created_at timestamptz not null,
        last_used_at timestamptz not null,
        idle_ends_at timestamptz not null,
        ends_at timestamptz not null,
        refreshing_until timestamptz,
        ended_at timestamptz,
        constraint sessions_pkey primary key (id),
        constraint sessions_cookie_hash_key unique (cookie_hash),
        constraint sessions_sign_in_hash_key unique (sign_in_hash),
        constraint sessions_begun_in_fkey foreign key (begun_in) references directory.partnerships (tenant_id),
        constraint sessions_issuer_fkey foreign key (issuer) references directory.issuers (issuer),
        constraint sessions_ended_check check ((ended_at is null) = (access_token is not null)),
        constraint sessions_ended_refresh_check check (ended_at is null or refresh_token is null)
      );
      create index sessions_ends_at_idx on directory.sessions (ends_at);
      create index sessions_begun_in_idx on directory.sessions (begun_in);
      create index sessions_issuer_idx on directory.sessions (issuer);
      comment on table directory.sessions is
        'Browsers that are signed in. Of the cookie only a hash is kept; the tokens are sealed by the server, and gone when the session has ended.';
    `);
    await runner.query(`
      create function directory.list_sign_ins(partnership text)
        returns table (issuer text, development boolean, client_id text, client_secret_file text, client_scope text,
                       agencies text[])
        language plpgsql volatile security definer set search_path = '' as $$
      declare tenant uuid := (select p.tenant_id from directory.partnerships p where p.slug = partnership);
      begin
        if tenant is null then return; end if;
        perform pg_catalog.set_config('concord.tenant_id', tenant::text, true);
        return query
          select i.issuer, i.development, t.client_id, t.client_secret_file, t.client_scope,
            case when bool_or(t.agency_id is null) then null else array_agg(a.name order by a.name) end
          from concord.trusted_issuers t
          join directory.issuers i on i.issuer = t.issuer
          left join concord.agencies a on a.tenant_id = t.tenant_id and a.id = t.agency_id
          where t.tenant_id = tenant and t.client_id is not null
          group by i.issuer, i.development, t.client_id, t.client_secret_file, t.client_scope
          order by i.issuer, t.client_id;
        perform pg_catalog.set_config('concord.tenant_id', '', true);
      end $$;
      comment on function directory.list_sign_ins(text) is
        'Where people of a partnership sign in with a browser; the names of the agencies, none where it is everybody.';

      create function directory.list_partnerships_of(token_issuer text, token_subject text)
        returns table (slug text, name text, display_name text)
        language sql volatile security definer set search_path = '' as $$
        select p.slug, p.name, m.display_name
        from directory.partnerships p
        cross join lateral (
          select each.display_name from directory.list_memberships(p.slug, token_issuer, token_subject) as each
          limit 1) as m
        order by p.slug $$;
      comment on function directory.list_partnerships_of(text, text) is
        'The partnerships in which a token''s subject has a live membership that its issuer is trusted for.';
    `);
    await runner.query(`
      create function directory.begin_session(entry jsonb) returns boolean
        language plpgsql volatile security definer set search_path = '' as $$
      declare given directory.sessions := pg_catalog.jsonb_populate_record(null::directory.sessions, entry);
      begin
        -- A day later, so that a sign-in's answer cannot be used again under another session either.
        delete from directory.sessions s where s.id in (
          select o.id from directory.sessions o where o.ends_at < given.created_at - interval '1 day'
          order by o.ends_at limit 1000 for update skip locked);
        insert into directory.sessions (id, cookie_hash, sign_in_hash, begun_in, issuer, subject, client_id,
            access_token, refresh_token, token_expires_at, created_at, last_used_at, idle_ends_at, ends_at)
          select given.id, given.cookie_hash, given.sign_in_hash, p.tenant_id, given.issuer, given.subject,
            given.client_id, given.access_token, given.refresh_token, given.token_expires_at,
            given.created_at, given.created_at, given.idle_ends_at, given.ends_at
          from directory.partnerships p where p.slug = entry ->> 'partnership'
          on conflict (sign_in_hash) do nothing;
        return found;
      end $$;
      comment on function directory.begin_session(jsonb) is
        'Adds a session, whose tokens come sealed; false where the sign-in has begun one before. Takes old ones away.';

      create function directory.use_session(secret_hash text, at timestamptz, idle_until timestamptz)
        returns table (id uuid, partnership text, issuer text, subject text, client_id text, access_token text,
                       refresh_token text, token_expires_at timestamptz, ends_at timestamptz)
        language sql volatile security definer set search_path = '' as $$
        with used as (
          update directory.sessions s set last_used_at = at, idle_ends_at = idle_until
          where s.cookie_hash = secret_hash and s.ended_at is null and s.ends_at > at and s.idle_ends_at > at
            and s.idle_ends_at < idle_until - interval '1 minute')
        select s.id, p.slug, s.issuer, s.subject, s.client_id, s.access_token, s.refresh_token, s.token_expires_at,
          s.ends_at
        from directory.sessions s join directory.partnerships p on p.tenant_id = s.begun_in
        where s.cookie_hash = secret_hash and s.ended_at is null and s.ends_at > at and s.idle_ends_at > at $$;
      comment on function directory.use_session(text, timestamptz, timestamptz) is
        'The live session of a cookie, used now; without a third argument it is looked at only. Written once a minute.';

      create function directory.is_session_live(session uuid, at timestamptz) returns boolean
        language sql stable security definer set search_path = '' as $$
        select exists (
          select from directory.sessions s
          where s.id = session and s.ended_at is null and s.ends_at > at and s.idle_ends_at > at) $$;
      comment on function directory.is_session_live(uuid, timestamptz) is 'Whether a session has not ended.';

      create function directory.claim_refresh(session uuid, seen text, for_seconds integer) returns boolean
        language plpgsql volatile security definer set search_path = '' as $$
      begin
        update directory.sessions s
          set refreshing_until = pg_catalog.clock_timestamp() + pg_catalog.make_interval(secs => for_seconds)
          where s.id = session and s.ended_at is null and s.access_token = seen
            and (s.refreshing_until is null or s.refreshing_until < pg_catalog.clock_timestamp());
        return found;
      end $$;
      comment on function directory.claim_refresh(uuid, text, integer) is
        'Takes the renewal of a session''s tokens upon oneself; false where somebody has, or they are not those seen.';

      create function directory.finish_refresh(session uuid, seen text, access text, refresh text,
          expires timestamptz) returns boolean
        language plpgsql volatile security definer set search_path = '' as $$
      begin
        update directory.sessions s
          set access_token = coalesce(access, s.access_token), refresh_token = coalesce(refresh, s.refresh_token),
            token_expires_at = coalesce(expires, s.token_expires_at),
            refreshing_until = null
          where s.id = session and s.ended_at is null and s.access_token = seen;
        return found;
      end $$;
      comment on function directory.finish_refresh(uuid, text, text, text, timestamptz) is
        'Puts renewed tokens, sealed, in the place of those seen; without any it only gives the claim back.';

      create function directory.end_session(secret_hash text, at timestamptz)
        returns table (id uuid, partnership text, issuer text, client_id text, access_token text,
                       refresh_token text)
        language sql volatile security definer set search_path = '' as $$
        with old as (
          select s.* from directory.sessions s where s.cookie_hash = secret_hash and s.ended_at is null for update),
        ended as (
          update directory.sessions s
          set ended_at = at, access_token = null, refresh_token = null, refreshing_until = null
          from old where s.id = old.id)
        select old.id, p.slug, old.issuer, old.client_id, old.access_token, old.refresh_token
        from old join directory.partnerships p on p.tenant_id = old.begun_in $$;
      comment on function directory.end_session(text, timestamptz) is
        'Ends a session for good and tells its tokens once more, still sealed, so that they can be revoked.';

      grant execute on function directory.list_sign_ins(text), directory.list_partnerships_of(text, text),
        directory.begin_session(jsonb), directory.use_session(text, timestamptz, timestamptz),
        directory.is_session_live(uuid, timestamptz), directory.claim_refresh(uuid, text, integer),
        directory.finish_refresh(uuid, text, text, text, timestamptz),
        directory.end_session(text, timestamptz) to concord_app;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}
