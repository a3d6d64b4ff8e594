import type { PreparedRequest } from '../load/messages.js';
import { pageSize, type PageRequest } from '../page/page-requests.js';

/** The joint-case page in the words of PostGraphile's schema. */
const peerDocument = `query JointCases($first: Int!, $after: Cursor) {
  allCases(first: $first, after: $after, orderBy: [RECEIVED_AT_DESC, ROW_ID_DESC]) {
    nodes {
      rowId reference stage receivedOn version
      areaTeamByTenantIdAndAreaTeamId { name }
      reportLinksByTenantIdAndCaseId {
        nodes {
          occurredOn reportedOn linkedAt
          agencyByTenantIdAndAgencyId { name kind }
          reportByTenantIdAndAgencyIdAndReportId { reference category place hatePerceived }
        }
      }
    }
    pageInfo { hasNextPage endCursor }
  }
}`;

const cursorsDocument = `query Cursors {
  allCases(orderBy: [RECEIVED_AT_DESC, ROW_ID_DESC]) { edges { cursor node { rowId } } }
}`;

interface Cursors {
  readonly data: {
    readonly allCases: { readonly edges: readonly { cursor: string; node: { rowId: string } }[] };
  };
}

function request(member: number, body: object): PreparedRequest {
  return {
    path: '/graphql',
    headers: { 'content-type': 'application/json', 'bench-member': String(member) },
    body: JSON.stringify(body),
  };
}

/** PostGraphile makes cursors of its own, so it is asked for those of every case first. */
export async function peerRequests(
  pages: readonly PageRequest[],
  origin: string,
): Promise<readonly PreparedRequest[]> {
  const cursors = new Map<string, ReadonlyMap<string, string>>();
  for (const [index, { asker }] of pages.entries()) {
    const { tenantId } = asker.member;
    if (!cursors.has(tenantId)) cursors.set(tenantId, await cursorsOf(origin, index));
  }
  return pages.map(({ asker, afterCase }, index) => {
    const after = afterCase === undefined ? undefined : cursors.get(asker.member.tenantId)?.get(afterCase);
    return request(index, { query: peerDocument, variables: { first: pageSize, ...(after && { after }) } });
  });
}

async function cursorsOf(origin: string, member: number): Promise<ReadonlyMap<string, string>> {
  const { path, headers, body } = request(member, { query: cursorsDocument });
  const response = await fetch(`${origin}${path}`, { method: 'POST', headers, body });
  const { data } = (await response.json()) as Cursors;
  return new Map(data.allCases.edges.map(({ cursor, node }) => [node.rowId, cursor]));
}
