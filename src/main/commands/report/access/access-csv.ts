import { csvLines } from '../csv-lines.js';
import type { AccessReport } from './read-access.js';

/** One line for each operation, a column for each role, for a spreadsheet. */
export function accessCsv({ roles, operations }: AccessReport): string {
  const heads = ['operation', 'description', 'asks_for', 'without_account', ...roles.map(({ name }) => name)];
  return csvLines(
    heads,
    operations.map(({ type, name, description, access, withoutAccount, verdicts }) => [
      `${type}.${name}`,
      description,
      access.join(' or '),
      withoutAccount,
      ...verdicts,
    ]),
  );
}
