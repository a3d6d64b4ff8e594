import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { permissions } from '#domain/sharing/permissions.js';
import { readRoles } from '#tenancy/read-roles.js';
import { TenantFileError } from '#tenancy/tenant-file-error.js';

let folder = '';
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'roles-'))));
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** What is wrong with the roles of this repository once the first occurrence is replaced, each without the file's name. */
function problems(from: string, to: string): string[] {
  const text = readFileSync('tenants/roles.yaml', 'utf8');
  if (!text.includes(from)) throw new Error(`expected ${from} in roles.yaml`);
  writeFileSync(
    join(folder, 'roles.yaml'),
    text.replace(from, () => to),
  );
  try {
    readRoles(folder);
  } catch (error) {
    if (error instanceof TenantFileError) return error.message.replaceAll(`${folder}/`, '').split('\n');
    throw error;
  }
  return [];
}

describe('a file of roles', () => {
  it('is refused with a permission that there is not, naming the nearest', () => {
    expect(problems('- requests.ask', '- requests.asks')).toEqual([
      `roles.yaml:16: roles.coordinator.permissions[6]: expected ${permissions.join(' or ')}, ` +
        'got "requests.asks"; did you mean requests.ask?',
    ]);
  });

  it('is refused without a role that every deployment has', () => {
    expect(problems('  chair:', '  chairperson:')).toEqual([
      'roles.yaml:5: roles: expected the role chair, which every deployment has, got none',
    ]);
  });

  it.each(['worker', 'relay', 'operator', 'public', 'member', 'nobody'])(
    'is refused with a role that is named %s, as the program itself acts',
    (name) => {
      const role = `roles:\n  ${name}: { words: w, purpose: Works., permissions: [] }\n`;
      expect(problems('roles:\n', role)).toEqual([
        `roles.yaml:6: roles.${name}: expected a name that the program does not use itself, got ${name}`,
      ]);
    },
  );

  it.each(['Night_duty', 'night-duty', 'night,coordinator', 'night.duty', "night'", ''])(
    'is refused with a role that is named %j',
    (name) => {
      const role = `roles:\n  ${JSON.stringify(name)}: { words: w, purpose: Works., permissions: [] }\n`;
      const [first = '', ...more] = problems('roles:\n', role);
      expect(first).toContain(
        'expected a valid key (expected lower-case words joined by single underscores)',
      );
      expect(more).toEqual([]);
    },
  );

  it('is refused where a permission stands without what it is done with', () => {
    const expected = (line: number, at: number, what: string) =>
      `roles.yaml:${String(line)}: roles.agency_officer.permissions[${String(at)}]: ` +
      `expected reports.read_own beside ${what}, which is done with what that shows, got none`;
    expect(problems('      - reports.read_own\n', '')).toEqual([
      expected(44, 4, 'reports.record'),
      expected(45, 5, 'reports.link'),
      expected(46, 6, 'grants.give'),
    ]);
  });

  it('is refused with a permission twice in a role', () => {
    expect(problems('- audit.read\n', '- audit.read\n      - audit.read\n')).toEqual([
      'roles.yaml:66: roles.auditor.permissions[1]: expected each permission once, got audit.read again',
    ]);
  });

  it('is refused with a key that it does not have', () => {
    expect(problems('    words: analyst', '    rank: 1\n    words: analyst')).toEqual([
      'roles.yaml:57: roles.analyst.rank: expected no such key, got rank',
    ]);
  });

  it('is refused where it is absent', () => {
    expect(() => readRoles(folder)).toThrow('roles.yaml:1: (document): expected a readable file, got none');
  });

  it('takes a role of its own', () => {
    const role =
      'roles:\n  night_duty: { words: night duty, purpose: Reads by night., permissions: [reports.read_own] }\n';
    expect(problems('roles:\n', role)).toEqual([]);
    expect(readRoles(folder)[0]).toEqual({
      name: 'night_duty',
      words: 'night duty',
      purpose: 'Reads by night.',
      permissions: ['reports.read_own'],
    });
  });

  it.each([
    'agency_members.manage',
    'grants.give',
    'cases.read_all',
    'audit.read',
    'members.appoint',
  ] as const)('is refused with a scope of programs that allows %s, which only people do', (permission) => {
    const scope = '  follow_cases:\n';
    const wrong = `  too_much: { words: w, purpose: Works., permissions: [${permission}] }\n`;
    expect(problems(scope, wrong + scope).join()).toContain(
      `scopes.too_much.permissions[0]: expected a permission that programs may have, got ${permission}`,
    );
  });

  it.each(['chair', 'worker'])(
    'is refused with a scope of programs that is named %s, as a role is',
    (name) => {
      const scope = '  follow_cases:\n';
      const wrong = `  ${name}: { words: w, purpose: Works., permissions: [] }\n`;
      expect(problems(scope, wrong + scope).join()).toContain(
        `scopes.${name}: expected a name that no role has, got ${name}`,
      );
    },
  );
});
