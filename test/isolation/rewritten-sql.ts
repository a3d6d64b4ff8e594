import pg from 'pg';

/**
 * Changes the SQL of the run-time roles on its way from the program to the database, so that the program's own filters
 * are gone while everything else of it runs as it is. It stands at the driver, in the tests: nothing in the program can
 * take a filter out.
 */
export interface RewrittenSql {
  /** Texts in which a filter was taken out. */
  readonly rewritten: ReadonlySet<string>;
  /** Texts that name the partnership's column, in which there was nothing to take out. */
  readonly untouched: ReadonlySet<string>;
  /** Whether texts are changed now; they are from the start. */
  active: boolean;
  /** Gives the driver back as it was. */
  restore(): void;
}

const runTimeRoles: readonly unknown[] = ['concord_app', 'concord_worker'];

/** A comparison with a value, which says who asks; the value stays in the text, so that it keeps its type. */
const withValue = /(?:\b\w+\.)?"?\btenant_id\b"? = (\$\d+)(?:::uuid)?/g;
/** A comparison of two tables of a join, or with what an outer query selected. */
const withColumn = /(?:\b\w+\.)"?tenant_id"? = (?:\b\w+\.)"?tenant_id"?/g;

/** A text without its comparisons of the partnership. */
function withoutTenantFilter(text: string): string {
  return text.replace(withValue, '($1::uuid is not null)').replace(withColumn, 'true');
}

type Query = (this: pg.Client, config: unknown, ...rest: unknown[]) => unknown;

/** From here on, until `restore`, every connection of the run-time roles that this test file opens sends other texts. */
export function rewriteSql(change: (text: string) => string = withoutTenantFilter): RewrittenSql {
  const driver = pg.Client.prototype as { query: Query };
  const original = driver.query;
  const rewritten = new Set<string>();
  const untouched = new Set<string>();
  const state = {
    rewritten,
    untouched,
    active: true,
    restore: () => {
      driver.query = original;
    },
  };
  const changed = (text: string): string => {
    const other = change(text);
    if (/\btenant_id\b/.test(text) && !text.startsWith('BEGIN'))
      (other === text ? untouched : rewritten).add(text);
    return other;
  };
  driver.query = function (config, ...rest) {
    if (!state.active || !runTimeRoles.includes(this.user)) return original.call(this, config, ...rest);
    return original.call(this, changedConfig(config, changed), ...rest);
  };
  return state;
}

/** Texts come alone or in an object; a kept statement gets another name with its other text. */
function changedConfig(config: unknown, changed: (text: string) => string): unknown {
  if (typeof config === 'string') return changed(config);
  if (typeof config !== 'object' || config === null || !('text' in config)) return config;
  const { text } = config;
  if (typeof text !== 'string') return config;
  const other = changed(text);
  if (other === text) return config;
  const name =
    'name' in config && typeof config.name === 'string' ? { name: `${config.name}_rewritten` } : {};
  return Object.assign(Object.create(Object.getPrototypeOf(config) as object) as object, config, {
    text: other,
    ...name,
  });
}
