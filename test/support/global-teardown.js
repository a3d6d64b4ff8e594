/** Stops the server that the run started. */
export default async function globalTeardown() {
  await globalThis.stopTestDatabase();
}
