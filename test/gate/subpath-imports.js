/**
 * Tells dependency-cruiser where a subpath import leads. package.json maps `#folder/file.js` to what the build
 * writes into dist; the layer rules judge the source of that file, whether it has been built or not.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const { imports } = JSON.parse(readFileSync('package.json', 'utf8'));

const alias = Object.entries(imports)
  .toSorted(([a], [b]) => b.length - a.length)
  .map(([name, built]) => ({ name, alias: sourceOf(built) }));

function sourceOf(built) {
  return resolve(built.replace('/dist/', '/').replace(/[.]js$/, '.ts'));
}

export default { resolve: { alias } };
