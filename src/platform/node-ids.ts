import { isId } from './ids.js';

const typeName = /^[A-Z][A-Za-z0-9]{0,62}$/;
const longestNodeId = 140;

/** What a GraphQL node id stands for. */
export interface NodeReference {
  readonly type: string;
  readonly id: string;
}

/** The opaque GraphQL id of a node: base64url of `Type:uuid`. Throws `RangeError` for anything else. */
export function nodeId(type: string, id: string): string {
  if (!typeName.test(type) || !isId(id))
    throw new RangeError(`No node id can be made of the type ${type} and this id.`);
  return Buffer.from(`${type}:${id}`, 'latin1').toString('base64url');
}

/** The type and UUID of a node id; undefined for every text that `nodeId` would not have made. */
export function parseNodeId(text: string): NodeReference | undefined {
  if (text.length > longestNodeId) return undefined;
  const [type, id, ...rest] = Buffer.from(text, 'base64url').toString('latin1').split(':');
  if (type === undefined || id === undefined || rest.length > 0) return undefined;
  if (!typeName.test(type) || !isId(id)) return undefined;
  return nodeId(type, id) === text ? { type, id } : undefined;
}
