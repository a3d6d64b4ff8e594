import { LineBuffer, MAX_LINE_BYTES } from '#jobs/imports/line-buffer.js';

describe('The beginning of a line', () => {
  it('is joined with its end, whatever the pieces, and forgotten', () => {
    const buffer = new LineBuffer();
    for (const piece of ['On', '', ' or ', 'ne']) buffer.hold(Buffer.from(piece));
    expect(buffer.take(Buffer.from('ar')).toString()).toBe('On or near');
    expect(buffer.take(Buffer.from('next')).toString()).toBe('next');
  });

  it('is kept up to one byte over the limit when the line never ends', () => {
    const buffer = new LineBuffer();
    const piece = Buffer.alloc(50_000, 'x');
    for (let at = 0; at < 1_000; at += 1) buffer.hold(piece);
    expect(buffer.isOverfull).toBe(true);
    expect(buffer.take(piece)).toHaveLength(MAX_LINE_BYTES + 1);
    expect(buffer.isOverfull).toBe(false);
  });

  it('is not overfull at the limit itself', () => {
    const buffer = new LineBuffer();
    buffer.hold(Buffer.alloc(MAX_LINE_BYTES));
    expect(buffer.isOverfull).toBe(false);
    expect(buffer.take(Buffer.alloc(0))).toHaveLength(MAX_LINE_BYTES);
  });
});
