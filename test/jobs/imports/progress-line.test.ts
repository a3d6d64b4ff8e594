import { progressLine } from '#jobs/imports/progress-line.js';

function terminal(isTTY: boolean, totalBytes?: number) {
  const written: string[] = [];
  let clock = 0;
  const line = progressLine({
    write: (text) => written.push(text),
    isTTY,
    now: () => clock,
    ...(totalBytes === undefined ? {} : { totalBytes }),
  });
  const at = (milliseconds: number, rows: number) => {
    clock = milliseconds;
    line.show({ rows, bytes: rows * 100 });
  };
  return { written, at, done: line.done };
}

describe('The progress of an import', () => {
  it('is one line on a terminal, rewritten at most ten times a second, and cleared at the end', () => {
    const { written, at, done } = terminal(true, 2_000_000);
    at(0, 1_000);
    at(99, 2_000);
    at(100, 10_000);
    done();
    expect(written).toEqual([
      '\r\u001b[2K1,000 rows read, 0.1 MB of 2.0 MB (5 %)',
      '\r\u001b[2K10,000 rows read, 1.0 MB of 2.0 MB (50 %)',
      '\r\u001b[2K',
    ]);
  });

  it('is a line each ten seconds or 100,000 rows elsewhere', () => {
    const { written, at, done } = terminal(false);
    at(1, 1_000);
    at(9_999, 99_999);
    at(10_000, 120_000);
    at(10_001, 219_999);
    at(10_002, 220_000);
    at(20_001, 221_000);
    at(20_002, 222_000);
    done();
    expect(written).toEqual([
      '120,000 rows read, 12.0 MB\n',
      '220,000 rows read, 22.0 MB\n',
      '222,000 rows read, 22.2 MB\n',
    ]);
  });

  it('writes nothing for a file that is done at once', () => {
    const { written, done } = terminal(true);
    done();
    expect(written).toEqual([]);
  });
});
