/** A label as it is compared: case, spaces and forms of the same letter make no difference. */
export function labelKey(label: string): string {
  return label.normalize('NFKC').trim().replaceAll(/\s+/gu, ' ').toLocaleLowerCase('en-GB');
}
