import { request, type OutgoingHttpHeaders } from 'node:http';

export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  /** Code of the first error, where the answer is JSON with one. */
  readonly code: string | undefined;
  readonly limit: string | undefined;
}

export interface RawRequest {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: string | Buffer;
}

/** Sends exactly these bytes, also what `fetch` would refuse to send. */
export function sendRaw(
  origin: string,
  { method = 'POST', path, headers, body }: RawRequest,
): Promise<RawAnswer> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        hostname,
        port,
        method,
        path: path ?? '/leicester/graphql',
        headers: { 'content-type': 'application/json', ...headers },
      },
      (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () => {
          const text = Buffer.concat(parts).toString();
          const extensions = firstExtensions(text);
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text,
            code: extensions['code'],
            limit: extensions['limit'],
          });
        });
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

function firstExtensions(text: string): Record<string, string | undefined> {
  try {
    const { errors } = JSON.parse(text) as { errors?: { extensions?: Record<string, string> }[] };
    return errors?.[0]?.extensions ?? {};
  } catch {
    return {};
  }
}
