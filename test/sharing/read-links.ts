import { agreementPlans, type AgreementPlan } from './plans.js';
import { everyFieldOf } from './selection.js';
import type { SharingWorld } from './sharing-world.js';

/** Fields of an answer by their names. */
export type Fields = Readonly<Record<string, unknown>>;

/** A list of records, the code of the error that came instead, or null where there is no such case. */
export type Told = readonly Fields[] | string | null;

/** Everything that somebody was told who asked for all of it. */
export interface ReadByOne {
  readonly links: ReadonlyMap<AgreementPlan, Told>;
  readonly reports: Told;
  readonly agreements: Told;
}

const ofCase = `query ($id: ID!) { case(id: $id) { reports { ${everyFieldOf('LinkedReport')} } } }`;
const ofAgreements = `{ sharingAgreements { ${everyFieldOf('SharingAgreement')} } }`;
const ofReports = `query ($after: String) { reports(first: 100, after: $after) {
  nodes { id opened reporterName } pageInfo { endCursor hasNextPage } } }`;

/** Asks as somebody for the linked reports of every case with every field, for all agreements and for the list of reports. */
export async function readAll(world: SharingWorld, as: string | undefined): Promise<ReadByOne> {
  const links = new Map<AgreementPlan, Told>();
  for (const plan of agreementPlans) {
    const found = await ask(world, as, { query: ofCase, variables: { id: world.caseOf(plan).id } });
    const seen = typeof found === 'string' ? found : (found['case'] as { reports: Fields[] } | null);
    links.set(plan, typeof seen === 'string' ? seen : (seen?.reports ?? null));
  }
  const agreements = await ask(world, as, { query: ofAgreements });
  return {
    links,
    reports: await readReports(world, as),
    agreements:
      typeof agreements === 'string' ? agreements : (agreements['sharingAgreements'] as readonly Fields[]),
  };
}

async function readReports(world: SharingWorld, as: string | undefined): Promise<Told> {
  const all: Fields[] = [];
  for (let after: string | null = null; ;) {
    const found = await ask(world, as, { query: ofReports, variables: { after } });
    if (typeof found === 'string') return found;
    const { nodes, pageInfo } = found['reports'] as {
      nodes: readonly Fields[];
      pageInfo: { endCursor: string | null; hasNextPage: boolean };
    };
    all.push(...nodes);
    if (!pageInfo.hasNextPage) return all;
    after = pageInfo.endCursor;
  }
}

async function ask(
  { app }: SharingWorld,
  as: string | undefined,
  { query, variables = {} }: { query: string; variables?: Record<string, unknown> },
): Promise<Fields | string> {
  const { data, errors } = await app.ask('leicester', query, { ...(as !== undefined && { as }), variables });
  if (errors) return String(errors[0]?.extensions['code']);
  return data ?? {};
}
