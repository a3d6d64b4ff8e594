import type { TenantApplied } from '#persistence/apply-tenant.js';
import { differenceInWords } from '#domain/policy/difference-in-words.js';
import type { TenantFile } from '#tenancy/tenant-file.js';

/** What was found, and whether it was written. */
export interface Told {
  readonly tenant: Pick<TenantFile, 'slug' | 'name'>;
  readonly applied: TenantApplied;
  readonly written: boolean;
}

/** What came of applying a partnership, for programs. */
export function appliedAsJson({ tenant: { slug, name }, applied, written }: Told): object {
  const { isNew, differences, policies } = applied;
  return {
    slug,
    name,
    isNew,
    written,
    differences,
    policies: policies.map((policy) => ({
      ...policy,
      differences: policy.differences.map((each) => ({ ...each, words: differenceInWords(each) })),
    })),
  };
}
