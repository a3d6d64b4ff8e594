const LOOPBACK_HOSTS: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Whether an address names this very machine, where plain http is safe and no stranger listens. */
export function isLoopback(address: URL): boolean {
  return LOOPBACK_HOSTS.has(address.hostname);
}

/** Whether tokens and keys may travel to an address: https, or http that does not leave this machine. */
export function isSecure(address: URL): boolean {
  return address.protocol === 'https:' || (address.protocol === 'http:' && isLoopback(address));
}

/** Whether a connection comes from this very machine; undefined once the socket has closed. */
export function isLoopbackAddress(address: string | undefined): boolean {
  if (address === undefined) return false;
  return address === '::1' || /^(::ffff:)?127(\.\d{1,3}){3}$/.test(address);
}
