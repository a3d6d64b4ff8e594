// Field names of PostgreSQL: cspell:ignore funcid opfuncid rtable varlevelsup polqual polwithcheck oids
/** A node of an expression as PostgreSQL stores it, `{NAME :field value …}`: its plain fields, and the nodes within it. */
interface Node {
  name: string;
  readonly fields: Map<string, string>;
  readonly children: Node[];
}

/** PostgreSQL's number for a sub-select that gives one value. */
const scalarSubSelect = '4';
/** Functions from this oid on are not PostgreSQL's own. */
const firstOwnOid = 16_384;

/**
 * The oids of the functions that a policy's expression calls for every row. A call is made once a statement where it stands
 * in a scalar sub-select that reads no table and no column of the row. Operators count when they are not PostgreSQL's own.
 * @param tree `pg_policy.polqual` or `polwithcheck` as text
 */
export function listPerRowCalls(tree: string): number[] {
  return parse(tree).flatMap((node) => callsIn(node));
}

function callsIn(node: Node): number[] {
  const within = isWorkedOutOnce(node) ? [] : node.children.flatMap((child) => callsIn(child));
  const called = Number(node.fields.get('funcid') ?? 0);
  const operator = Number(node.fields.get('opfuncid') ?? 0);
  return [...(called > 0 ? [called] : []), ...(operator >= firstOwnOid ? [operator] : []), ...within];
}

function isWorkedOutOnce(node: Node): boolean {
  const [query] = node.children.filter((child) => child.name === 'QUERY');
  return (
    node.fields.get('subLinkType') === scalarSubSelect &&
    query?.fields.get('rtable') === '<>' &&
    !readsOutside(query, 0)
  );
}

/** Does a query, or one within it, name a column of the row outside? `depth` counts the queries between. */
function readsOutside(node: Node, depth: number): boolean {
  const inside = node.name === 'QUERY' ? depth + 1 : depth;
  const levels = Number(node.fields.get('varlevelsup') ?? -1);
  return levels >= inside || node.children.some((child) => readsOutside(child, inside));
}

/** Blanks, brackets and backslashes within a value are escaped by a backslash, so the text splits without a look ahead. */
function parse(tree: string): Node[] {
  const roots: Node[] = [];
  const open: Node[] = [];
  let field: string | undefined;
  for (const [token] of tree.matchAll(/[{}()]|(?:\\.|[^\s{}()\\])+/gs)) {
    const parent = open.at(-1);
    if (token === '{') {
      const node: Node = { name: '', fields: new Map(), children: [] };
      (parent?.children ?? roots).push(node);
      open.push(node);
    } else if (token === '}') open.pop();
    else if (parent?.name === '') parent.name = token;
    else if (token.startsWith(':')) field = token.slice(1);
    else if (parent && field !== undefined && !parent.fields.has(field)) parent.fields.set(field, token);
  }
  return roots;
}
