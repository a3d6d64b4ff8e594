/** How many of something each name has open at the same time. A name with none is not remembered. */
export class RunningCount {
  readonly #open = new Map<string, number>();

  of(name: string): number {
    return this.#open.get(name) ?? 0;
  }

  open(name: string): void {
    this.#open.set(name, this.of(name) + 1);
  }

  close(name: string): void {
    const left = this.of(name) - 1;
    if (left > 0) this.#open.set(name, left);
    else this.#open.delete(name);
  }
}
