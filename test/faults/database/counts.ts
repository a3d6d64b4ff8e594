/** How much the fault runs do: all of it, or a part where continuous integration asks for less. */
export function counts<T extends Readonly<Record<string, number>>>(
  full: T,
  reduced: { [K in keyof T]: number },
) {
  return process.env['CI'] === 'true' ? reduced : full;
}
