import { createLoaders } from '#graphql/loaders.js';
import type { Reads } from '#casework/read-ports.js';
import type { PersonView } from '#casework/views.js';

const person = (caseId: string, name: string) => ({ id: `person of ${caseId}`, caseId, name }) as PersonView;

/** Reads of one viewer, who sees of every case one person under a name of their own; and what was asked of them. */
function readsOf(viewer: string): { readonly reads: Reads; readonly asked: string[][] } {
  const asked: string[][] = [];
  const listPeople: Reads['listPeople'] = (caseIds) => {
    asked.push([...caseIds]);
    return Promise.resolve(caseIds.map((caseId) => person(caseId, `${caseId} as ${viewer} sees it`)));
  };
  return { reads: { listPeople } as Reads, asked };
}

describe('the loaders of two operations', () => {
  it('X7 give each viewer their own answer to the same key at the same moment', async () => {
    const [one, other] = [
      createLoaders({ reads: readsOf('one').reads, asked: new Set() }),
      createLoaders({ reads: readsOf('other').reads, asked: new Set() }),
    ];
    const [seenByOne, seenByOther] = await Promise.all([one.people.load('a'), other.people.load('a')]);
    expect(seenByOne).toEqual([person('a', 'a as one sees it')]);
    expect(seenByOther).toEqual([person('a', 'a as other sees it')]);
  });

  it('X8 never put the keys of two viewers into one batch', async () => {
    const [one, other] = [readsOf('one'), readsOf('other')];
    const [ofOne, ofOther] = [
      createLoaders({ reads: one.reads, asked: new Set() }),
      createLoaders({ reads: other.reads, asked: new Set() }),
    ];
    await Promise.all([
      ofOne.people.load('a'),
      ofOther.people.load('b'),
      ofOne.people.load('c'),
      ofOther.people.load('d'),
    ]);
    expect(one.asked).toEqual([['a', 'c']]);
    expect(other.asked).toEqual([['b', 'd']]);
  });

  it('X8 give nothing for a key of which the viewer reads no row', async () => {
    const listPeople: Reads['listPeople'] = () => Promise.resolve([person('mine', 'Mine')]);
    const { people } = createLoaders({ reads: { listPeople } as Reads, asked: new Set() });
    expect(await Promise.all([people.load('mine'), people.load('theirs')])).toEqual([
      [person('mine', 'Mine')],
      [],
    ]);
  });
});
