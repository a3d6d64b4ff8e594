// cspell:ignore regnamespace relkind relname relnamespace
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { twoPartnerships } from '../../persistence/isolation/two-partnerships.js';
import { adminSql } from '../../support/case-record.js';
import type { ScratchDatabase } from '../../support/scratch-database.js';
import { runCommand, scratchFolder, settingsOf, type Ended } from './cli-process.js';

const leicester = "(select tenant_id from directory.partnerships where slug = 'leicester')";

/** As the administrator with the triggers off: what two years would bring about. */
const byHand = `begin; set local session_replication_role = replica;
  insert into concord.sharing_agreements (tenant_id, id, title, purpose, record_classes, field_groups, coordinator_level,
    party_level, starts_on, review_on, expires_on, starts_at, ends_at, leaves_stub, recorded_at)
  select ${leicester}, gen_random_uuid(), title, 'To test', array['REPORT'], '{}', 1, 0, '2020-01-01', review, expires,
    '2020-01-01T00:00:00Z', expires + interval '1 day', false, '2020-01-01T00:00:00Z'
  from (values ('Of old', date '2020-06-01', date '2020-12-31'), ('Overdue', date '2021-01-01', date '2099-12-31'))
    as made (title, review, expires);
  insert into concord.sharing_agreements (tenant_id, id, title, purpose, record_classes, field_groups, coordinator_level,
    party_level, starts_on, review_on, expires_on, starts_at, ends_at, leaves_stub, recorded_at, withdrawn_at, withdrawn_reason)
  select tenant_id, gen_random_uuid(), 'Taken back', purpose, record_classes, field_groups, 1, 0, starts_on, review_on,
    expires_on, starts_at, ends_at, leaves_stub, recorded_at, '2025-07-01T12:00:00Z', 'Cora asked for it'
  from concord.sharing_agreements where tenant_id = ${leicester} and title = 'Overdue';
  insert into concord.trusted_issuers (tenant_id, id, issuer, agency_id, acr, amr)
  select ${leicester}, gen_random_uuid(), issuer, (select id from concord.agencies
    where tenant_id = ${leicester} and slug = 'leicester-city-council'), array['high', 'higher'], array['mfa']
  from directory.issuers limit 1;
  update concord.partnerships set document = document || '{
    "retention": [{"records": "case", "keepFor": {"months": 84}, "source": "Retention schedule, line 4"}],
    "privacyNotice": {"url": "https://leicester.example/privacy"},
    "rightsRequests": {"role": "Data protection officer", "email": "dpo@leicester.example"}}'
  where tenant_id = ${leicester};
  insert into directory.roles (name, words, permissions, acts_for_agency)
    values ('night_clerk', 'night clerk', '{cases.read_all}', false);
  update concord.memberships set ended_at = now() where tenant_id = ${leicester} and roles = '{auditor}';
  commit`;

describe('concord report dpia', () => {
  const folder = scratchFolder();
  const file = join(folder.path, 'dpia.md');
  let database: ScratchDatabase;
  let ended: Ended;
  let text: string;

  const run = (...line: string[]): Promise<Ended> =>
    runCommand(['report', 'dpia', ...line], settingsOf(database, folder.path));
  const ask = <R extends Record<string, unknown>>(sql: string) => adminSql<R>({ database }, sql);
  const entries = () =>
    ask<{ slug: string; subjects: number }>(
      `select p.slug, cardinality(e.subject_ids) as subjects from concord.audit_entries e
       join directory.partnerships p using (tenant_id) where e.action = 'IMPACT_REPORTED'`,
    );

  beforeAll(async () => {
    database = (await twoPartnerships()).database;
    await ask(byHand);
    ended = await run('--partnership', 'leicester', '--out', file);
    text = ended.code === 0 ? readFileSync(file, 'utf8') : '';
  });
  afterAll(async () => {
    await database.drop();
    folder.remove();
  });

  it('writes the file, and notes in the trail of that partnership that its agreements were read', async () => {
    expect([ended.code, ended.stderr]).toEqual([0, '']);
    expect(ended.stdout).toContain('2 agreements in force were read of leicester.');
    expect(await entries()).toEqual([{ slug: 'leicester', subjects: 4 }]);
    expect(text).toContain('# Facts for a data protection impact assessment: Safer Leicester Partnership\n');
  });

  it('tells of every agreement its state, its days, and of each party the law that it rests on', () => {
    expect(text).toContain('### Agreement of the demonstration (in force)\n');
    expect(text).toContain('### Of old (expired)\n');
    expect(text).toContain('### Taken back (withdrawn)\n');
    expect(text).toContain('last day 2099-12-31, withdrawn on 2025-07-01\n');
    expect(text).toMatch(/### Overdue \(in force\)\n[^#]*Review: \*\*was due on 2021-01-01\*\*/);
    expect(text).toMatch(/### Of old [^#]*Review: due on 2020-06-01\n/);
    expect(text).toMatch(
      /\| Leicestershire Police \| Data Protection Act 2018, Part 3 \| .*Schedule 4, paragraph 7 \| none under Part 3 \| .*Schedule 8, paragraph 1 \| not said \| – \|/,
    );
    expect(text).toMatch(
      /\| Leicester City Council \| UK GDPR \| .* \| public task \| .*Schedule 1, paragraph 6 \| .*paragraph 10 \| – \|/,
    );
  });

  it('counts the grants that stand, by giver, audience and level, as the database has them', async () => {
    const rows = await ask<{ name: string; audience: string; level: number; count: number }>(
      `select a.name, g.audience, g.level, count(*)::int as count from concord.record_grants g
       join concord.agencies a on a.tenant_id = g.tenant_id and a.id = g.owner_agency_id
       where g.tenant_id = ${leicester} and revoked_at is null group by 1, 2, 3`,
    );
    expect(rows.length).toBeGreaterThan(2);
    const levels = ['', 'LOCATOR', 'ATTESTED', 'CONTENT', 'IDENTITIES'];
    const audiences: Record<string, string> = {
      COORDINATOR: 'whoever leads the review',
      OTHER_AGENCIES: 'the other agencies of the case',
    };
    for (const { name, audience, level, count } of rows)
      expect(text).toContain(
        `| ${name} | ${audiences[audience] ?? ''} | ${levels[level] ?? ''} | ${String(count)} | `.slice(
          0,
          -1,
        ),
      );
  });

  it('counts who holds which role for which agency, also a role that nobody holds any more', () => {
    const roles = text.split('\n## Who holds which role\n')[1]?.split('\n## ')[0] ?? '';
    expect(roles).toMatch(/\| coordinator \| no agency \| 1 \| `agreements\.record`, .*`cases\.lead`/);
    expect(roles).toMatch(/\| agency officer \| Leicester City Council \| 1 \| /);
    expect(roles).toMatch(/\| agency officer \| Leicestershire Police \| 1 \| /);
    expect(roles).toMatch(/\| advocate \| Leicestershire Police \| 1 \| none \|/);
    expect(roles).toMatch(/\| auditor \| no agency \| 0 \| `audit\.read` \|/);
    expect(roles).toMatch(/\| night clerk \| no agency \| 0 \| `cases\.read_all` \|/);
  });

  it('says of retention, privacy and contacts what the partnership says, and of the rest that it is not said', () => {
    expect(text).toContain('| case | 84 months | not said | Retention schedule, line 4 |\n');
    expect(text).toContain('| letters | not said | not said | not said |\n');
    expect(text).toContain('| Privacy notice | https://leicester.example/privacy |\n');
    expect(text).toContain(
      '| Who answers requests for personal data | Data protection officer; dpo@leicester.example |\n',
    );
    expect(text).toContain('| Who answers complaints about the use of data | not said |');
  });

  it('tells which issuers are trusted for whom, and what assurance a token must name', () => {
    expect(text).toMatch(
      /\| https:\/\/people\.example.* \| Leicester City Council \| level \(acr\): one of high, higher; means \(amr\): all of mfa \| no \|/,
    );
    expect(text).toMatch(/\| https:\/\/people\.example.* \| every agency \| none is asked for \| no \|/);
  });

  it('lists every table with the rows of that partnership alone', async () => {
    const tables = await ask<{ name: string; own: number; all: number }>(
      `select relname as name, (xpath('/row/c/text()', query_to_xml(format(
          'select count(*) as c from concord.%I where tenant_id = %L', relname, ${leicester}), false, true, '')))[1]::text::int as own,
        (xpath('/row/c/text()', query_to_xml(format('select count(*) as c from concord.%I', relname),
          false, true, '')))[1]::text::int as all
       from pg_class where relnamespace = 'concord'::regnamespace and relkind in ('r', 'p')`,
    );
    expect(tables.filter(({ own, all }) => own < all).length).toBeGreaterThan(30);
    const counted = tables.filter(({ name }) => name !== 'audit_entries');
    for (const { name, own } of counted)
      expect([name, text]).toEqual([
        name,
        expect.stringMatching(`\\n\\| ${name} \\| [^|]+ \\| ${String(own)} \\|`),
      ]);
    expect(text).toMatch(/\n\| users \| People who sign in/);
  });

  it('tells what went from whom to whom', () => {
    expect(text).toMatch(/\| people who apply \| partnership \| applications \(.+\) \| 1 \|/);
    expect(text).toMatch(/\| Leicester City Council \| cases \| reports put to cases \| 1 \|/);
  });

  it('names no member and nobody of a case, nor anything of the other partnership', async () => {
    const rows = await ask<{ text: string }>(
      `select distinct text from (
         select unnest(array[display_name, subject]) as text from directory.users
         union all select unnest(array[display_name, mail, invited_by_name]) from concord.invitations
         union all select unnest(array[name, email, phone, address, sharing_objection]) from concord.case_people
         union all select unnest(array[reference, reporter_name, place, summary, household, action_taken]) from concord.reports
         union all select unnest(affected) from concord.reports
         union all select unnest(array[reference, dissatisfaction]) from concord.cases
         union all select unnest(array[place, description, match_note]) from concord.case_incidents
         union all select unnest(array[withdrawn_reason, left_reason]) from concord.sharing_agreements
           left join concord.sharing_agreement_parties using (tenant_id)
         union all select a.name from concord.agencies a where a.tenant_id <> ${leicester} and a.name not in (
           select name from concord.agencies where tenant_id = ${leicester})) t where length(text) > 2`,
    );
    expect(rows.length).toBeGreaterThan(15);
    const names = rows.map((row) => row.text);
    expect(names).toEqual(expect.arrayContaining(['Cora', 'Cora asked for it']));
    const isIn = (name: string, whole: string) =>
      new RegExp(`(?<!\\w)${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?!\\w)`).test(whole);
    expect(names.filter((name) => isIn(name, text))).toEqual([]);
    expect(isIn('Cora', `${text} Cora`)).toBe(true);
  });

  it('names the partnerships there are when it is asked of another, and writes nothing', async () => {
    const before = (await entries()).length;
    const { code, stderr } = await run('--partnership', 'nowhere', '--out', join(folder.path, 'none.md'));
    expect(code).toBe(1);
    expect(stderr).toContain(
      'There is no partnership "nowhere" in the database: expected one of leicester, north-yorkshire.',
    );
    expect((await entries()).length).toBe(before);
    expect(() => readFileSync(join(folder.path, 'none.md'))).toThrow('ENOENT');
  });
});
