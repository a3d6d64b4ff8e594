import pg from 'pg';

/** Asks the system catalogue; every question goes over one connection, on which no schema is on the search path. */
export type CatalogueQuery = <R extends object>(text: string, values?: readonly unknown[]) => Promise<R[]>;

/**
 * Opens a connection, runs `work` on one snapshot of the catalogue and closes it again; nothing is changed. Any role may
 * ask. The search path is empty, so that names are printed with their schema whoever asks.
 */
export async function readCatalogue<T>(url: string, work: (query: CatalogueQuery) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: 'concord catalogue' });
  await client.connect();
  try {
    await client.query(
      "begin isolation level repeatable read read only; set local search_path = ''; set local jit = off",
    );
    return await work(catalogueQuery(client));
  } finally {
    await client.end();
  }
}

/** The questions of one connection, whose search path the caller has emptied. */
export function catalogueQuery(client: Pick<pg.ClientBase, 'query'>): CatalogueQuery {
  return async <R extends object>(text: string, values: readonly unknown[] = []) =>
    (await client.query<R>(text, [...values])).rows;
}
