import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readTenantFolder, type TenantFolder } from '#tenancy/read-tenant-folder.js';
import { TenantFileError } from '#tenancy/tenant-file-error.js';

/** A folder of tenants that a test writes file by file. */
export class WrittenFolders {
  readonly path = mkdtempSync(join(tmpdir(), 'written-'));

  write(file: string, text: string): void {
    mkdirSync(dirname(join(this.path, file)), { recursive: true });
    writeFileSync(join(this.path, file), text);
  }

  read(slug = 'here'): TenantFolder {
    return readTenantFolder(join(this.path, slug));
  }

  /** What stands in the way of reading, with the folder's own name left out. */
  problems(slug = 'here'): string[] {
    try {
      this.read(slug);
    } catch (error) {
      if (error instanceof TenantFileError) return error.message.replaceAll(`${this.path}/`, '').split('\n');
      throw error;
    }
    return [];
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

/** A small whole policy. */
export const POLICY = `source: a page
threshold:
  test: all_of
  id: threshold
  words: One of two routes, and dissatisfaction
  criteria:
    - test: any_of
      id: route
      words: Three incidents, or five people
      criteria:
        - { test: count, id: three-incidents, words: Three incidents, unit: incidents, atLeast: 3, category: asb, by: victim, needs: complaint }
        - { test: count, id: five-people, words: Five people, unit: people, atLeast: 5, category: asb, by: anybody, needs: complaint }
    - { test: condition, id: dissatisfied, words: Not satisfied, condition: dissatisfied_with_response }
timescales:
  - id: acknowledgement
    words: We acknowledge
    within: { workingDays: 3 }
    from: application_received
    endsWith: acknowledged
    actor: coordinator
  - { id: decision, words: We decide, within: { days: 10 }, from: acknowledged, endsWith: threshold_decided, actor: coordinator }
declineGrounds:
  - { id: malicious, words: It is malicious }
applicants: { thirdParties: true, severalVictims: false, words: Anybody }
appeals: []
`;
