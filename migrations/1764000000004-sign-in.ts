import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The only ways the run-time roles reach the directory: definer functions that answer one question each. */
export class SignIn1764000000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function directory.find_partnership(wanted text)
        returns table (tenant_id uuid, slug text, name text)
        language sql stable security definer set search_path = '' as $$
        select p.tenant_id, p.slug, p.name from directory.partnerships p where p.slug = wanted $$;
      comment on function directory.find_partnership(text) is 'The partnership at an address, or no row.';

      create function directory.list_partnerships()
        returns table (tenant_id uuid, slug text, name text)
        language sql stable security definer set search_path = '' as $$
        select p.tenant_id, p.slug, p.name from directory.partnerships p order by p.slug $$;
      comment on function directory.list_partnerships() is 'Every partnership: names and addresses are public.';

      create function directory.list_issuers()
        returns table (issuer text, audience text, jwks_uri text, development boolean)
        language sql stable security definer set search_path = '' as $$
        select i.issuer, i.audience, i.jwks_uri, i.development from directory.issuers i order by i.issuer $$;
      comment on function directory.list_issuers() is 'Issuers whose tokens are checked at all.';

      create function directory.list_memberships(partnership text, token_issuer text, token_subject text)
        returns table (tenant_id uuid, user_id uuid, display_name text, membership_id uuid, agency_id uuid,
                       roles text[])
        language plpgsql volatile security definer set search_path = '' as $$
      declare tenant uuid := (select p.tenant_id from directory.partnerships p where p.slug = partnership);
      begin
        if tenant is null then return; end if;
        perform pg_catalog.set_config('concord.tenant_id', tenant::text, true);
        return query
          select m.tenant_id, u.id, u.display_name, m.id, m.agency_id, m.roles
          from directory.users u
          join concord.memberships m on m.tenant_id = tenant and m.user_id = u.id and m.ended_at is null
          where u.issuer = token_issuer and u.subject = token_subject
            and exists (
              select 1 from concord.trusted_issuers t
              where t.tenant_id = tenant and t.issuer = token_issuer
                and (t.agency_id is null or t.agency_id = m.agency_id))
          order by m.id;
        perform pg_catalog.set_config('concord.tenant_id', '', true);
      end $$;
      comment on function directory.list_memberships(text, text, text) is
        'Live memberships of a token''s subject in one partnership that trusts the issuer. No row is also the answer for an unknown partnership.';

      grant execute on function directory.find_partnership(text), directory.list_partnerships(),
        directory.list_issuers(), directory.list_memberships(text, text, text) to concord_app, concord_worker;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}
