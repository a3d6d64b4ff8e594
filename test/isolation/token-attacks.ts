import { withoutCorrelation } from '../access/answers-seen.js';
import { operations } from '../access/operations.js';
import { LiveSocket } from '../live/live-client.js';
import type { PartnershipOfTest, Who } from '../access/two-partnerships.js';
import type { FullWorld } from './full-world.js';
import { insiders, type Visited } from './visits.js';

/** A partnership that there is none of. */
const nowhere = 'nowhere';

/** Operations for which a token of the other partnership's member was not answered as an unknown partnership is. */
export async function attackOverHttp({ world, of, documents }: Visited): Promise<string[]> {
  const differing: string[] = [];
  for (const [operation, { variables }] of Object.entries(operations))
    for (const who of strangers(world))
      for (const headers of [{}, { 'concord-membership': world.foreign.membershipId }]) {
        const asked = async (slug: string) =>
          withoutCorrelation(
            await world.app.ask(slug, documents[operation] ?? '', {
              as: world.northYorkshire.people[who] ?? '',
              variables: variables({ of, who, version: 0 }),
              headers,
            }),
          );
        const [here, there] = [await asked(of.slug), await asked(nowhere)];
        if (here !== there) differing.push(`${operation} as ${who} of the other: ${here} is not ${there}`);
      }
  return differing;
}

/** The same over WebSocket: how the server closes, and that it answers nothing before. */
export async function attackOverWebSocket({ world, of, documents }: Visited): Promise<string[]> {
  const differing: string[] = [];
  for (const operation of Object.keys(operations))
    for (const membership of [undefined, world.foreign.membershipId]) {
      const told = async (slug: string) => {
        const socket = await LiveSocket.open(`${world.app.origin.replace('http', 'ws')}/${slug}/graphql`);
        const token = await world.app.token(world.northYorkshire.people.coordinator ?? '');
        socket.send({
          type: 'connection_init',
          payload: { authorization: `Bearer ${token}`, ...(membership !== undefined && { membership }) },
        });
        const query = documents[operation] ?? '';
        socket.send({
          id: '1',
          type: 'subscribe',
          payload: {
            query,
            variables: operations[operation]?.variables({ of, who: 'coordinator', version: 0 }),
          },
        });
        return JSON.stringify(await socket.closing());
      };
      const [here, there] = [await told(of.slug), await told(nowhere)];
      if (here !== there) differing.push(`${operation} over WebSocket: ${here} is not ${there}`);
    }
  return differing;
}

/** Members of the other partnership who are none of this one. */
function strangers({ leicester, northYorkshire }: FullWorld): Who[] {
  const here: (string | undefined)[] = insiders.map(
    (who: keyof PartnershipOfTest['people']) => leicester.people[who],
  );
  return insiders.filter(
    (who) => northYorkshire.people[who] !== undefined && !here.includes(northYorkshire.people[who]),
  );
}
