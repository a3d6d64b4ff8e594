import type { Permission } from '#domain/sharing/permissions.js';
import type { TestApp } from './running-app.js';
import { adminSql } from './case-record.js';

/** A role that a test gives and takes permissions, and the one person who holds it and no other. */
export class TrialRole {
  private constructor(private readonly app: Pick<TestApp, 'database'>) {}

  /** Makes the role, which allows nothing yet, and gives it to somebody in place of what they hold in a partnership. */
  static async of(
    app: Pick<TestApp, 'database'>,
    { subject, partnership }: { subject: string; partnership: string },
  ): Promise<TrialRole> {
    await adminSql(
      app,
      "insert into directory.roles (name, words, permissions, acts_for_agency) values ('trial', 'trial', '{}', false)",
    );
    await adminSql(
      app,
      `update concord.memberships set roles = '{trial}'
       where user_id = (select id from directory.users where subject = $1)
         and tenant_id = (select tenant_id from directory.partnerships where slug = $2)`,
      [subject, partnership],
    );
    return new TrialRole(app);
  }

  /** Whoever holds it may do this from now on, and nothing else. */
  async allows(permissions: readonly Permission[]): Promise<void> {
    await adminSql(this.app, "update directory.roles set permissions = $1 where name = 'trial'", [
      [...permissions].sort(),
    ]);
  }
}
