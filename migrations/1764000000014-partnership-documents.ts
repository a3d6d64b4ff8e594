// cspell:ignore rolsuper xact
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A partnership as its files describe it, whether its rules may be changed without approval, and the transaction that
 * added it, in which its first rules are set up.
 */
export class PartnershipDocuments1764000000014 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table concord.partnerships add column document jsonb;
      alter table concord.partnerships add column development boolean not null default false;
      alter table concord.partnerships add column added_in xid8;
      comment on column concord.partnerships.document is
        'Everything that its file says, as it was last applied; null until it is applied again for the first time.';
      comment on column concord.partnerships.development is
        'Made up for development: whoever applies its files may change its rules without approval. It is given when the partnership is added and can only be taken away.';
      comment on column concord.partnerships.added_in is
        'The transaction that added the partnership, which nobody can choose: only within it are rules set up without approval.';

      create function concord.keep_partnership_origin() returns trigger
        language plpgsql set search_path = '' as $$
      begin
        if tg_op = 'INSERT' then
          new.added_in := pg_catalog.pg_current_xact_id();
          return new;
        end if;
        new.added_in := old.added_in;
        if new.development and not old.development
          and not (select r.rolsuper from pg_catalog.pg_roles r where r.rolname = current_user)
        then
          raise exception 'a partnership does not become one of development' using errcode = '42501';
        end if;
        return new;
      end $$;
      comment on function concord.keep_partnership_origin() is
        'Notes which transaction adds a partnership, and lets none become one of development later.';
      create trigger keeps_origin before insert or update on concord.partnerships
        for each row execute function concord.keep_partnership_origin();
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}
