import { randomUUID } from 'node:crypto';
import { tenantsFolder } from '#main/prepare.js';
import { readTenants } from '#tenancy/read-tenants.js';
import { adminSql } from '../support/case-record.js';
import type { TestApp } from '../support/running-app.js';
import { fullSettings } from './full-settings.js';
import { discretionIn, extraRules, extraStep, neverMet } from './full-rules.js';

const figures = (first: number) => ({
  basis: 'financial_year',
  measure: 'applications',
  rows: [
    {
      period: '2016/17',
      applications: first,
      thresholdNotMet: first + 1,
      reviews: first + 2,
      reviewsWithRecommendations: first + 3,
      cases: first + 4,
    },
  ],
});

/**
 * Gives an empty partnership everything that a schema field can show, in words of its own: Leicester's rules with an
 * appeal, area team, district, figures, and background reports of two agencies. Every text of the rules names the word.
 */
export async function fillPartnership(app: TestApp, slug: string, word: string): Promise<void> {
  const tenant = `(select tenant_id from directory.partnerships where slug = '${slug}')`;
  const { tenants } = readTenants(tenantsFolder);
  const leicester = tenants.find((tenant) => tenant.slug === 'leicester');
  const rules = rulesOf(leicester?.policyVersions[0]?.policy, word);
  const agencies = tenants.find((each) => each.slug === slug)?.agencies.map((each) => each.slug) ?? [];
  const district = `${word} District`;
  await adminSql(
    app,
    `update concord.policy_versions set document = $1, in_force_from = $2::date where tenant_id = ${tenant}`,
    [JSON.stringify(rules), periodOf(word).inForceFrom],
  );
  await adminSql(
    app,
    `update concord.partnerships set name = name || ' ${word}', published_figures = $1, words = $2, area = $3, document = $4
     where tenant_id = ${tenant}`,
    [
      JSON.stringify({ ...figures(slug === 'leicester' ? 3_100 : 7_100), measure: `as ${word} counts` }),
      JSON.stringify({
        publicTerm: `${word} trigger`,
        explanation: `What ${word} does`,
        welsh: { publicTerm: `${word} trigger in Welsh`, explanation: `What ${word} does, in Welsh` },
        roles: { coordinator: { words: `Lead of ${word}`, welsh: `Lead of ${word} in Welsh` } },
      }),
      JSON.stringify({ name: word, districts: [{ name: district }] }),
      JSON.stringify({ ...documentOf(word), ...fullSettings(word, agencies) }),
    ],
  );
  await adminSql(
    app,
    `insert into concord.area_teams (tenant_id, id, slug, name, districts) values (${tenant}, $1, $2, $3, $4)`,
    [randomUUID(), `${word.toLowerCase()}-team`, `${word} Team`, [district]],
  );
  await adminSql(app, `update concord.agencies set name = name || ' of ${word}' where tenant_id = ${tenant}`);
  await addBackground(app, { tenant, word, isFirst: slug === 'leicester' });
}

/** The rules with everything that a version can say. */
function rulesOf(policy: unknown, word: string): object {
  const base = marked(policy, word) as { threshold: object; applicants: object; timescales: object[] };
  const [route, ...others] = (base.threshold as { criteria: { criteria: object[] }[] }).criteria;
  return {
    ...base,
    ...ofPolicy(word),
    ...extraRules(word),
    timescales: [...base.timescales, extraStep(word)],
    threshold: {
      ...base.threshold,
      source: `Page of ${word}`,
      welsh: `The Welsh of ${word}`,
      criteria: [
        { ...route, criteria: [...(route?.criteria ?? []), neverMet(word), discretionIn(word)] },
        ...others,
      ],
    },
    applicants: {
      ...base.applicants,
      welsh: `Who may apply in ${word}, in Welsh`,
      who: ['victim'],
      consent: 'written',
    },
  };
}

function toldBy(word: string): object {
  return { words: word, welsh: `${word} in Welsh`, source: `Page of ${word}` };
}

/** Long before anything happens here, until the day before what is proposed. */
function periodOf(word: string) {
  return word === 'Example'
    ? { inForceFrom: '2001-02-03', inForceThrough: '2098-03-03' }
    : { inForceFrom: '2002-03-04', inForceThrough: '2097-05-05' };
}

function ofPolicy(word: string): object {
  const told = (what: string) => ({
    words: `${what} ${word}`,
    welsh: `${what} ${word} in Welsh`,
    source: `Page of ${word}`,
  });
  return {
    appeals: [
      {
        ...told('Appeal to'),
        id: `appeal-${word.toLowerCase()}`,
        to: `The board of ${word}`,
        heardBy: 'other_partnership',
        peer: `The neighbour of ${word}`,
        within: { days: 28 },
        grounds: [{ ...told('A ground of'), id: `ground-${word.toLowerCase()}` }],
        against: ['declined'],
        effect: 'refers_back',
        papers: [`The papers of ${word}`],
      },
    ],
    outcome: { ...told('The outcome is told by'), writtenBy: `The clerk of ${word}` },
    deciders: { ...told('Deciders of'), atLeastPeople: 2, atLeastAgencies: 2, role: 'coordinator' },
    panel: {
      ...told('The panel of'),
      atLeastPeople: 3,
      atLeastAgencies: 2,
      chairedBy: `The chair of ${word}`,
      chairIsIndependentOfCase: true,
      victim: 'invited_for_part',
      victimMinutes: 20,
      kinds: ['police'],
      alsoInvited: [{ ...told('A guest of'), id: `guest-${word.toLowerCase()}` }],
      outcomeSignedBy: `The signer of ${word}`,
    },
    ...periodOf(word),
  };
}

function documentOf(word: string): object {
  const reached = {
    email: `${word.toLowerCase()}@${word.toLowerCase()}.example`,
    phone: word,
    address: `1 ${word} Street`,
    url: `https://${word.toLowerCase()}.example/`,
  };
  return {
    contact: { ...reached, role: `The office of ${word}`, hours: `${word} hours` },
    waysToApply: [
      {
        ...reached,
        way: 'online',
        words: `Ask ${word}`,
        welsh: `Ask ${word} in Welsh`,
        source: `Page of ${word}`,
      },
    ],
  };
}

/** The same rules with the word in every text and id, and more time for each step. */
function marked(value: unknown, word: string, key = ''): unknown {
  if (Array.isArray(value)) {
    const items = (value as unknown[]).map((each) => marked(each, word, key));
    return key === 'timescales'
      ? items.map((step) => ({ ...(step as object), ...toldBy(word), ...ofTime(word) }))
      : items;
  }
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, marked(each, word, name)]));
  if (typeof value !== 'string') return value;
  if (key === 'words' || key === 'source') return `${value} (${word})`;
  return key === 'id' ? `${value.split(':').at(-1) ?? ''}-${word.toLowerCase()}` : value;
}

/** Every step may have more time, and stand still. */
function ofTime(word: string): object {
  return { extension: toldBy(word), pausedBy: ['waiting_for_applicant'] };
}

/** Rows as an import adds them, of the council and of each housing provider. */
async function addBackground(
  app: TestApp,
  { tenant, word, isFirst }: { tenant: string; word: string; isFirst: boolean },
): Promise<void> {
  await adminSql(
    app,
    `insert into concord.reports (tenant_id, id, agency_id, reference, source, category, occurred_month, place,
       district, longitude, latitude, hate_perceived, created_at)
     select tenant_id, gen_random_uuid(), id, '${word}/' || slug, 'POLICE_UK', 'ASB', $1, '${word} Street',
       '${word} District', $2::float8, $3::float8, false, now()
     from concord.agencies where tenant_id = ${tenant} and kind in ('council', 'housing_provider')`,
    isFirst ? ['2025-11', -1.125, 52.625] : ['2025-10', -1.375, 53.875],
  );
}
