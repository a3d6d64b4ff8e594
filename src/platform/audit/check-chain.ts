import type { KeyObject } from 'node:crypto';
import { digestOf, linkOf, startOfChain } from './audit-digest.js';
import { isSignedBy } from './audit-key.js';
import type { AuditLine, CheckpointLine } from './audit-line.js';

/** The first place where a chain does not hold. */
export interface ChainBreak {
  /** The place in the chain, from 1. */
  readonly number: number;
  readonly entryId?: string;
  readonly problem: string;
}

export interface ChainCheck {
  /** How many sealed entries hold, from the first on. */
  readonly sealed: number;
  /** How many entries wait for their seal: a change of these would not show yet. */
  readonly unsealed: number;
  /** The last place that a checkpoint vouches for; 0 for none, and without a key. */
  readonly vouchedFor: number;
  readonly broken?: ChainBreak;
}

export interface ChainToCheck {
  /** Without it signatures are not looked at, and a chain that was made anew from its first entry would pass. */
  readonly key?: KeyObject;
  /** Those of the chain itself, and those that somebody kept. */
  readonly checkpoints: readonly CheckpointLine[];
}

/** Checks one partnership's chain, entry by entry in the order of the chain; those that wait for a seal anywhere. */
export class ChainChecker {
  #hash = startOfChain;
  #sealed = 0;
  #unsealed = 0;
  #vouchedFor = 0;
  #broken: ChainBreak | undefined;
  #tenantId: string | undefined;
  readonly #vouching: CheckpointLine[];

  constructor(private readonly chain: ChainToCheck) {
    this.#vouching = [...chain.checkpoints].sort((one, other) => other.number - one.number);
  }

  add(entry: AuditLine): void {
    if (this.#broken) return;
    this.#tenantId ??= entry.tenantId;
    if (entry.sealNumber === null || entry.sealHash === null) this.#unsealed += 1;
    else this.#addSealed(entry, { number: entry.sealNumber, hash: entry.sealHash });
  }

  #addSealed(entry: AuditLine, seal: { number: number; hash: string }): void {
    const number = this.#sealed + 1;
    if (entry.tenantId !== this.#tenantId)
      return this.#break({ number, entryId: entry.id, problem: 'is of another partnership' });
    if (seal.number !== number)
      return this.#break({
        number,
        problem: `is missing: number ${String(seal.number)} stands in its place`,
      });
    this.#hash = linkOf(this.#hash, digestOf(entry));
    if (this.#hash !== seal.hash)
      return this.#break({ number, entryId: entry.id, problem: 'is not as it was when it was sealed' });
    this.#sealed = number;
    this.#compareWithCheckpoints(entry.id);
  }

  #compareWithCheckpoints(entryId: string): void {
    for (
      let next = this.#vouching.at(-1);
      next && next.number <= this.#sealed;
      next = this.#vouching.at(-1)
    ) {
      this.#vouching.pop();
      const problem = this.#problemOf(next);
      if (problem !== undefined) return this.#break({ number: next.number, entryId, problem });
      if (this.chain.key) this.#vouchedFor = next.number;
    }
  }

  #problemOf(checkpoint: CheckpointLine): string | undefined {
    if (checkpoint.tenantId !== this.#tenantId) return 'has a checkpoint of another partnership';
    if (this.chain.key && !isSignedBy(this.chain.key, checkpoint))
      return 'has a checkpoint that the given key did not sign';
    return checkpoint.hash === this.#hash
      ? undefined
      : 'does not end the chain that its checkpoint vouches for: this entry or one before it was changed, and sealed anew';
  }

  /** What came out, when every entry was added. */
  result(): ChainCheck {
    const beyond = this.#vouching.at(-1);
    const broken = this.#broken ?? (beyond && { number: this.#sealed + 1, problem: cutOff(beyond.number) });
    return {
      sealed: this.#sealed,
      unsealed: this.#unsealed,
      vouchedFor: this.#vouchedFor,
      ...(broken && { broken }),
    };
  }

  #break(found: ChainBreak): void {
    this.#broken = found;
  }
}

function cutOff(number: number): string {
  return `is missing: a checkpoint vouches for ${String(number)} entries`;
}
