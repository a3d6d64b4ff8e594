import { createServer } from 'node:http';
import { postgraphile } from 'postgraphile';
import { makePgService } from 'postgraphile/adaptors/pg';
import { grafserv } from 'postgraphile/grafserv/node';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';

/**
 * (d) PostGraphile on the same database and role. Whoever asks is taken from a list by number, so it has no sign-in,
 * and it runs without limits and audit trail, which is to its advantage.
 */
let serving;

process.once('disconnect', () => process.exit());
process.on('message', async ({ kind, settings }) => {
  try {
    if (kind === 'start') {
      serving = await start(settings);
      process.send({ kind: 'ready', origin: serving.origin, notes: `Node ${process.version}` });
    } else if (kind === 'usage') {
      const { user, system } = process.cpuUsage();
      process.send({ kind: 'usage', microseconds: user + system });
    } else if (kind === 'stop') {
      await serving?.stop();
      process.exit(0);
    }
  } catch (error) {
    process.send({ kind: 'failed', reason: error.stack });
  }
});

async function start({ appUrl, poolSize, members }) {
  const instance = postgraphile({
    extends: [PostGraphileAmberPreset],
    pgServices: [
      makePgService({ connectionString: appUrl, schemas: ['concord'], poolConfig: { max: poolSize } }),
    ],
    grafast: {
      context: ({ node }) => ({ pgSettings: settingsOf(members[Number(node.req.headers['bench-member'])]) }),
      explain: false,
    },
    grafserv: { graphqlPath: '/graphql', graphiql: false, watch: false },
  });
  const server = createServer();
  await instance.createServ(grafserv).addTo(server);
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await instance.release();
    },
  };
}

/** What the server's own transactions set. */
function settingsOf({ tenantId, userId, membershipId, permissions }) {
  return {
    'concord.tenant_id': tenantId,
    'concord.user_id': userId,
    'concord.agency_id': '',
    'concord.roles': '',
    'concord.permissions': permissions.join(','),
    'concord.actor': `member:${membershipId}`,
    'concord.applicant_case_id': '',
  };
}
