import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import type { BankHolidays } from '#domain/calendar/bank-holidays.js';
import { bankHolidaysOf, holidaysSchema } from './holidays-schema.js';
import { TenantFileError } from './tenant-file-error.js';
import { readYamlFile, type YamlFile } from './yaml-file.js';

export const HOLIDAYS_FOLDER = 'bank-holidays';

/** The bank holidays of a folder of tenants. */
export function readHolidaysFile(folder: string): YamlFile<z.infer<typeof holidaysSchema>> {
  return readYamlFile(join(folder, HOLIDAYS_FOLDER, 'england-and-wales.yaml'), holidaysSchema);
}

/**
 * The bank holidays that stand beside a partnership's folder, or in it.
 * @throws TenantFileError when they cannot be used
 */
export function holidaysBeside(path: string): BankHolidays | undefined {
  const folder = [join(path, '..'), path].find((each) => existsSync(join(each, HOLIDAYS_FOLDER)));
  return folder === undefined ? undefined : readHolidays(folder);
}

/**
 * The bank holidays of a folder of tenants, and nothing else of it.
 * @throws TenantFileError when they cannot be used
 */
export function readHolidays(folder: string): BankHolidays {
  const { data, problems } = readHolidaysFile(folder);
  if (!data) throw new TenantFileError(problems);
  return bankHolidaysOf(data);
}
