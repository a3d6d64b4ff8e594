/** Longest line that is read: twelve cells of 10,240 bytes and their quotes fit. */
export const MAX_LINE_BYTES = 131_072;

/** The beginning of a line whose end has not arrived yet; bytes beyond the limit are dropped, not kept. */
export class LineBuffer {
  private parts: Buffer[] = [];
  private length = 0;

  /** Whether more bytes are held than a line may have. */
  get isOverfull(): boolean {
    return this.length > MAX_LINE_BYTES;
  }

  hold(bytes: Buffer): void {
    // One byte over the limit is enough to tell a line that is too long.
    const room = MAX_LINE_BYTES + 1 - this.length;
    if (bytes.length === 0 || room <= 0) return;
    const kept = bytes.subarray(0, room);
    this.parts.push(kept);
    this.length += kept.length;
  }

  /** The held bytes with the line's last ones; nothing is held afterwards. */
  take(bytes: Buffer): Buffer {
    if (this.length === 0 && bytes.length <= MAX_LINE_BYTES) return bytes;
    this.hold(bytes);
    const line = Buffer.concat(this.parts, this.length);
    this.parts = [];
    this.length = 0;
    return line;
  }
}
