/** An id of the policy language as words: "threshold not met" of threshold_not_met, "at least" of atLeast. */
export function plain(id: string): string {
  return id.replaceAll('_', ' ').replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
