const LONGEST_SHOWN = 60;

/** A value of the file as a message shows it: quoted, escaped, and at most 60 characters of it. */
export function shown(value: string): string {
  const characters = [...value.slice(0, LONGEST_SHOWN * 2)];
  const short =
    characters.length > LONGEST_SHOWN ? `${characters.slice(0, LONGEST_SHOWN - 1).join('')}…` : value;
  // JSON escapes C0 controls only; C1 controls and bidirectional marks could still mislead a terminal.
  return JSON.stringify(short).replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, escapeCharacter);
}

function escapeCharacter(character: string): string {
  return `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;
}

/** A count with thousands separators: 14,178. */
export function counted(count: number): string {
  return count.toLocaleString('en-GB');
}
