import { BlockList, isIP, isIPv4, isIPv6 } from 'node:net';
import type { TrustedProxies } from '#platform/config-limits.js';

/** What of a request says where it came from. */
export interface Arrival {
  /** The other end of the connection. */
  readonly remoteAddress: string | undefined;
  /** The header `X-Forwarded-For`: each proxy adds at its end where it was asked from. */
  readonly forwardedFor: string | undefined;
}

/** Finds the address of a client, believing only the proxies that are trusted; nobody else's header is read. */
export function addressFinder(trusted: TrustedProxies): (arrival: Arrival) => string {
  const trusts = trust(trusted);
  return ({ remoteAddress = '', forwardedFor = '' }) => {
    const hops = [remoteAddress, ...forwardedFor.split(',').reverse()].map((hop) => plain(hop.trim()));
    // The first that is no trusted proxy, counted from here; what it says of others may be made up.
    const index = hops.findIndex((hop, position) => !trusts(hop, position));
    const client = index < 0 ? hops.at(-1) : hops[index];
    return client !== undefined && isIP(client) !== 0 ? client : plain(remoteAddress);
  };
}

function trust(trusted: TrustedProxies): (hop: string, position: number) => boolean {
  if (typeof trusted === 'number') return (_hop, position) => position < trusted;
  const list = new BlockList();
  for (const entry of trusted) {
    const [address = '', bits] = entry.split('/');
    const family = isIPv6(address) ? 'ipv6' : 'ipv4';
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return (hop) => isIP(hop) !== 0 && list.check(hop, isIPv6(hop) ? 'ipv6' : 'ipv4');
}

/** An IPv4 address as such, also where a socket for both kinds writes it as IPv6. */
function plain(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  return mapped !== undefined && isIPv4(mapped) ? mapped : address;
}

/** Whom an address stands for: of IPv6 the /64, which is the least that one customer is given. */
export function householdOf(address: string): string {
  if (!isIPv6(address)) return address;
  const [withoutZone = ''] = address.split('%');
  const [head = '', tail] = withoutZone.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length);
  const groups = [...before, ...Array.from({ length: zeros }, () => '0'), ...after].slice(0, 4);
  return `${groups.map((group) => parseInt(group, 16).toString(16)).join(':')}::/64`;
}
