import { createHash } from 'node:crypto';
import type { Ids } from '#casework/ports.js';
import { idMaker } from '#platform/ids.js';

const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Ids that come in the same order whenever they are asked for, a row of its own for each seed. */
export function seededIds(seed: string): Ids {
  let drawn = 0;
  const random = (bytes: number) => {
    drawn += 1;
    return createHash('sha256')
      .update(`${seed} ${String(drawn)}`)
      .digest()
      .subarray(0, bytes);
  };
  const start = Date.UTC(2026, 2, 2);
  return {
    newId: idMaker({ milliseconds: () => start, random }),
    newReference: (prefix) => {
      const letters = [...random(8)].map((byte) => crockford.charAt(byte % 32)).join('');
      return `${prefix}-${letters.slice(0, 4)}-${letters.slice(4)}`;
    },
  };
}

/** The ids of whoever has the turn. */
export class IdsInTurn<Side extends string> implements Ids {
  #turn: Side | undefined;

  constructor(private readonly bySide: Readonly<Record<Side, Ids>>) {}

  turnTo(side: Side): void {
    this.#turn = side;
  }

  newId(): string {
    return this.#ids().newId();
  }

  newReference(prefix: string): string {
    return this.#ids().newReference(prefix);
  }

  #ids(): Ids {
    if (this.#turn === undefined) throw new Error('Nobody has the turn.');
    return this.bySide[this.#turn];
  }
}
