/** Something is so different that the play cannot go on. */
export class DemoStopped extends Error {
  override readonly name = 'DemoStopped';
}

const whoWidth = 26;
const lineWidth = 120;

/** Tells the play to its audience, and holds what happens against what should happen. */
export class Narrator {
  readonly differences: string[] = [];
  checks = 0;

  constructor(private readonly out: (line: string) => void) {}

  act(title: string): void {
    this.out(`\n${title}\n${'='.repeat(title.length)}`);
  }

  /** What somebody did or saw; further lines stand below the first. */
  tell(who: string, text: string): void {
    for (const [index, line] of text.split('\n').flatMap(wrapped).entries())
      this.out(`${(index === 0 ? who : '').padEnd(whoWidth)} ${line}`.trimEnd());
  }

  /** Compares as JSON. A difference is told at once and again in the end. */
  check(what: string, actual: unknown, expected: unknown): void {
    this.checkOneOf(what, actual, [expected]);
  }

  /** As `check`, where the play may cross midnight and either of two days is right. */
  checkOneOf(what: string, actual: unknown, expected: readonly unknown[]): void {
    this.checks += 1;
    const got = JSON.stringify(actual);
    const right = [...new Set(expected.map((each) => JSON.stringify(each)))];
    if (right.includes(got)) return;
    const difference = `${what}: expected ${right.join(' or ')}, got ${got}`;
    this.differences.push(difference);
    this.tell('DIFFERENT', difference);
  }
}

/** Breaks a line between words so that it fits beside the names; what goes on stands four further in. */
function wrapped(line: string): string[] {
  const room = lineWidth - whoWidth - 1;
  const lines: string[] = [];
  let rest = line;
  while (rest.length > room) {
    const indent = /^ */.exec(rest)?.[0] ?? '';
    const space = rest.lastIndexOf(' ', room);
    if (space <= indent.length) break;
    lines.push(rest.slice(0, space));
    rest = `${lines.length === 1 ? `${indent}    ` : indent}${rest.slice(space + 1)}`;
  }
  return [...lines, rest];
}
