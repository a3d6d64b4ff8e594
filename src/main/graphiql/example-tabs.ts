import { randomUUID } from 'node:crypto';
import type { Temporal } from 'temporal-polyfill';

/** A tab of GraphiQL as it opens. */
export interface ExampleTab {
  readonly query: string;
  /** JSON. */
  readonly variables?: string;
}

const partnership = `# What everybody may read: nobody needs to sign in. Run it with the button or Ctrl-Enter.
query Partnership {
  partnership {
    name
    publicTerm
    policy {
      threshold
    }
    agencies {
      slug
      name
    }
  }
}
`;

const cases = `# What whoever you chose above may see. Subscribe after the cursor, and nothing is missed.
query Cases($first: Int!) {
  viewer {
    name
    roles
  }
  cases(first: $first) {
    nodes {
      id
      reference
      stage
      stillOwed {
        by
        what
        dueOn
      }
    }
    pageInfo {
      endCursor
      hasNextPage
    }
  }
  eventCursor
}
`;

const apply = `# Opens a case. The same client key gives the same answer again: change it to apply once more.
mutation Apply($input: ApplyForReviewInput!) {
  applyForReview(input: $input) {
    ... on ApplicationReceived {
      reference
      secret
      clocks {
        step
        dueOn
      }
    }
    ... on Refusal {
      code
      message
    }
    ... on InvalidInput {
      problems {
        path
        message
      }
    }
  }
}
`;

const follow = `# Every step of the cases that a coordinator or an officer may see, as it happens. Apply in another tab.
subscription Follow($after: Cursor) {
  caseEvents(after: $after) {
    ... on CaseEvent {
      type
      caseId
      stage
      cursor
    }
    ... on Heartbeat {
      cursor
    }
    ... on SnapshotRequired {
      cursor
    }
    ... on StreamEnded {
      reason
    }
  }
}
`;

/** The tabs that a new page opens with: a public query, one for staff, a mutation and a subscription. */
export function exampleTabs({
  now,
  agency,
}: {
  now: Temporal.Instant;
  /** Slug of an agency of the partnership. */
  agency?: string | undefined;
}): readonly ExampleTab[] {
  const day = now.toZonedDateTimeISO('Europe/London').toPlainDate().subtract({ days: 7 }).toString();
  const complaints = agency === undefined ? [] : [{ agency, madeOn: day, madeByVictim: true }];
  // What has a default stands here too: the editor would mark it as missing.
  const input = {
    clientKey: randomUUID(),
    applicantKind: 'VICTIM',
    name: 'Vera Example',
    contact: { email: 'vera@example.org' },
    victims: [],
    incidents: [
      {
        occurredOn: day,
        place: 'Invented Street',
        description: 'Loud music through the night',
        hatePerceived: false,
        complaints,
      },
    ],
    dissatisfied: true,
  };
  return [
    { query: partnership },
    { query: cases, variables: JSON.stringify({ first: 10 }, null, 2) },
    { query: apply, variables: JSON.stringify({ input }, null, 2) },
    { query: follow },
  ];
}
