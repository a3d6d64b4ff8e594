/** What a thrown value says. Reads the message by name, because an error may come from another realm than ours. */
export function saidBy(thrown: unknown): string {
  if (typeof thrown !== 'object' || thrown === null || !('message' in thrown)) return String(thrown);
  const cause = 'cause' in thrown && thrown.cause !== undefined ? `: ${saidBy(thrown.cause)}` : '';
  return `${String(thrown.message)}${cause}`;
}

/** The code of a failed system call, such as ENOENT. */
export function codeOf(thrown: unknown): unknown {
  return typeof thrown === 'object' && thrown !== null && 'code' in thrown ? thrown.code : undefined;
}
