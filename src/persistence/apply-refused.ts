/** Thrown when a partnership's files cannot be applied as they are; nothing was changed. One sentence a problem. */
export class ApplyRefused extends Error {
  override readonly name = 'ApplyRefused';

  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
  }
}
