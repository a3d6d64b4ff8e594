import type { MigrationInterface, QueryRunner } from 'typeorm';
import { registeringServices, serviceAccounts } from './services/accounts.js';
import { servicesInTrail } from './services/services-in-trail.js';
import { servicesSignIn } from './services/sign-in.js';

/** Programs of agencies sign in under accounts of their own, with scopes that are narrower than any role. */
export class ServiceAccounts1764000000031 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statements of [serviceAccounts, registeringServices, servicesSignIn, servicesInTrail])
      await runner.query(statements);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}
