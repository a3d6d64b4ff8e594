import { AnswersSeen, type SeenAnswer } from '../access/answers-seen.js';
import { adminSql } from '../support/case-record.js';
import type { TestApp } from '../support/running-app.js';
import type { RandomRequest } from './random-request.js';

/** What a partnership's answers may not hold: everything by which the other one's data is known. */
export interface Foreign {
  readonly canaries: readonly string[];
  readonly uuids: ReadonlySet<string>;
  readonly references: readonly string[];
}

/** A request with the answer to it, as it went over the wire. */
export interface Exchange {
  readonly request: RandomRequest;
  readonly answer: SeenAnswer;
}

/** How to tell, for the answers of each partnership by slug, what is not its own. */
export interface Wall {
  readonly foreignTo: ReadonlyMap<string, Foreign>;
  readonly tables: readonly string[];
}

/** Reads what is in the database now. `canaries` are what each partnership's free texts hold, by slug. */
export async function readWall(
  app: TestApp,
  canaries: Readonly<Record<string, readonly string[]>>,
): Promise<Wall> {
  const tables = await adminSql<{ name: string; uuids: boolean }>(
    app,
    `select table_name as name, bool_or(column_name = 'id' and table_schema = 'concord') as uuids
     from information_schema.columns where table_schema in ('concord', 'directory') group by 1`,
  );
  const own = new Map<string, Foreign>();
  for (const [slug, words] of Object.entries(canaries))
    own.set(slug, await readOwn(app, { slug, words, tables: tables.filter(({ uuids }) => uuids) }));
  const foreignTo = new Map(
    [...own.keys()].map((slug) => [slug, merge([...own].filter(([each]) => each !== slug))] as const),
  );
  return { foreignTo, tables: tables.map(({ name }) => name) };
}

async function readOwn(
  app: TestApp,
  of: { slug: string; words: readonly string[]; tables: readonly { name: string }[] },
): Promise<Foreign> {
  const rows = of.tables.map(
    ({ name }) => `select id::text as value from concord.${name}
      where tenant_id = (select tenant_id from directory.partnerships where slug = $1)`,
  );
  const ids = await adminSql<{ value: string }>(app, rows.join(' union all '), [of.slug]);
  const tenant = await adminSql<{ value: string }>(
    app,
    'select tenant_id::text as value from directory.partnerships where slug = $1',
    [of.slug],
  );
  const references = await adminSql<{ value: string }>(
    app,
    `select reference as value from concord.cases
     where tenant_id = (select tenant_id from directory.partnerships where slug = $1)`,
    [of.slug],
  );
  return {
    canaries: of.words,
    uuids: new Set([...ids, ...tenant].map(({ value }) => value)),
    references: references.map(({ value }) => value),
  };
}

function merge(others: readonly (readonly [string, Foreign])[]): Foreign {
  return {
    canaries: others.flatMap(([, { canaries }]) => canaries),
    uuids: new Set(others.flatMap(([, { uuids }]) => [...uuids])),
    references: others.flatMap(([, { references }]) => references),
  };
}

/** Everything that an answer should not have been or said; empty when it is as it should be. */
export function listSlips(wall: Wall, { request, answer }: Exchange): string[] {
  const seen = new AnswersSeen();
  seen.answers.push(answer);
  return [
    ...(answer.status >= 500 ? [`status ${String(answer.status)}: ${answer.text}`] : []),
    ...(isJson(answer.text) ? [] : [`not JSON: ${answer.text}`]),
    ...(/"code":"(?:INTERNAL|INTERNAL_SERVER_ERROR|UNAVAILABLE)"/.test(answer.text)
      ? [`fault: ${answer.text}`]
      : []),
    ...seen.listSlips(wall.tables),
    ...listLeaks(wall, { request, text: answer.text }),
  ];
}

/** What a text told of the other partnership that the request did not say itself. */
export function listLeaks(
  { foreignTo }: Wall,
  { request, text }: { request: Pick<RandomRequest, 'partnership' | 'body'>; text: string },
): string[] {
  const foreign = foreignTo.get(request.partnership);
  if (!foreign) return [];
  const carried = uuidsIn(JSON.stringify(request.body));
  const asked = JSON.stringify(request.body).toUpperCase();
  const upper = text.toUpperCase();
  return [
    ...foreign.canaries
      .filter((canary) => upper.includes(canary.toUpperCase()))
      .map((canary) => `canary ${canary}`),
    ...[...uuidsIn(text)]
      .filter((uuid) => foreign.uuids.has(uuid) && !carried.has(uuid))
      .map((uuid) => `foreign id ${uuid}`),
    ...foreign.references
      .filter((reference) => upper.includes(reference) && !asked.includes(reference))
      .map((reference) => `foreign reference ${reference}`),
  ];
}

const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** Every UUID of a text, plain or within an opaque id or page cursor. */
export function uuidsIn(text: string): Set<string> {
  const opaque = text.match(/[\w-]{40,200}/g) ?? [];
  const opened = opaque.map((each) => Buffer.from(each, 'base64url').toString('latin1'));
  return new Set([text, ...opened].flatMap((each) => each.match(uuid) ?? []));
}

function isJson(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
}
