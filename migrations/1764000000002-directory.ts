import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What stands above partnerships: which exist, organisations, people who sign in, issuers that vouch for them. */
export class Directory1764000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table directory.partnerships (
        tenant_id uuid not null,
        slug text not null,
        name text not null,
        constraint partnerships_pkey primary key (tenant_id),
        constraint partnerships_slug_key unique (slug),
        constraint partnerships_slug_check check (slug ~ '^[a-z][a-z0-9-]{1,62}$')
      );
      comment on table directory.partnerships is 'Every partnership of this deployment, by the name in its address.';

      create table directory.organisations (
        id uuid not null,
        slug text not null,
        name text not null,
        kind text not null,
        constraint organisations_pkey primary key (id),
        constraint organisations_slug_key unique (slug)
      );
      comment on table directory.organisations is 'Bodies that may take part in many partnerships.';

      create table directory.issuers (
        issuer text not null,
        audience text not null,
        jwks_uri text,
        development boolean not null default false,
        constraint issuers_pkey primary key (issuer)
      );
      comment on table directory.issuers is 'OpenID Connect issuers whose keys are fetched. Trust is given per partnership.';

      create table directory.users (
        id uuid not null,
        issuer text not null,
        subject text not null,
        display_name text not null,
        constraint users_pkey primary key (id),
        constraint users_issuer_subject_key unique (issuer, subject)
      );
      comment on table directory.users is 'People who sign in: an issuer and the subject it names. Nothing more is kept.';
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}
