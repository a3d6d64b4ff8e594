import { parseNodeId } from '#platform/node-ids.js';

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** What a page says, apart from how a candidate spells it: ids without their type, moments in one form, no cursors. */
export function factsOf(answer: Json): Json {
  return plain(answer, '');
}

/** Names of PostGraphile's fields, and what the others call them. */
const otherNames: Readonly<Record<string, string>> = {
  allCases: 'cases',
  rowId: 'id',
  areaTeamByTenantIdAndAreaTeamId: 'areaTeam',
  reportLinksByTenantIdAndCaseId: 'reports',
  agencyByTenantIdAndAgencyId: 'agency',
  reportByTenantIdAndAgencyIdAndReportId: 'report',
};

function plain(value: Json, name: string): Json {
  if (typeof value === 'string') return plainText(value, name);
  if (value === null || typeof value !== 'object') return value;
  if (isList(value)) return value.map((each) => plain(each, name));
  if (name === 'reports' && value['nodes'] !== undefined) return plain(inLinkOrder(value['nodes']), name);
  const entries = Object.entries(value).filter(([field]) => field !== 'endCursor');
  return Object.fromEntries(
    entries.map(([field, each]) => {
      const known = otherNames[field] ?? field;
      return [known, plain(each, known)];
    }),
  );
}

function plainText(text: string, name: string): Json {
  switch (name) {
    case 'id':
    case 'reportId':
      return parseNodeId(text)?.id ?? text;
    case 'linkedAt':
      return new Date(text).getTime();
    case 'kind':
      return text.toLowerCase();
    default:
      return text;
  }
}

/** PostGraphile can order links by their indexes only. */
function inLinkOrder(nodes: Json): Json {
  if (!isList(nodes)) return nodes;
  const linkedAt = (node: Json) =>
    isRecord(node) && typeof node['linkedAt'] === 'string' ? node['linkedAt'] : '';
  return [...nodes].sort((a, b) => linkedAt(a).localeCompare(linkedAt(b)));
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function isRecord(value: Json): value is { readonly [name: string]: Json } {
  return typeof value === 'object' && value !== null && !isList(value);
}

export type { Json };
