import { labelKey } from '#domain/review/label-key.js';
import type { CaseLabel, CaseLabelKind } from './label-ports.js';
import type { Ids } from './ports.js';

/** The labels of one case: the same text is the same thing, and a new one gets an id of its own. */
export class CaseLabels {
  readonly #ids = new Map<string, string>();
  readonly #added: CaseLabel[] = [];

  constructor(
    private readonly source: Pick<Ids, 'newId'>,
    known: readonly CaseLabel[] = [],
  ) {
    for (const { id, kind, label } of known) this.#ids.set(`${kind} ${labelKey(label)}`, id);
  }

  /** Those that are not stored yet, in the order in which they were first named. */
  get added(): readonly CaseLabel[] {
    return this.#added;
  }

  /** Null where no label is given. */
  idOf(kind: CaseLabelKind, label = ''): string | null {
    if (label.trim() === '') return null;
    const key = `${kind} ${labelKey(label)}`;
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    const id = this.source.newId();
    this.#ids.set(key, id);
    this.#added.push({ id, kind, label: label.trim() });
    return id;
  }
}
