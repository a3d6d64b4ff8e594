/**
 * The smallest choices of things that hit every set, that is take one at least out of each, so that no set lies wholly
 * inside what is left. Of a thing that stays in, each set that it is one of needs one of the others out. Beyond the given
 * number of choices some take out too little, so that what is left is never too small.
 */
export function hittingSets(
  sets: readonly ReadonlySet<number>[],
  atMost: number,
): readonly ReadonlySet<number>[] {
  const found: ReadonlySet<number>[] = [];
  const open: Branch[] = [{ sets, out: new Set() }];
  for (let branch = open.pop(); branch; branch = open.pop()) {
    const next = forced(branch);
    if (next === undefined) continue;
    const most = mostCommon(next.sets);
    if (most === undefined || found.length + open.length + 1 >= atMost) found.push(next.out);
    else open.push(...split(next, most));
  }
  return found;
}

interface Branch {
  /** The sets of which none is known to be out. */
  readonly sets: readonly ReadonlySet<number>[];
  readonly out: ReadonlySet<number>;
}

/** Leaves out what is the only one left of a set; undefined where a set has none left that could be out. */
function forced({ sets, out }: Branch): Branch | undefined {
  const only = sets.filter((each) => each.size === 1).flatMap((each) => [...each]);
  if (sets.some((each) => each.size === 0)) return undefined;
  if (only.length === 0) return { sets, out };
  const all = new Set([...out, ...only]);
  return { sets: sets.filter((each) => ![...each].some((n) => all.has(n))), out: all };
}

function mostCommon(sets: readonly ReadonlySet<number>[]): number | undefined {
  const times = new Map<number, number>();
  for (const each of sets) for (const n of each) times.set(n, (times.get(n) ?? 0) + 1);
  return [...times].reduce<[number, number] | undefined>(
    (most, each) => (most === undefined || each[1] > most[1] ? each : most),
    undefined,
  )?.[0];
}

/** The thing out, or in. */
function split({ sets, out }: Branch, thing: number): readonly [Branch, Branch] {
  const others = sets.filter((each) => !each.has(thing));
  const own = sets.filter((each) => each.has(thing));
  return [
    { sets: others, out: new Set([...out, thing]) },
    { sets: [...others, ...own.map((each) => new Set([...each].filter((n) => n !== thing)))], out },
  ];
}
