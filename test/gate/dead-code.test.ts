import { scratchTree, type ScratchTree } from './scratch-tree.js';

describe('the search for dead code', () => {
  let tree: ScratchTree;

  afterEach(() => {
    tree.remove();
  });

  function deadIn(files: Readonly<Record<string, string>>): string {
    tree = scratchTree({
      'src/main/server.ts': `import { live } from '#domain/live.js';\nlive();\n`,
      ...files,
    });
    return tree.run('knip', '--no-config-hints', '--include', 'exports,files').stdout;
  }

  it('accepts what an entry reaches through a # path', () => {
    expect(deadIn({ 'src/domain/live.ts': `export const live = () => 1;\n` })).toBe('');
  });

  it('names an export that nothing imports', () => {
    const said = deadIn({ 'src/domain/live.ts': `export const live = () => 1;\nexport const dead = 2;\n` });
    expect(said).toMatch(/^dead +src\/domain\/live[.]ts/m);
    expect(said).not.toMatch(/^live /m);
  });

  it('names a file that nothing imports', () => {
    const said = deadIn({
      'src/domain/live.ts': `export const live = () => 1;\n`,
      'src/domain/alone.ts': `export const alone = 1;\n`,
    });
    expect(said).toContain('src/domain/alone.ts');
  });
});
