import type { Await } from './finding.js';

/** The awaits in their order, each once. There may be thousands, so no text is made of those that ids tell apart. */
export function distinctAwaits(awaits: Iterable<Await>): Await[] {
  const seen = nothingSeen();
  const distinct: Await[] = [];
  for (const each of awaits) if (isNew(each, seen)) distinct.push(each);
  return distinct;
}

/** Those of all lists, in their order, each once. One and the same list may come often, and is looked at once. */
export function distinctOf(lists: Iterable<readonly Await[]>): Await[] {
  const seen = nothingSeen();
  const known = new Set<readonly Await[]>();
  const distinct: Await[] = [];
  for (const list of lists) {
    if (list.length === 0 || known.has(list)) continue;
    known.add(list);
    for (const each of list) if (isNew(each, seen)) distinct.push(each);
  }
  return distinct;
}

/** What the awaits so far are about. */
interface Seen {
  /** Ids of incidents by what is missing of them. */
  readonly ofIncidents: Map<string, Set<string>>;
  readonly ofComplaints: Map<string, Set<string>>;
  /** Ids of incidents by the question about them. */
  readonly judged: Map<string, Set<string>>;
  /** Lists of incidents by the relation in question. */
  readonly lists: Map<string, (readonly string[])[]>;
  /** Those of other kinds, which are few and come often, with the text of each. */
  readonly others: Set<Await>;
  readonly texts: Set<string>;
}

function nothingSeen(): Seen {
  return {
    ofIncidents: new Map(),
    ofComplaints: new Map(),
    judged: new Map(),
    lists: new Map(),
    others: new Set(),
    texts: new Set(),
  };
}

function isNew(awaited: Await, seen: Seen): boolean {
  switch (awaited.kind) {
    case 'match':
      return isNewId(seen.ofIncidents, awaited.kind, awaited.incidentId);
    case 'complainant':
      return isNewId(seen.ofComplaints, awaited.kind, awaited.complaintId);
    case 'detail':
      return awaited.subject === 'incident'
        ? isNewId(seen.ofIncidents, awaited.detail, awaited.id)
        : isNewId(seen.ofComplaints, awaited.detail, awaited.id);
    case 'judgement':
      return isNewId(seen.judged, awaited.question, awaited.incidentId);
    case 'relation':
      return isNewList(seen.lists, awaited.relation, awaited.incidentIds);
    case 'agency_answer':
    case 'condition':
    case 'question':
    case 'risk_assessment':
      return !seen.others.has(awaited) && isNewText(awaited, seen);
  }
}

function isNewId(ids: Map<string, Set<string>>, what: string, id: string): boolean {
  const known = ids.get(what);
  if (known === undefined) ids.set(what, new Set([id]));
  else if (known.has(id)) return false;
  else known.add(id);
  return true;
}

function isNewList(lists: Map<string, (readonly string[])[]>, what: string, ids: readonly string[]): boolean {
  const known = lists.get(what);
  if (known === undefined) lists.set(what, [ids]);
  else if (known.some((each) => areSame(each, ids))) return false;
  else known.push(ids);
  return true;
}

function areSame(one: readonly string[], other: readonly string[]): boolean {
  return one === other || (one.length === other.length && one.every((id, n) => id === other[n]));
}

function isNewText(awaited: Await, { others, texts }: Seen): boolean {
  others.add(awaited);
  const before = texts.size;
  return texts.add(JSON.stringify(awaited)).size > before;
}
