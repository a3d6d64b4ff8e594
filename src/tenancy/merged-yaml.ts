import { join, relative } from 'node:path';
import { Document, isMap, isNode, isSeq } from 'yaml';
import { basesOf, DATED_POLICY, findPartnershipBase } from './inherited-files.js';
import { partnershipSchema } from './partnership-schema.js';
import { readPolicyFile } from './read-policies.js';
import { TenantFileError } from './tenant-file-error.js';
import { plainOf, type Sourced } from './yaml/sourced.js';
import { readYamlFile } from './yaml-file.js';

/**
 * One file of a partnership's folder as it is together with its bases, as YAML. What stands in another file than what
 * is around it carries a comment that says in which and where: `# bases/county/policy.yaml:12`.
 * @throws TenantFileError when the file, or one of its bases, is not there, is no YAML, or does not fit
 */
export function mergedYaml(folder: string, name: string): string {
  const file = join(folder, name);
  const bases = basesOf(folder);
  const isPolicy = name === 'policy.yaml' || DATED_POLICY.test(name);
  const { root, problems } = isPolicy
    ? readPolicyFile(file, bases)
    : readYamlFile(file, partnershipSchema, findPartnershipBase(bases));
  if (!root || problems.length > 0) throw new TenantFileError(problems);
  const document = new Document(plainOf(root));
  annotate(document.contents, root, { shownFrom: join(folder, '..'), file });
  return document.toString({ lineWidth: 110 });
}

interface Around {
  /** The folder from which the names of files are shown. */
  readonly shownFrom: string;
  /** The file in which that stands what is around. */
  readonly file: string;
}

/** Puts the comments before the values of a document that was made of the sourced value. */
function annotate(node: unknown, sourced: Sourced, around: Around): void {
  const inside = { ...around, file: sourced.place.file };
  if (isMap(node) && sourced.kind === 'map') {
    for (const { key, value } of node.items) {
      const entry = sourced.entries.get(String(key));
      if (!entry) continue;
      comment(key, entry, inside);
      annotate(value, entry, inside);
    }
  }
  if (isSeq(node) && sourced.kind === 'list') {
    sourced.items.forEach((item, index) => {
      comment(node.items[index], item, inside);
      annotate(node.items[index], item, inside);
    });
  }
}

function comment(node: unknown, { place }: Sourced, { file, shownFrom }: Around): void {
  if (!isNode(node) || place.file === file) return;
  node.commentBefore = ` ${relative(shownFrom, place.file)}:${String(place.line)}`;
}
