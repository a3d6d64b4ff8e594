import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { apiAudience } from '#main/development-identity.js';
import { asAdmin } from '#persistence/bootstrap.js';

/** The issuer that every partnership of the bench trusts; its keys stand on the loopback for one run. */
export interface BenchIssuer {
  /** A token of one hour. */
  sign(subject: string): Promise<string>;
  /** Writes where the keys stand into a database, before a server reads it. */
  announce(adminUrl: string): Promise<void>;
  stop(): void;
}

const issuer = 'https://issuer.bench.invalid';

export async function startIssuer(): Promise<BenchIssuer> {
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  const key = { ...(await exportJWK(publicKey)), kid: 'bench', alg: 'ES256', use: 'sig' };
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ keys: [key] }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    sign: (subject) =>
      new SignJWT({ sub: subject })
        .setProtectedHeader({ alg: 'ES256', kid: 'bench', typ: 'at+jwt' })
        .setIssuer(issuer)
        .setAudience(apiAudience)
        .setIssuedAt()
        .setExpirationTime('1h')
        .sign(privateKey),
    announce: async (adminUrl) => {
      await asAdmin(adminUrl, (client) =>
        client.query(
          `insert into directory.issuers (issuer, audience, jwks_uri) values ($1, $2, $3)
           on conflict (issuer) do update set audience = excluded.audience, jwks_uri = excluded.jwks_uri`,
          [issuer, apiAudience, `http://127.0.0.1:${port}/keys`],
        ),
      );
    },
    stop: () => {
      server.close();
    },
  };
}
