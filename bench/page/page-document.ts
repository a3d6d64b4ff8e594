/** The joint-case page, as a list shows it: cases with their reports and whose they are. */
export const pageDocument = `query JointCases($first: Int!, $after: String) {
  cases(first: $first, after: $after) {
    nodes {
      id reference stage receivedOn version
      areaTeam { name }
      reports {
        occurredOn reportedOn linkedAt
        agency { name kind }
        report { reference category place hatePerceived }
      }
    }
    pageInfo { hasNextPage endCursor }
  }
}`;
