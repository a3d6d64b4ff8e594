/** Rules of Concord's own for ESLint: file names, and the length of functions without the groups of a test. */
import { basename, dirname, relative, sep } from 'node:path';
import { builtinRules } from 'eslint/use-at-your-own-risk';

const kebabCase = /^[a-z0-9]+(?:-[a-z0-9]+)*(?:[.][a-z0-9]+(?:-[a-z0-9]+)*)*$/;
const emptyNames = new Set(['util', 'utils', 'helper', 'helpers', 'common', 'manager', 'managers', 'base']);

/** Names of files and folders: kebab-case, words that say something, and the name of a file's only export. */
const fileName = {
  meta: {
    type: 'suggestion',
    schema: [],
    messages: {
      kebab: "'{{name}}' is not in kebab-case: write decide-threshold.ts, with a role as in case.store.ts.",
      empty: "'{{word}}' says nothing about what is inside: name '{{name}}' after what it holds.",
      export: "'{{name}}' exports only {{exported}}: name the file after its export.",
    },
  },
  create(context) {
    const path = relative(context.cwd, context.filename).split(sep);
    const stem = basename(context.filename).replace(/[.][jt]s$/, '');
    return {
      Program(node) {
        const report = (messageId, data) => context.report({ loc: { line: 1, column: 0 }, messageId, data });
        for (const part of [...dirname(path.join('/')).split('/'), stem].filter(
          (name) => !name.startsWith('.'),
        )) {
          if (!kebabCase.test(part)) report('kebab', { name: part });
          const word = part.split(/[-.]/).find((each) => emptyNames.has(each));
          if (word) report('empty', { word, name: part });
        }
        const [exported, ...more] = exportedNames(node);
        const named = stem === 'index' ? path.at(-2) : stem;
        if (exported && more.length === 0 && !agree(named, exported))
          report('export', { name: stem, exported });
      },
    };
  },
};

function exportedNames(program) {
  return program.body
    .filter(({ type }) => type === 'ExportNamedDeclaration' || type === 'ExportAllDeclaration')
    .flatMap((node) => [
      ...(node.type === 'ExportAllDeclaration' ? ['*', '*'] : []),
      ...(node.specifiers ?? []).map(({ exported }) => exported.name),
      ...(node.declaration?.declarations ?? [node.declaration]).flatMap((each) => each?.id?.name ?? []),
    ]);
}

/** True when the two names share a word, in the singular or the plural. */
function agree(stem, exported) {
  const ofExport = exported.match(/[A-Z]*[a-z]+|[A-Z]+|[0-9]+/g)?.map(singular) ?? [];
  return stem
    .split(/[-.]/)
    .map(singular)
    .some((word) => ofExport.includes(word));
}

function singular(word) {
  return word.toLowerCase().replace(/ies$/, 'y').replace(/s$/, '');
}

const functionLength = builtinRules.get('max-lines-per-function');

/**
 * ESLint's own rule, with two exceptions: the function of a `describe` is a chapter of tests and may be long, and one
 * that ends by returning an object of functions is a list of them, each of which is measured by itself.
 */
const maxLinesPerFunction = {
  meta: functionLength.meta,
  create(context) {
    const report = (found) => {
      if (!isGroupOfTests(found.node) && !isListOfFunctions(found.node)) context.report(found);
    };
    return functionLength.create(Object.create(context, { report: { value: report } }));
  },
};

function isGroupOfTests(node) {
  const call = node.parent;
  if (call?.type !== 'CallExpression' || !call.arguments.includes(node)) return false;
  let callee = call.callee;
  while (callee.type !== 'Identifier') {
    callee = callee.object ?? callee.callee ?? callee.tag;
    if (!callee) return false;
  }
  return callee.name === 'describe';
}

function isListOfFunctions(node) {
  const last = node.body.type === 'BlockStatement' ? node.body.body.at(-1) : undefined;
  const returned = last?.type === 'ReturnStatement' ? last.argument : undefined;
  if (returned?.type !== 'ObjectExpression') return false;
  const isFunction = ({ value }) =>
    value?.type === 'FunctionExpression' || value?.type === 'ArrowFunctionExpression';
  return (
    returned.properties.filter(isFunction).length * 2 >= returned.properties.length &&
    node.body.body.length <= 6
  );
}

export const concordRules = {
  rules: { 'file-name': fileName, 'max-lines-per-function': maxLinesPerFunction },
};
